import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { byDay, entryName, sameParty } from '../../../renderer/views/calls/call-list-entries.ts';
import { ana, hidden, noon, past, stranger, tomas } from '../../views/samples.ts';
import { englishWords } from '../core/fakes/words.ts';

const { timeOfDay } = englishWords;
const missed = { outcome: 'missed', talkedMs: 0 } as const;

describe('the list of calls', () => {
  it('has a heading for each day that has calls', () => {
    const history = [past(ana, 10), past(tomas, 20), past(ana, 60 * 24)];
    const days = byDay(history, noon, englishWords);
    assert.deepEqual(
      days.map(({ name, entries }) => [name, entries.length]),
      [
        ['Today', 2],
        ['Yesterday', 1],
      ],
    );
  });

  it('folds missed calls of one party in a row into one entry, the newest', () => {
    const newest = past(ana, 10, missed);
    const [day] = byDay(
      [newest, past(ana, 12, missed), past(ana, 15, missed), past(tomas, 20, missed)],
      noon,
      englishWords,
    );
    assert.deepEqual(
      day?.entries.map(({ call, count }) => [call.party.label, count]),
      [
        ['Ana Lindqvist', 3],
        ['Tomás Oliveira', 1],
      ],
    );
    assert.equal(day?.entries[0]?.call, newest);
  });

  it('does not fold over another call, another outcome, another number or midnight', () => {
    const history = [
      past(ana, 10, missed),
      past(tomas, 11),
      past(ana, 12, missed),
      past(ana, 13),
      past({ ...ana, number: '+46 8 5550 9999' }, 14, missed),
      past(ana, 15, missed),
      past(ana, 13 * 60, missed),
    ];
    const counts = byDay(history, noon, englishWords).flatMap(({ entries }) => entries.map(({ count }) => count));
    assert.deepEqual(counts, [1, 1, 1, 1, 1, 1, 1]);
  });

  it('never folds callers who hide, nor one of the organization with a namesake from outside', () => {
    const history = [past(hidden, 10, missed), past(hidden, 11, missed), past(stranger, 12, missed)];
    const namesake = past({ ...ana, number: stranger.number }, 13, missed);
    const counts = byDay([...history, namesake], noon, englishWords).flatMap(({ entries }) =>
      entries.map(({ count }) => count),
    );
    assert.deepEqual(counts, [1, 1, 1, 1]);
    assert.ok(!sameParty(past(hidden, 1), past(hidden, 2)));
  });

  it('names a row by kind, party, number of calls and time', () => {
    const call = past(ana, 78, missed);
    assert.equal(
      entryName({ call, count: 2 }, noon, englishWords),
      `Missed call, Ana Lindqvist, 2 calls, today ${timeOfDay(call.at)}`,
    );
    assert.match(
      entryName({ call: past(stranger, 1), count: 1 }, noon, englishWords),
      /, Ana Lindqvist, outside your organization, /,
    );
    assert.equal(
      entryName({ call, count: 1 }, noon, englishWords),
      `Missed call, Ana Lindqvist, today ${timeOfDay(call.at)}`,
    );
  });
});
