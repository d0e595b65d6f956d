import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { switchesIn } from '../../../../main/electron/updates/start-again.ts';
import { until } from '../../../desktop/until.ts';

const folder = mkdtempSync(join(tmpdir(), 'start-again-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a restart has the switches of the start, but no link, and its window is on the screen', () => {
  const argv = [
    ...['/usr/bin/switchhook', '--hidden', '--user-data-dir=/home/dana/a b', '-server=contoso.com'],
    ...['--disable-gpu', '--inspect=0', '--remote-debugging-port=0', 'tel:+46812345', '--', '--extra-ca=/x'],
  ];
  assert.deepEqual(switchesIn(argv, 'linux'), [
    '--user-data-dir=/home/dana/a b',
    '-server=contoso.com',
    '--disable-gpu',
  ]);
});

test('the next start begins once this process has gone, by the program that is there then', {
  skip: process.platform !== 'linux',
}, async () => {
  const [mark, program] = [join(folder, 'mark'), join(folder, 'program')];
  writeFileSync(program, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  const module = join(import.meta.dirname, '../../../../main/electron/updates/start-again.ts');
  const script = `
    import { startAgain } from ${JSON.stringify(module)};
    startAgain({ relaunch() {} }, { program: ${JSON.stringify(program)}, argv: ['x', '--server=a b', 'tel:1'] });
    process.stdin.resume();
    process.stdout.write('waits');
    process.stdin.once('data', () => process.exit(0));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  writeFileSync(program, `#!/bin/sh\nprintf '%s|' "$@" > '${mark}'\n`);
  assert.equal(existsSync(mark), false);
  child.stdin.write('go');
  await once(child, 'exit');
  await until('the next start', () => existsSync(mark) && readFileSync(mark, 'utf8') !== '');
  assert.equal(readFileSync(mark, 'utf8'), '--server=a b|');
});
