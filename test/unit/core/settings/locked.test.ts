import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openPolicy } from '../../../../main/core/policy/policy.ts';
import {
  type SettingName,
  type SettingsCommand,
  settingNames,
  settingValues,
} from '../../../../preload/contract/index.ts';
import { createTestPhone } from '../fakes/phone.ts';
import { createFakeRecords } from '../fakes/storage.ts';

const choose = (setting: SettingName, value: unknown) =>
  ({ type: 'choose-setting', setting, value }) as SettingsCommand;

for (const name of settingNames) {
  const [one] = settingValues[name];
  const other = settingValues[name].at(-1);

  describe(`${name}, decided by the administrator`, () => {
    const policy = { ...openPolicy, settings: { [name]: one } };

    test('has that value, whatever the user chose before, and says that it is locked', () => {
      const records = createFakeRecords({ appearance: { [name]: other } });
      const { settings, lockedSettings } = createTestPhone({ records }, { policy }).view();
      assert.deepEqual([settings[name], lockedSettings], [one, [name]]);
    });

    test('cannot be chosen, not even to the value that it has', () => {
      const phone = createTestPhone({}, { policy });
      for (const value of settingValues[name]) {
        assert.deepEqual(phone.send(choose(name, value)), { ok: false, refusal: 'locked' });
      }
      assert.equal(phone.view().settings[name], one);
      assert.equal(phone.records.documents.has('appearance'), false, 'nothing is written');
    });

    test('is the user’s again once the administrator takes it back', () => {
      const records = createFakeRecords({ appearance: { [name]: other } });
      const locked = createTestPhone({ records }, { policy });
      const others: readonly SettingName[] = settingNames.filter((other: string) => other !== name);
      for (const free of others) {
        assert.deepEqual(locked.send(choose(free, settingValues[free].at(-1))), { ok: true });
      }
      const { settings, lockedSettings } = createTestPhone({ records }).view();
      assert.deepEqual([settings[name], lockedSettings], [other, []]);
    });
  });
}
