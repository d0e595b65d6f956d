import assert from 'node:assert/strict';
import { createPeopleQueries } from '../../../main/core/people/queries.ts';
import { unknownPeople } from '../../../main/core/people/state.ts';
import { englishWords } from '../../unit/core/fakes/words.ts';
import { largeList, mostContacts } from '../many-people.ts';
import { byTurns, type Rounds, type Samples } from '../samples.ts';

/** What somebody types, letter by letter, and what else is searched for. */
const typed = [
  'l',
  'li',
  'lin',
  'ling',
  'an',
  'ana',
  'ana li',
  'sor',
  'zielinski',
  '0555',
  '8555 0012',
  'user77',
  'xyzzy',
];
const shown = 20;

/**
 * The slowest of the searches that somebody makes who types, in milliseconds, from the question to the suggestions as the window gets them,
 * against a plain look through all names, addresses and numbers, which knows no accents and no beginnings of words.
 */
export async function measurePeopleSearch(rounds: Rounds): Promise<Samples> {
  const list = await largeList(mostContacts);
  const model = { history: [], people: { ...unknownPeople, state: 'ready' as const, list } };
  const search = createPeopleQueries({ store: { model }, words: englishWords, wall: Date.now })['people-search'];
  const plain = (text: string): number => {
    const wanted = text.toLowerCase();
    return list.people.filter(({ name, address, numbers }) => {
      const texts = [name, address ?? '', ...numbers.map(({ uri }) => uri)];
      return texts.some((one) => one.toLowerCase().includes(wanted));
    }).length;
  };
  assert.ok(search({ type: 'people-search', text: 'ana', limit: shown }).people.length === shown);
  const slowest = (run: (text: string) => unknown) => async () =>
    Math.max(...typed.map((text) => timeOf(() => run(text))));
  return byTurns(
    rounds,
    slowest((text) => search({ type: 'people-search', text, limit: shown })),
    slowest(plain),
  );
}

function timeOf(run: () => void): number {
  const startedAt = performance.now();
  run();
  return performance.now() - startedAt;
}
