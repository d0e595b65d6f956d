import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, test } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/conformance.md'), 'utf8');

/** Rows that name an event, or what a call goes on as: with it hidden from the app the test of the row has to fail. */
const rows = page.split(/^## /m).flatMap((section) => {
  const resource = section.slice(0, section.indexOf('\n')).trim();
  const all = [...section.matchAll(/^\| `(\w+)` \| (event|link) \| \S+ \| (\S+) \|/gm)];
  return all.flatMap(([, name = '', kind = '', file = '']) =>
    kind === 'event' || name.startsWith('derived') ? [{ resource, name, kind, file }] : [],
  );
});

/** Runs a test without what the app would read. */
async function runWithout(hidden: string, file: string): Promise<string> {
  const hide = join(import.meta.dirname, 'hidden-name.ts');
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const run = spawn(process.execPath, ['--import', hide, '--test', '--test-reporter=spec', file], {
    ...{ cwd: root, env: { ...env, SWITCHHOOK_HIDDEN: hidden } },
  });
  return await text(run.stdout);
}

const failures = (output: string): number => Number(/^ℹ fail (\d+)$/m.exec(output)?.[1] ?? Number.NaN);

describe('without it the test of its row fails', () => {
  assert.ok(rows.length >= 9, String(rows.length));
  for (const { resource, name, kind, file } of rows) {
    const hidden = `${kind} ${name} ${resource}`;
    test(hidden, async () => {
      const output = await runWithout(hidden, file);
      assert.ok(failures(output) > 0, output.slice(-2_000));
    });
  }
});

test('with nothing hidden it does not', async () => {
  const output = await runWithout('', 'test/unit/core/phone-calls/from-ucwa.test.ts');
  assert.equal(failures(output), 0, output);
});
