import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identityOf, sourceDate } from '../../../../scripts/packaging/linux/version.ts';

test('a release has its version; on an old Electron it is older than that, and says so', () => {
  const [release, old] = [identityOf('45.5.0', '45.5.0'), identityOf('22.3.25', '45.5.0')];
  assert.match(release.version, /^\d+\.\d+\.\d+$/);
  assert.doesNotMatch(release.description, /For tests only/);
  assert.equal(old.version, `${release.version}~tests`);
  assert.match(old.description, /For tests only.*Electron 22\.3\.25/);
});

test('the date of everything is the one that is given, else that of the last commit', () => {
  assert.equal(sourceDate({ SOURCE_DATE_EPOCH: '1700000000' }), 1_700_000_000);
  for (const given of [undefined, '', 'yesterday', '-1']) {
    const found = sourceDate(given === undefined ? {} : { SOURCE_DATE_EPOCH: given });
    assert.ok(Number.isSafeInteger(found) && found > 1_600_000_000, String(found));
  }
});
