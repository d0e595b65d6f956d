import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createWords, type WordsView } from '../../../../preload/contract/index.ts';
import { englishView, englishWords, pseudoView } from '../../core/fakes/words.ts';

const noon = Date.parse('2026-03-10T12:00:00');
const hour = 3_600_000;

/** A language whose messages are those that a test gives; the rest is English. */
function wordsWith(messages: Record<string, string>, more: Partial<WordsView> = {}) {
  const words = createWords({ ...englishView, ...more, messages: { ...englishView.messages, ...messages } });
  const say = words.say as (id: string, values?: Record<string, unknown>) => string;
  return say;
}

describe('messages', () => {
  test('are said with their values', () => {
    assert.equal(wordsWith({ x: '{who} is calling' })('x', { who: 'Ana' }), 'Ana is calling');
    assert.equal(wordsWith({ x: 'It’s <b>' })('x'), 'It’s <b>');
    assert.equal(wordsWith({ x: "'{'never'}'" })('x'), '{never}');
  });

  test('count as their language does', () => {
    const counted = { x: '{n, plural, one {# call} few {# calls (few)} other {# calls}}' };
    const english = wordsWith(counted);
    assert.deepEqual(
      [1, 2, 1200].map((n) => english('x', { n })),
      ['1 call', '2 calls', '1,200 calls'],
    );
    const czech = wordsWith(counted, { locale: 'cs', formats: { time: 'cs', numeric: 'de' } });
    assert.deepEqual(
      [1, 2, 1200].map((n) => czech('x', { n })),
      ['1 call', '2 calls (few)', '1.200 calls'],
    );
  });

  test('keep values apart in a line from right to left', () => {
    const hebrew = wordsWith({ x: '{who} מתקשר, {n, number}' }, { locale: 'he', direction: 'rtl' });
    assert.equal(hebrew('x', { who: 'Ana (1)', n: 2 }), '\u2068Ana (1)\u2069 מתקשר, 2');
  });

  test('leave the pieces that a window writes in its own way', () => {
    const said = englishWords.sentence('time.day-and-time', { day: { name: 'Office' }, time: { ago: 5 } });
    assert.deepEqual(said, [{ name: 'Office' }, ' ', { ago: 5 }]);
  });

  test('are parsed when they are first said', () => {
    const broken = createWords({ ...englishView, messages: { ...englishView.messages, 'time.today': '{' } });
    assert.equal(broken.say('time.yesterday'), 'Yesterday');
  });
});

describe('formats', () => {
  test('may be of another region than the language', () => {
    const words = createWords({ ...englishView, formats: { time: 'de-DE', numeric: 'de-DE' } });
    assert.equal(words.dayName(noon - 48 * hour, noon), 'Sonntag, 8. März');
    assert.equal(words.dayName(noon - 24 * hour, noon), 'Yesterday');
    assert.equal(words.number(1234.5), '1.234,5');
    assert.equal(words.date(noon), '10. März 2026');
  });

  test('write times of the day by the region', () => {
    const american = createWords({ ...englishView, formats: { time: 'en-US', numeric: 'en-US' } });
    assert.match(american.timeOfDay(noon), /^12:00\sPM$/);
    assert.equal(englishWords.timeOfDay(noon), '12:00');
    assert.equal(englishWords.moment(noon, noon + hour), 'Today 12:00');
    assert.equal(englishWords.moment(noon - 72 * hour, noon), '7 Mar 12:00');
    assert.equal(englishWords.timeNear(noon - 24 * hour, noon), '12:00, Yesterday');
  });

  test('are total', () => {
    for (const at of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 8.64e15 + 1]) {
      for (const words of [englishWords, createWords(pseudoView)]) {
        assert.notEqual(`${words.dayName(at, noon)}${words.moment(at, noon)}${words.date(at)}`, '');
      }
    }
  });

  test('say a moment within a list without a capital', () => {
    const said = [0, 1, 5].map((days) => englishWords.momentInList(noon - days * 86_400_000, noon));
    assert.deepEqual(said.slice(0, 2), ['today 12:00', 'yesterday 12:00']);
    assert.equal(said[2], englishWords.moment(noon - 5 * 86_400_000, noon));
  });

  test('list parts as the language does', () => {
    const parts = ['Missed call', 'Ana', 'today 10:42'];
    assert.equal(englishWords.list(parts), 'Missed call, Ana, today 10:42');
    assert.equal(createWords({ ...englishView, locale: 'ar' }).list(['أ', 'ب', 'ج']), 'أ، وب، وج');
  });

  test('write lengths of time', () => {
    assert.deepEqual([7_400, 760_000, 3_723_000].map(englishWords.clock), ['0:07', '12:40', '1:02:03']);
    const lengths = [48_000, 374_000, 660_000, 3_720_000, 7_200_000].map(englishWords.length);
    assert.deepEqual(lengths, ['48 s', '6 min 14 s', '11 min', '1 h 2 min', '2 h']);
    assert.deepEqual([-5, 14_000, 180_000, 7_200_000].map(englishWords.ago), [
      '0 s ago',
      '14 s ago',
      '3 min ago',
      '2 h ago',
    ]);
  });

  test('write digits as the region does', () => {
    const words = createWords({ ...englishView, formats: { time: 'fa-IR', numeric: 'fa-IR' } });
    assert.equal(words.clock(760_000), '۱۲:۴۰');
  });
});
