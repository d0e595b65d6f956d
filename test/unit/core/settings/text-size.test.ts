import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeSettings } from '../../../../main/core/settings/table.ts';
import { createTestPhone } from '../fakes/phone.ts';
import { createFakeRecords } from '../fakes/storage.ts';

test('a text size holds at once, and in the next run', () => {
  const phone = createTestPhone();
  assert.equal(phone.view().settings.textSize, 100);
  assert.deepEqual(phone.send({ type: 'choose-setting', setting: 'textSize', value: 175 }), { ok: true });
  assert.equal(phone.view().settings.textSize, 175);
  const records = createFakeRecords({ appearance: phone.records.read('appearance') });
  assert.equal(createTestPhone({ records }).view().settings.textSize, 175);
});

test('a record that is none of ours is the usual size', () => {
  assert.equal(decodeSettings({ textSize: 125 }).textSize, 125);
  for (const document of [undefined, null, 150, [], {}, { textSize: '150' }, { textSize: 90 }, { textSize: 1e9 }]) {
    assert.equal(decodeSettings(document).textSize, 100);
  }
});
