import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { describeRuntime, resolveElectronRuntime } from '../../../scripts/setup/electron-runtime.ts';

const dayMs = 24 * 60 * 60 * 1000;

function makeRuntime(folder: string, version: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'electron'), '');
  return folder;
}

/** An `electron` package of a version that nobody ever published, not downloaded. */
function makeSurroundings(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'electron-runtime-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const packageFolder = join(folder, 'electron');
  const cacheFolder = join(folder, 'switchhook', 'electron');
  mkdirSync(packageFolder);
  mkdirSync(cacheFolder, { recursive: true });
  writeFileSync(join(packageFolder, 'package.json'), JSON.stringify({ version: '0.0.999' }));
  writeFileSync(join(packageFolder, 'checksums.json'), '{}');
  const rememberFailure = (ageMs: number): void =>
    writeFileSync(
      join(cacheFolder, '0.0.999-failed.json'),
      JSON.stringify({ reason: 'the network is away', failedAt: Date.now() - ageMs }),
    );
  return { folder, packageFolder, cacheFolder, rememberFailure, env: { XDG_CACHE_HOME: folder } };
}

test('ELECTRON_OVERRIDE_DIST_PATH comes first', async (t) => {
  const { folder, packageFolder, cacheFolder, env } = makeSurroundings(t);
  makeRuntime(join(cacheFolder, '22.3.25'), '22.3.25');
  makeRuntime(join(packageFolder, 'dist'), '0.0.999');
  writeFileSync(join(packageFolder, 'path.txt'), 'electron');
  const dist = makeRuntime(join(folder, 'own'), 'v50.1.2');
  const runtime = await resolveElectronRuntime({ env: { ...env, ELECTRON_OVERRIDE_DIST_PATH: dist }, packageFolder });
  assert.equal(runtime.executable, join(dist, 'electron'));
  assert.match(describeRuntime(runtime), /^Electron 50\.1\.2: set by ELECTRON_OVERRIDE_DIST_PATH/);
});

test('ELECTRON_OVERRIDE_DIST_PATH without a runtime is an error, not a reason for another', async (t) => {
  const { folder, packageFolder, env } = makeSurroundings(t);
  const options = { env: { ...env, ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'nothing') }, packageFolder };
  await assert.rejects(resolveElectronRuntime(options), /is no Electron runtime/);
});

test("the electron package's own download comes second", async (t) => {
  const { packageFolder, cacheFolder, env } = makeSurroundings(t);
  makeRuntime(join(cacheFolder, '22.3.25'), '22.3.25');
  makeRuntime(join(packageFolder, 'dist'), '0.0.999');
  writeFileSync(join(packageFolder, 'path.txt'), 'electron');
  const runtime = await resolveElectronRuntime({ env, packageFolder });
  assert.equal(runtime.version, '0.0.999');
  assert.match(runtime.why, /downloaded by the electron package/);
});

test('a half-unpacked download does not count', async (t) => {
  const { packageFolder, cacheFolder, env, rememberFailure } = makeSurroundings(t);
  makeRuntime(join(cacheFolder, '22.3.25'), '22.3.25');
  makeRuntime(join(packageFolder, 'dist'), '0.0.999');
  rememberFailure(1000);
  assert.equal((await resolveElectronRuntime({ env, packageFolder })).version, '22.3.25');
});

test('the runtime of the wheel comes last, and says why', async (t) => {
  const { packageFolder, cacheFolder, env } = makeSurroundings(t);
  makeRuntime(join(cacheFolder, '22.3.25'), '22.3.25');
  const first = await resolveElectronRuntime({ env, packageFolder });
  assert.equal(first.dist, join(cacheFolder, '22.3.25'));
  assert.match(first.why, /Electron 0\.0\.999 could not be downloaded/);
  assert.doesNotMatch(first.why, /tried again a day later/);
  const second = await resolveElectronRuntime({ env, packageFolder });
  assert.match(second.why, /tried again a day later/);
});

test('a failure is remembered for a day', async (t) => {
  const { packageFolder, cacheFolder, env, rememberFailure } = makeSurroundings(t);
  makeRuntime(join(cacheFolder, '22.3.25'), '22.3.25');
  rememberFailure(dayMs - 60_000);
  assert.match((await resolveElectronRuntime({ env, packageFolder })).why, /the network is away/);
  rememberFailure(dayMs + 60_000);
  assert.doesNotMatch((await resolveElectronRuntime({ env, packageFolder })).why, /the network is away/);
});

test('it is tried again at once where that is asked for', async (t) => {
  const { packageFolder, cacheFolder, env, rememberFailure } = makeSurroundings(t);
  makeRuntime(join(cacheFolder, '22.3.25'), '22.3.25');
  rememberFailure(1000);
  const runtime = await resolveElectronRuntime({ env, packageFolder, retry: true });
  assert.doesNotMatch(runtime.why, /the network is away/);
});
