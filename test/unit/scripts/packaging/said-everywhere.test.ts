/** The manual, the completion of each shell and the help know every order and every switch of the app's own. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { plainOrders } from '../../../../main/electron/control/order.ts';
import { askedOfProgram } from '../../../../main/electron/start/asked-of-program.ts';
import { ownSwitches } from '../../../../main/electron/start/refused-switches.ts';

const root = join(import.meta.dirname, '../../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const orders = [...plainOrders, 'dial', 'status'];
const bash = 'assets/linux/completions/switchhook.bash';

const places: Readonly<Record<string, string>> = {
  manual: read('assets/linux/switchhook.1').replaceAll('\\-', '-'),
  bash: read(bash),
  zsh: read('assets/linux/completions/_switchhook'),
  fish: read('assets/linux/completions/switchhook.fish').replaceAll(/-l ([a-z-]+)/g, '--$1'),
  help: askedOfProgram(['switchhook', '--help'], '1.0.0') ?? '',
};

for (const [name, text] of Object.entries(places)) {
  test(`the ${name} has every order`, () => {
    assert.deepEqual(
      orders.filter((order) => !new RegExp(`(?<![-\\w])${order}(?![-\\w])`).test(text)),
      [],
    );
  });

  test(`the ${name} has every switch`, () => {
    assert.deepEqual(
      ownSwitches.filter((one) => !new RegExp(`--${one}(?![-\\w])`).test(text)),
      [],
    );
  });
}

/** What bash offers after these words; the last is the one that is being typed. */
function completed(...words: readonly string[]): readonly string[] {
  const script = `compopt() { :; }; source "$0"; COMP_WORDS=(switchhook "$@"); COMP_CWORD=$#; _switchhook; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const printed = execFileSync('bash', ['-uc', script, join(root, bash), ...words], { encoding: 'utf8' });
  return printed.split('\n').filter((line) => line !== '');
}

test('bash completes orders, switches, and what belongs to them', () => {
  assert.deepEqual(completed(''), [...plainOrders, 'dial', 'status']);
  assert.deepEqual(completed('h'), ['hangup', 'hold']);
  assert.deepEqual(completed('--s'), ['--server=']);
  assert.deepEqual(completed('status', '-'), ['--json']);
  assert.deepEqual(completed('dial', ''), []);
  assert.deepEqual(completed('--hidden', '--v'), ['--version']);
  assert.ok(completed('--user-data-dir', '=', '/').includes('/usr'));
  assert.deepEqual(completed('--extra-ca', '=', '/etc/hostnam'), ['/etc/hostname']);
  assert.deepEqual(completed('--server', '=', ''), []);
});
