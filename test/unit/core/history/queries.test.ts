import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { projectSummary } from '../../../../main/core/history/project.ts';
import { createHistoryQueries } from '../../../../main/core/history/queries.ts';
import { rowsOf } from '../../../../main/core/history/rows.ts';
import type { History } from '../../../../main/core/history/state.ts';
import {
  type HistoryFilter,
  type HistoryView,
  historyFilters,
  isSameDay,
  mostNewestRows,
  mostOthers,
  mostUnseen,
  type QueryResult,
} from '../../../../preload/contract/index.ts';
import { entryOf } from '../../../views/past-calls.ts';
import { ana, hidden, noon, numberOnly, past, priya, stranger, tomas } from '../../../views/samples.ts';
import { ringingPhone } from '../fakes/calls.ts';
import { shownCalls } from '../fakes/past-calls.ts';
import { createTestPhone } from '../fakes/phone.ts';
import { createFakeRecords } from '../fakes/storage.ts';
import { englishWords } from '../fakes/words.ts';

const missed = { outcome: 'missed', talkedMs: 0 } as const;

function asked(calls: readonly HistoryView[], historyRevision = 7) {
  const history = calls.map(entryOf);
  const queries = createHistoryQueries({
    store: { model: { history, historyRevision } },
    words: englishWords,
    wall: () => noon,
  });
  const rows = (filter: HistoryFilter = 'all', from = 0, count = 100, places: readonly string[] = [], text = '') =>
    queries['history-rows']({ type: 'history-rows', filter, text, from, count, places });
  return { queries, rows, counts: (filter?: HistoryFilter) => rows(filter).rows.map(({ count }) => count) };
}

