import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { newProcessorSeconds } from '../../../scripts/test/processor-time.ts';

test('what children computed that have ended is told once', { skip: process.platform !== 'linux' }, () => {
  newProcessorSeconds();
  spawnSync(process.execPath, ['--eval', 'while (process.cpuUsage().user < 700_000);']);
  assert.ok((newProcessorSeconds() ?? 0) >= 1);
  assert.equal(newProcessorSeconds(), 0);
});
