import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { memoryOf, processorTimeOf, processTree, usedBetween } from '../../../bench/app/usage.ts';
import { until } from '../../../desktop/until.ts';

test('a process counts with what it started, and not with who started it', async (t) => {
  const shell = spawn('sh', ['-c', 'sleep 60 & sleep 60 & wait'], { detached: true });
  const { pid } = shell;
  assert.ok(pid !== undefined);
  t.after(async () => {
    const ended = once(shell, 'exit');
    process.kill(-pid);
    await ended;
  });
  const tree = await until('three processes', () => {
    const found = processTree(pid);
    return found.length === 3 && found;
  });
  assert.ok(tree.includes(pid));
  assert.ok(!tree.includes(process.pid));
});

test('memory is the sum over processes', () => {
  const own = memoryOf([process.pid]);
  assert.ok(own > 10);
  assert.ok(memoryOf([process.pid, process.pid]) > 1.5 * own);
});

test('processor time grows with work; of a process that is gone there is none', () => {
  const before = processorTimeOf([process.pid]);
  const told = process.cpuUsage();
  while (process.cpuUsage(told).user < 50_000);
  const used = usedBetween(before, processorTimeOf([process.pid]));
  const { user, system } = process.cpuUsage(told);
  assert.ok(used > 0.045 && used < ((user + system) / 1e6) * 1.2, String(used));
  assert.equal(usedBetween(before, processorTimeOf([2 ** 30])), 0);
});
