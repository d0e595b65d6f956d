import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isoTime } from '../../main/core/iso-time.ts';
import { isoTime as isoInPage } from '../../renderer/wording/days.ts';
import { partText } from '../../renderer/wording/sentence-text.ts';
import { englishWords } from './core/fakes/words.ts';

const { dayName, moment, momentInList, timeOfDay } = englishWords;
const now = Date.UTC(2026, 10, 30, 12);

test('a moment is written as ISO 8601 has it', () => assert.equal(isoTime(0), '1970-01-01T00:00:00.000Z'));

for (const at of [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  8.64e15 + 1,
  -8.64e15 - 1,
  1e300,
  Number.MAX_VALUE,
]) {
  test(`${at} is told as some date, and throws nowhere`, () => {
    for (const text of [
      isoTime(at),
      isoInPage(at),
      dayName(at, now),
      dayName(now, at),
      moment(at, now),
      momentInList(at, now),
      timeOfDay(at),
      partText({ time: at }, now, englishWords),
      partText({ ago: at }, now, englishWords),
    ]) {
      assert.ok(text.length > 0);
    }
  });
}
