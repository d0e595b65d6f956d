import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { asOne, fromLastLine, fromNode, fromPlaywright, fromTour } from '../../../scripts/test/counts.ts';

const nodeSummary = 'ℹ tests 7\nℹ pass 4\nℹ fail 2\nℹ cancelled 1\n';

test("Node's summary is counted; cancelled tests have failed", () => {
  assert.deepEqual(fromNode(`✔ a test (1ms)\n${nodeSummary}`, '', false), { passed: 4, failed: 3 });
});

test('a run without any test, or one that ended badly, has failed', () => {
  assert.deepEqual(fromNode('', '', true), { passed: 0, failed: 1 });
  assert.deepEqual(fromNode('ℹ pass 4\nℹ fail 0\n', '', false), { passed: 4, failed: 1 });
  assert.deepEqual(asOne('', '', false), { passed: 0, failed: 1 });
});

test("Playwright's report is counted; tests that passed only in a second try have failed", (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'counts-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const report = join(folder, 'report.json');
  assert.deepEqual(fromPlaywright('', report, true), { passed: 0, failed: 1 }, 'no report');
  writeFileSync(report, JSON.stringify({ stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [] }));
  assert.deepEqual(fromPlaywright('', report, false), { passed: 5, failed: 2 });
  writeFileSync(report, JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [{}] }));
  assert.deepEqual(fromPlaywright('', report, false), { passed: 0, failed: 1 });
});

test("the tour's steps are counted", (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'counts-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const report = join(folder, 'tour.json');
  writeFileSync(report, JSON.stringify({ steps: [{ ok: true }, { ok: true }, { ok: false }] }));
  assert.deepEqual(fromTour('', report, false), { passed: 2, failed: 1 });
});

test('the fuzzers: their last line, and one that ended without it has failed', () => {
  assert.deepEqual(fromLastLine('a: b, seed 1\n  9 executions in 1 s\n\n9 passed, 1 failed\n', '', false), {
    passed: 9,
    failed: 1,
  });
  assert.deepEqual(fromLastLine('a: b, seed 1\n', '', false), { passed: 0, failed: 1 });
});
