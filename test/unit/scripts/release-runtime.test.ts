import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SetupError } from '../../../scripts/bootstrap.mjs';
import { requireReleaseRuntime } from '../../../scripts/packaging/release-runtime.ts';
import { parts } from '../../../scripts/test/parts.ts';

const why = 'kept in /cache, because Electron 45.5.0 could not be downloaded';

for (const version of ['22.3.25', '44.9.9', '45.4.1', '45.5.0-beta.1', '9.0.0', '', 'nightly']) {
  test(`no release is made on Electron "${version}", and why and what to do is said`, () => {
    assert.throws(
      () => requireReleaseRuntime({ version, why }, '45.5.0'),
      (error) => {
        assert.ok(error instanceof SetupError);
        assert.match(error.message, /needs Electron 45\.5\.0/);
        assert.ok(error.message.includes(why));
        assert.match(error.message, /npm run pack -- --for-tests/);
        return true;
      },
    );
  });
}

for (const version of ['45.5.0', '45.5.1', '45.10.0', '46.0.0', '100.0.0']) {
  test(`a release is made on Electron ${version}`, () => requireReleaseRuntime({ version, why }, '45.5.0'));
}

test('the tests say that what they pack is for tests', () => {
  const packs = parts.filter(({ name }) => name === 'pack-release');
  assert.deepEqual(
    packs.map(({ args }) => args),
    [['scripts/pack.ts', '--for-tests']],
  );
});
