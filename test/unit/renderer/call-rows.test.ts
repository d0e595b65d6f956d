import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type HistoryRow, type HistoryRows, mostRowsAtOnce } from '../../../preload/contract/index.ts';
import { placeForKey } from '../../../renderer/components/list/list-keys.ts';
import { around, covers, type Range, rowsToAskFor, withAnswer } from '../../../renderer/components/list/list-rows.ts';
import { type CallRows, rowsOfSummary, rowsWhileSearching } from '../../../renderer/views/calls/list/call-rows.ts';
import { ana, past } from '../../views/samples.ts';

const row = (id: string): HistoryRow => ({ id, call: past(ana, 1, { id }), count: 1, opensDay: false });
const rowsFrom = (from: number, count: number): HistoryRow[] =>
  Array.from({ length: count }, (_, index) => row(`c${from + index}`));
const answer = (from: number, count: number, more: Partial<HistoryRows> = {}): HistoryRows => ({
  revision: 1,
  total: 1_000,
  from,
  rows: rowsFrom(from, count),
  places: [],
  ...more,
});
const summary = { revision: 1, calls: 1_000, missed: 40, rows: 1_000, newest: rowsFrom(0, 30), mayExport: true };
const all = rowsOfSummary(summary, 'all');
const showing = (range: Range, rows: CallRows = all): CallRows => ({ ...rows, range });

describe('what a window has of a list', () => {
  test('begins with what the snapshot has, and asks for nothing while that is enough', () => {
    assert.deepEqual([all.total, all.rows.size, all.range], [1_000, 30, { from: 0, to: 30 }]);
    assert.equal(rowsToAskFor(all, 1), null);
  });

  test('of missed calls nothing is there at first, but that there are none is known', () => {
    const missed = rowsOfSummary(summary, 'missed');
    assert.equal(missed.total, null);
    assert.deepEqual(rowsToAskFor(missed, 1), { from: 0, to: mostRowsAtOnce });
    const none = rowsOfSummary({ ...summary, missed: 0 }, 'missed');
    assert.deepEqual([none.total, rowsToAskFor(none, 1)], [0, null]);
  });

  test('while somebody types, what was found before stays, and all is asked for anew', () => {
    const typed = rowsWhileSearching({ filter: 'all', text: 'ana' }, all);
    assert.deepEqual([typed.list, typed.total, typed.rows.size], ['all ana', 1_000, 30]);
    assert.deepEqual(rowsToAskFor(typed, 1), { from: 0, to: mostRowsAtOnce });
    assert.equal(
      rowsWhileSearching({ filter: 'missed', text: 'ana' }, all).total,
      null,
      'of another list nothing stays',
    );
  });

  test('asks for as much as an answer has round what is missing', () => {
    assert.deepEqual(rowsToAskFor(showing({ from: 20, to: 50 }), 1), { from: 0, to: mostRowsAtOnce });
    assert.deepEqual(rowsToAskFor(showing({ from: 500, to: 540 }), 1), { from: 470, to: 570 });
  });

  test('asks for nothing behind the end', () => {
    const end = withAnswer(showing({ from: 990, to: 1_030 }), answer(900, 100), 0);
    assert.equal(rowsToAskFor(end, 1), null);
  });

  test('asks anew once the history is another', () => {
    assert.deepEqual(rowsToAskFor(all, 2), around(all.range));
  });

  test('keeps what is near, forgets what is far', () => {
    const near = withAnswer(all, answer(30, 100), 0);
    assert.equal(near.rows.size, 130);
    const far = withAnswer(near, answer(600, 100), 0);
    assert.deepEqual([far.rows.size, far.rows.has(0), far.rows.get(600)?.id], [100, false, 'c600']);
  });

  test('takes a later history in place of all it had, and moves with the row that is looked at', () => {
    const before = withAnswer(showing({ from: 100, to: 130 }), answer(60, 100), 0);
    const after = withAnswer(before, answer(63, 100, { revision: 2, total: 1_003 }), 3);
    assert.deepEqual([after.revision, after.total, after.range], [2, 1_003, { from: 103, to: 133 }]);
    assert.deepEqual([after.rows.size, after.rows.has(60)], [100, false]);
    assert.equal(withAnswer(after, answer(0, 100), 0), after, 'an answer that was overtaken is no news');
  });

  test('knows whether an answer has all rows of a range', () => {
    assert.ok(covers(answer(0, 100), { from: 0, to: 100 }));
    assert.ok(!covers(answer(0, 100), { from: 50, to: 101 }));
    assert.ok(covers(answer(950, 50), { from: 960, to: 1_050 }), 'behind the end there are none');
  });
});

test('keys lead through the list and never out of it', () => {
  const to = (key: string, at: number) => placeForKey(key, at, 100, 12);
  assert.deepEqual(
    [to('ArrowDown', 5), to('ArrowUp', 5), to('PageDown', 5), to('PageUp', 50), to('Home', 50), to('End', 50)],
    [6, 4, 17, 38, 0, 99],
  );
  assert.deepEqual([to('ArrowDown', 99), to('ArrowUp', 0), to('PageDown', 95), to('PageUp', 5)], [99, 0, 99, 0]);
  assert.equal(to('a', 5), -1);
});
