import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { guideRecord, noGuide, startingGuide } from '../../../../main/core/guide/state.ts';
import { createTestPhone } from '../fakes/phone.ts';
import { createFakeRecords } from '../fakes/storage.ts';

describe('the way through microphone, ring and keys', () => {
  test('is offered at the first start, and at each until the user is done with it', () => {
    const records = createFakeRecords({});
    assert.equal(createTestPhone({ records }).view().guide, 'offered');
    const again = createTestPhone({ records });
    assert.equal(again.view().guide, 'offered');
    assert.deepEqual(again.send({ type: 'close-guide' }), { ok: true });
    assert.equal(again.view().guide, 'none');
    assert.equal(createTestPhone({ records }).view().guide, 'none');
  });

  test('does not come to who used the app before there was one', () => {
    assert.deepEqual(startingGuide(createFakeRecords({}), true), noGuide);
    const begun = createFakeRecords({ [guideRecord]: { done: false } });
    assert.equal(startingGuide(begun, true), 'offered', 'the first start of this one was not its end');
  });

  test('comes to who has a record that is none', () => {
    assert.equal(startingGuide(createFakeRecords({ [guideRecord]: ['x'] }), false), 'offered');
  });

  test('opens again when the user wants it', () => {
    const phone = createTestPhone({ records: createFakeRecords({ [guideRecord]: { done: true } }) });
    assert.equal(phone.view().guide, 'none');
    assert.deepEqual(phone.send({ type: 'open-guide' }), { ok: true });
    assert.equal(phone.view().guide, 'open');
  });
});
