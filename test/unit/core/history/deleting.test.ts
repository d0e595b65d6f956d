import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { mergedHistory } from '../../../../main/core/history/merged.ts';
import type { CommandResult, HistoryFilter, HistoryView } from '../../../../preload/contract/index.ts';
import { entryOf } from '../../../views/past-calls.ts';
import { ana, past, priya, tomas } from '../../../views/samples.ts';
import { pastCalls } from '../fakes/past-calls.ts';
import { createTestPhone } from '../fakes/phone.ts';
import { createFakeRecords } from '../fakes/storage.ts';

const missed = { outcome: 'missed', talkedMs: 0 } as const;
const gone: CommandResult = { ok: false, refusal: 'stale' };

function phoneWith(calls: readonly HistoryView[]) {
  const records = createFakeRecords({ history: calls.map(entryOf) });
  const phone = createTestPhone({ records });
  return {
    phone,
    kept: () => pastCalls(records).map(({ id }) => id),
    remove: (callId: string, filter: HistoryFilter = 'all', text = '') =>
      phone.send({ type: 'delete-row', callId, list: { filter, text } }),
  };
}

describe('a row of the list of calls', () => {
  const calls = [
    past(ana, 10, { ...missed, id: 'a1' }),
    past(ana, 11, { ...missed, id: 'a2' }),
    past(tomas, 12, { id: 't' }),
    past(ana, 13, { ...missed, id: 'a3' }),
    past(priya, 14, { id: 'p' }),
  ];

  test('is deleted with all its calls, here and on the disk', () => {
    const { kept, remove, phone } = phoneWith(calls);
    assert.deepEqual(remove('a1'), { ok: true });
    assert.deepEqual(kept(), ['t', 'a3', 'p']);
    assert.equal(phone.view().history.calls, 3);
  });

  test('is the row of the list that is looked at', () => {
    const { kept, remove } = phoneWith(calls);
    assert.deepEqual(remove('a1', 'missed'), { ok: true });
    assert.deepEqual(kept(), ['t', 'p'], 'among missed calls all three are one row');
  });

  test('of a search too', () => {
    const { kept, remove } = phoneWith(calls);
    assert.deepEqual(remove('a1', 'all', 'priya'), gone, 'it is not in that list');
    assert.deepEqual(remove('p', 'all', 'priya'), { ok: true });
    assert.deepEqual(kept(), ['a1', 'a2', 't', 'a3']);
  });

  test('comes back where it stood, once', () => {
    const { kept, remove, phone } = phoneWith(calls);
    remove('t');
    remove('a3', 'all');
    assert.deepEqual(phone.send({ type: 'restore-row' }), { ok: true });
    assert.deepEqual(kept(), ['a1', 'a2', 'a3', 'p'], 'what was deleted last');
    assert.deepEqual(phone.send({ type: 'restore-row' }), gone);
  });

  test('that comes back is no news', () => {
    const { remove, phone } = phoneWith(calls);
    assert.deepEqual(phone.phone.missedAnew(), []);
    remove('a1');
    assert.deepEqual(phone.phone.missedAnew(), []);
    phone.send({ type: 'restore-row' });
    assert.deepEqual(phone.phone.missedAnew(), []);
  });

  test('that is not there is refused by name', () => {
    const { kept, remove } = phoneWith(calls);
    assert.deepEqual(remove('x'), gone);
    assert.equal(kept().length, 5);
  });
});

test('all calls are deleted for good', () => {
  const { kept, phone } = phoneWith([past(ana, 1), past(tomas, 2)]);
  assert.deepEqual(phone.send({ type: 'clear-history' }), { ok: true });
  assert.deepEqual([kept(), phone.view().history.rows], [[], 0]);
  assert.deepEqual(phone.send({ type: 'restore-row' }), gone);
});

test('wherever calls are taken from a history, they come back to their places', () => {
  const calls = Array.from({ length: 12 }, (_, index) => entryOf(past(ana, index, { id: `c${index}` })));
  fc.assert(
    fc.property(fc.subarray(calls), (back) => {
      const left = calls.filter((entry) => !back.includes(entry));
      assert.deepEqual(mergedHistory(left, back), calls);
      assert.deepEqual(mergedHistory(calls, back), calls, 'what is there is not there twice');
    }),
  );
});

test('the table has the calls of the list, each by itself', () => {
  const { phone } = phoneWith([past(ana, 1, missed), past(ana, 2, missed), past(tomas, 3), past(priya, 4, missed)]);
  const lines = (filter: HistoryFilter, text: string) =>
    phone.phone.historyTable({ filter, text }).trimEnd().split('\r\n').length - 1;
  assert.deepEqual([lines('all', ''), lines('missed', ''), lines('missed', 'ana'), lines('all', 'zz')], [4, 3, 2, 0]);
});