describe('rows of the history', () => {
  test('missed calls of one party in a row are one, under its newest call and the id of its oldest', () => {
    const calls = [past(ana, 10, missed), past(ana, 12, missed), past(ana, 15, missed), past(tomas, 20, missed)];
    const [first, second] = asked(calls).rows().rows;
    assert.deepEqual(
      [first?.call.id, first?.id, first?.count, second?.call.party.label, second?.count],
      [calls[0]?.id, calls[2]?.id, 3, 'Tomás Oliveira', 1],
    );
  });

  test('nothing folds over another call, another outcome, another number or midnight', () => {
    const calls = [
      past(ana, 10, missed),
      past(tomas, 11),
      past(ana, 12, missed),
      past(ana, 13),
      past({ ...ana, number: '+46 8 5550 9999' }, 14, missed),
      past(ana, 15, missed),
      past(ana, 13 * 60, missed),
    ];
    assert.deepEqual(asked(calls).counts(), [1, 1, 1, 1, 1, 1, 1]);
    assert.deepEqual(asked(calls).counts('missed'), [2, 1, 1, 1], 'what is not shown parts nothing');
  });

  test('callers who hide never fold, nor one of the organization with a namesake from outside', () => {
    const calls = [past(hidden, 10, missed), past(hidden, 11, missed), past(stranger, 12, missed)];
    const namesake = past({ ...ana, number: stranger.number }, 13, missed);
    assert.deepEqual(asked([...calls, namesake]).counts(), [1, 1, 1, 1]);
  });

  test('the first row of each day says so, wherever an answer begins', () => {
    const calls = [past(ana, 10), past(tomas, 20), past(ana, 24 * 60), past(tomas, 25 * 60), past(ana, 24 * 60 * 9)];
    const { rows } = asked(calls);
    const opens = (from: number) => rows('all', from).rows.map(({ opensDay }) => opensDay);
    assert.deepEqual(opens(0), [true, false, true, false, true]);
    assert.deepEqual(opens(1), [false, true, false, true]);
  });

  test('an answer has what was asked for, and says of which history it is', () => {
    const calls = Array.from({ length: 25 }, (_, index) => past(index % 2 === 0 ? ana : tomas, index));
    const { rows } = asked(calls, 3);
    const { revision, total, from, rows: some } = rows('all', 20, 10);
    assert.deepEqual([revision, total, from, some.length], [3, 25, 20, 5]);
    assert.deepEqual(some[0]?.call, shownCalls([entryOf(calls[20] as HistoryView)])[0]);
    assert.deepEqual(rows('all', 25, 10).rows, []);
    assert.deepEqual(rows('all', 999_999, 100).rows, []);
  });

  test('a call is found in the row that stands for it', () => {
    const calls = [past(tomas, 1), past(ana, 2, missed), past(ana, 3, missed), past(priya, 4)];
    const ids = [...calls.map(({ id }) => id).reverse(), 'gone'];
    assert.deepEqual(asked(calls).rows('all', 0, 1, ids).places, [2, 1, 1, 0, null]);
    assert.deepEqual(asked(calls).rows('missed', 0, 1, ids).places, [null, 0, 0, null, null]);
  });

  test('by rows of any number, each call is in one row, in its order, and found there', () => {
    const parties = [ana, tomas, priya, hidden, stranger];
    const call = fc
      .tuple(
        fc.constantFrom(...parties),
        fc.nat(3_000),
        fc.record({
          outcome: fc.constantFrom('missed' as const, 'answered' as const, 'failed' as const),
          direction: fc.constantFrom('incoming' as const, 'outgoing' as const),
        }),
      )
      .map(([party, minutes, changes]) => past(party, minutes, changes));
    fc.assert(
      fc.property(fc.array(call, { maxLength: 30 }), fc.constantFrom(...historyFilters), (calls, filter) => {
        const listed = calls.filter(
          ({ outcome, direction }) => filter === 'all' || outcome === filter || direction === filter,
        );
        const { rows } = asked(calls);
        const all = rows(filter).rows;
        assert.equal(
          all.reduce((sum, { count }) => sum + count, 0),
          listed.length,
        );
        let start = 0;
        for (const [index, row] of all.entries()) {
          assert.equal(row.call.id, listed[start]?.id);
          assert.equal(row.id, listed[start + row.count - 1]?.id);
          assert.deepEqual(rows(filter, index, 1).rows, [row]);
          const above = listed[start - 1];
          assert.equal(row.opensDay, above === undefined || !isSameDay(above.at, row.call.at));
          for (const { id } of listed.slice(start, start + row.count)) {
            assert.deepEqual(rows(filter, 0, 1, [id]).places, [index]);
          }
          start += row.count;
        }
      }),
    );
  });

  test('are made once for each history', () => {
    const history: History = [entryOf(past(ana, 1))];
    assert.equal(rowsOf(history, 'all'), rowsOf(history, 'all'));
    assert.notEqual(rowsOf(history, 'all'), rowsOf(history, 'missed'));
  });
});

test('a call comes with the newest others of its party, whatever became of them', () => {
  const calls = Array.from({ length: 20 }, (_, index) => past(index % 2 === 0 ? ana : tomas, index));
  const { queries } = asked(calls);
  const of = (callId: string) => queries['past-call']({ type: 'past-call', callId });
  const found = of(calls[4]?.id ?? '');
  assert.equal(found?.call.id, calls[4]?.id);
  assert.deepEqual(
    found?.others.map(({ id }) => id),
    [0, 2, 6, 8, 10, 12].map((index) => calls[index]?.id),
  );
  assert.equal(found?.others.length, mostOthers);
  assert.equal(of('gone'), null);
});

test('nobody else called like one who hides', () => {
  const calls = [past(hidden, 1), past(hidden, 2)];
  assert.deepEqual(asked(calls).queries['past-call']({ type: 'past-call', callId: calls[0]?.id ?? '' })?.others, []);
});

test('what nobody has looked at is named, newest first, up to a limit', () => {
  const calls = Array.from({ length: 2_500 }, (_, index) => past(ana, index, { seen: index % 2 === 0 }));
  const ids = asked(calls).queries['unseen-calls']({ type: 'unseen-calls' });
  assert.equal(ids.length, mostUnseen);
  assert.deepEqual(ids.slice(0, 2), [calls[1]?.id, calls[3]?.id]);
});

