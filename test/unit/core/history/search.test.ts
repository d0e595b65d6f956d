import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { rowsOf } from '../../../../main/core/history/rows.ts';
import { callsFound } from '../../../../main/core/history/search.ts';
import { entryOf } from '../../../views/past-calls.ts';
import { ana, hidden, noon, numberOnly, past, priya, tomas } from '../../../views/samples.ts';
import { englishWords } from '../fakes/words.ts';

const day = 24 * 60;
const zoe = { label: 'Zoë Ångström', named: true, number: 'zoe@northwind.example', initials: 'ZÅ' };
const yuki = { label: '山田雪', named: true, number: null, initials: '山' };
const history = [
  past(ana, 10, { id: 'ana', note: 'Talked here' }),
  past(hidden, 20, { id: 'hidden', note: 'The caller hung up.' }),
  past(tomas, day, { id: 'tomas', note: 'You declined' }),
  past(zoe, 3 * day, { id: 'zoe', note: '', onlyLogged: true }),
  past(numberOnly, 4 * day, { id: 'number', note: '' }),
  past(yuki, 400 * day, { id: 'yuki', note: '' }),
].map(entryOf);

const found = (text: string, calls = history, now = noon) =>
  callsFound(calls, text, { words: englishWords, now }).map(({ id }) => id);

describe('calls are found', () => {
  test('all of them where nothing is typed, as the same list', () => {
    assert.equal(callsFound(history, '  ', { words: englishWords, now: noon }), history);
  });

  for (const [by, text, ids] of [
    ['the beginnings of words of a name, in any order', 'lind an', ['ana']],
    ['a name without its accents', 'angstrom zoe', ['zoe']],
    ['any part of a name in a script without spaces', '雪', ['yuki']],
    ['an address', 'northwind', ['zoe']],
    ['digits of a number, however they are written', '7946-00', ['number']],
    ['what became of them', 'declined', ['tomas']],
    ['that the number was hidden', 'hidden', ['hidden']],
    ['the day as the list heads it', 'yesterday', ['tomas']],
    ['a date', '7 march', ['zoe']],
    ['a date with its year, of another year', 'february 2025', ['yuki']],
    ['a date as ISO 8601 writes it', '2026-03-06', ['number']],
    ['a name and a day together', 'today ana', ['ana']],
    ['a name and digits of the number together', 'ana 5550', ['ana']],
  ] as const) {
    test(`by ${by}`, () => assert.deepEqual(found(text), ids));
  }

  for (const [what, text] of [
    ['the middle of a word', 'indqvist'],
    ['a word that is there and one that is not', 'ana yesterday'],
    ['nothing but marks', '?!'],
    ['a day of which only the beginning was typed', '1 march'],
  ] as const) {
    test(`not by ${what}`, () => assert.deepEqual(found(text), []));
  }

  test('by "today" only as long as it is today', () => {
    assert.deepEqual(found('today'), ['ana', 'hidden']);
    assert.deepEqual(found('today', history, noon + day * 60_000), []);
    assert.deepEqual(found('yesterday', history, noon + day * 60_000), ['ana', 'hidden']);
  });

  test('by what they said that they were about', () => {
    const [entry] = history;
    assert.ok(entry);
    const about = { ...entry, about: { subject: 'Order 48213' } };
    assert.deepEqual(found('order 48', [about]), ['ana']);
  });

  test('the same list again for the same text, so that its rows are not folded anew', () => {
    const by = { words: englishWords, now: noon };
    assert.equal(callsFound(history, 'ana', by), callsFound(history, ' Ana ', by));
    assert.equal(rowsOf(callsFound(history, 'ana', by), 'all'), rowsOf(callsFound(history, 'ana', by), 'all'));
  });

  test('among priya’s calls none that is not hers', () => {
    const calls = Array.from({ length: 500 }, (_, index) => past([ana, priya, tomas][index % 3] ?? ana, index));
    const ids = found('priya', calls.map(entryOf));
    assert.deepEqual(
      ids,
      calls.filter(({ party }) => party === priya).map(({ id }) => id),
    );
  });
});
