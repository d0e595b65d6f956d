import assert from 'node:assert/strict';
import { it } from 'node:test';
import { rowName } from '../../../renderer/views/calls/list/row-name.ts';
import { ana, noon, past, stranger } from '../../views/samples.ts';
import { englishWords } from '../core/fakes/words.ts';

const missed = { outcome: 'missed', talkedMs: 0 } as const;
const { timeOfDay } = englishWords;

it('names a row by kind, party, number of calls and time', () => {
  const call = past(ana, 78, missed);
  assert.equal(
    rowName({ call, count: 2 }, noon, englishWords),
    `Missed call, Ana Lindqvist, 2 calls, today ${timeOfDay(call.at)}`,
  );
  assert.match(
    rowName({ call: past(stranger, 1), count: 1 }, noon, englishWords),
    /, Ana Lindqvist, outside your organization, /,
  );
  assert.equal(
    rowName({ call, count: 1 }, noon, englishWords),
    `Missed call, Ana Lindqvist, today ${timeOfDay(call.at)}`,
  );
});
