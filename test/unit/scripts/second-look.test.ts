import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { failedOfNode, failedOfPlaywright } from '../../../scripts/test/failed-files.ts';
import type { Part } from '../../../scripts/test/parts.ts';
import type { PartOutcome } from '../../../scripts/test/run-part.ts';
import { lookAgain } from '../../../scripts/test/second-look.ts';

const part: Part = { name: 'unit', title: 'Unit', args: ['all'], count: () => ({ passed: 0, failed: 0 }) };

function outcome(passed: number, failed: number, more: Partial<PartOutcome> = {}): PartOutcome {
  return { part, passed, failed, unsteady: 0, repeat: ['one'], seconds: 5, processorSeconds: 2, tail: '', ...more };
}

/** Looks again at one outcome; `second` is what the second run gives. */
async function story(first: PartOutcome, second = outcome(0, 0)) {
  const ran: Part[] = [];
  const [last] = await lookAgain([first], async (again) => {
    ran.push(again);
    return second;
  });
  return { ran: ran.map(({ name, args }) => [name, ...args]), last };
}

test('what failed runs again, alone, and what passes then is counted and named', async () => {
  const { ran, last } = await story(outcome(90, 2), outcome(7, 1));
  assert.deepEqual(ran, [['unit-again', 'one']]);
  assert.deepEqual([last?.passed, last?.failed, last?.unsteady, last?.seconds], [91, 1, 1, 10]);
});

test('what fails again has failed, however much of it does', async () => {
  const { last } = await story(outcome(90, 2), outcome(0, 9));
  assert.deepEqual([last?.passed, last?.failed, last?.unsteady], [90, 2, 0]);
});

test('nothing runs again where nothing failed, where too much did, or where it would be the same', async () => {
  for (const first of [outcome(9, 0), outcome(90, 11), outcome(0, 1, { repeat: null })]) {
    assert.deepEqual(await story(first), { ran: [], last: first });
  }
});

test('the files of what failed, as the runners name them', (t) => {
  const output =
    'test at test/a.test.ts:3:1\n✖ one\n\ntest at test/a.test.ts:9:3\n✖ two\n\ntest at test/b.test.ts:1:1\n';
  assert.deepEqual(failedOfNode(output), ['test/a.test.ts', 'test/b.test.ts']);
  const folder = mkdtempSync(join(tmpdir(), 'second-look-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const report = join(folder, 'report.json');
  assert.deepEqual(failedOfPlaywright(report), []);
  const spec = (file: string, ok: boolean) => ({ file, ok });
  const suites = [
    { specs: [spec('a.spec.ts', true)], suites: [{ specs: [spec('a.spec.ts', false)] }] },
    { specs: [spec('b.spec.ts', true), spec('b.spec.ts', true)] },
  ];
  writeFileSync(report, JSON.stringify({ suites }));
  assert.deepEqual(failedOfPlaywright(report), ['a.spec.ts']);
});