test('a snapshot has the beginning and the numbers of the history', () => {
  const calls = Array.from({ length: 50 }, (_, index) => past(index % 2 === 0 ? ana : tomas, index, missed));
  const summary = projectSummary(calls.map(entryOf), 4, englishWords);
  assert.deepEqual([summary.revision, summary.calls, summary.missed, summary.rows], [4, 50, 50, 50]);
  assert.deepEqual(summary.newest, asked(calls).rows('all', 0, mostNewestRows).rows);
});

test('the revision moves with each change of the history, and with nothing else', async () => {
  const records = createFakeRecords({ history: [entryOf(past(ana, 1, { seen: false }))] });
  const phone = createTestPhone({ records });
  const revision = () => phone.view().history.revision;
  const first = revision();
  phone.send({ type: 'see-history' });
  assert.equal(revision(), first + 1);
  phone.send({ type: 'see-history' });
  phone.send({ type: 'choose-setting', setting: 'textSize', value: 150 });
  assert.equal(revision(), first + 1);
});

test('a phone answers, of the history as it is at that moment', async () => {
  const phone = await ringingPhone();
  const ask = () =>
    phone.phone.query({
      type: 'history-rows',
      filter: 'all',
      text: '',
      from: 0,
      count: 5,
      places: [],
    }) as QueryResult<'history-rows'>;
  const before = ask();
  assert.ok(before.ok && before.answer.total === 0);
  phone.send({ type: 'decline', callId: phone.call().id });
  const after = ask();
  assert.ok(after.ok);
  assert.deepEqual([after.answer.total, after.answer.revision], [1, phone.view().history.revision]);
  assert.equal(after.answer.rows[0]?.call.outcome, 'declined');
});

describe('who is suggested while somebody dials', () => {
  const zoe = { label: 'Zoë Ångström', named: true, number: 'zoe@northwind.example', initials: 'ZÅ' };
  const calls = [past(ana, 1), past(hidden, 2), past(tomas, 3), past(ana, 4), past(zoe, 5), past(numberOnly, 6)];
  const named = (text: string): readonly string[] =>
    asked(calls)
      .queries['recent-parties']({ type: 'recent-parties', text })
      .map(({ label }) => label);

  test('without a word everybody who can be called, each once, newest first', () => {
    assert.deepEqual(named(''), ['Ana Lindqvist', 'Tomás Oliveira', 'Zoë Ångström', '+44 20 7946 0018']);
  });

  test('by beginnings of their names, in any order, without accents or capitals', () => {
    assert.deepEqual(named('ana'), ['Ana Lindqvist']);
    assert.deepEqual(named('OLI tom'), ['Tomás Oliveira']);
    assert.deepEqual(named('zoe angs'), ['Zoë Ångström']);
    assert.deepEqual(named('ZOË'), ['Zoë Ångström']);
    assert.deepEqual(named('lind tom'), []);
    assert.deepEqual(named('indqvist'), []);
  });

  test('by a part of the number, however it is written, and by the address', () => {
    assert.deepEqual(named('5550-12'), ['Ana Lindqvist']);
    assert.deepEqual(named('+44 (20) 7946'), ['+44 20 7946 0018']);
    assert.deepEqual(named('zoe@north'), ['Zoë Ångström']);
    assert.deepEqual(named('+'), ['Ana Lindqvist', 'Tomás Oliveira', 'Zoë Ångström', '+44 20 7946 0018']);
  });

  test('six at most, out of a history of any length', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      past({ ...ana, label: `Ana ${index}`, number: `+46 8 ${10_000 + index}` }, index),
    );
    const { queries } = asked(many);
    const found = queries['recent-parties']({ type: 'recent-parties', text: 'an' });
    assert.deepEqual(
      found.map(({ label }) => label),
      ['Ana 0', 'Ana 1', 'Ana 2', 'Ana 3', 'Ana 4', 'Ana 5'],
    );
    assert.deepEqual(queries['recent-parties']({ type: 'recent-parties', text: 'nobody' }), []);
  });
});
