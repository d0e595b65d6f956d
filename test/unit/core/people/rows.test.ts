import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whoHas } from '../../../../main/core/people/contact-list.ts';
import { createPeopleQueries } from '../../../../main/core/people/queries.ts';
import { countOf } from '../../../../main/core/people/rows.ts';
import { type PeopleModel, reducePeople, unknownPeople } from '../../../../main/core/people/state.ts';
import type { PeopleTab } from '../../../../preload/contract/index.ts';
import { englishWords } from '../fakes/words.ts';
import { group, listOf, person } from './people.ts';

const [ana, bo, cy, dee] = [person('Ana'), person('Bo'), person('Cy', { title: 'Buyer' }), person('Dee')];

const list = await listOf(
  group('Sales', [bo, ana]),
  group('', [cy, ana], { kind: 'pinned' }),
  group('', [cy], { kind: 'default' }),
  group('Factory', [bo]),
  group('', [dee], { kind: 'organization' }),
);
const read: PeopleModel = reducePeople(unknownPeople, { type: 'list-read', list, whole: true });

const offers = { type: 'offered', contacts: true, search: true, mayChange: false } as const;

function rows(people: PeopleModel, tab: PeopleTab, text = ''): readonly string[] {
  const queries = createPeopleQueries({
    store: { model: { history: [], people } },
    words: englishWords,
    wall: () => 0,
  });
  const { rows: found } = queries['people-rows']({ type: 'people-rows', tab, text, from: 0, count: 100, places: [] });
  return found.map(({ person: { label }, section, opensSection }) => (opensSection ? `${section}: ${label}` : label));
}

test('everyone is there by groups: the user’s own, all others, and who is only in one with a tab', () => {
  assert.deepEqual(rows(read, 'everyone'), ['Sales: Ana', 'Bo', 'Factory: Bo', 'Other contacts: Cy', 'My team: Dee']);
  assert.equal(countOf(list, 'everyone'), 4);
});

test('a tab has its groups and no others', () => {
  assert.deepEqual(rows(read, 'favourites'), ['Favourites: Ana', 'Cy']);
  assert.deepEqual(rows(read, 'team'), ['My team: Dee']);
  assert.deepEqual(rows(read, 'delegates'), []);
});

test('what is searched for is found once each, in a tab among its own', () => {
  assert.deepEqual(rows(read, 'everyone', 'b'), ['In your contacts: Bo']);
  assert.deepEqual(rows(read, 'favourites', 'b'), []);
  assert.deepEqual(rows(read, 'favourites', 'a'), ['In your contacts: Ana']);
});

test('the directory stands below the contacts, without them, and only for what is typed', () => {
  const offered = reducePeople(read, offers);
  const asking = reducePeople(offered, { type: 'typed', text: 'b' });
  const found = reducePeople(asking, { type: 'found', text: 'b', people: [bo, person('Bea')], more: false });
  assert.deepEqual(rows(found, 'everyone', ' b '), ['In your contacts: Bo', 'In the company directory: Bea']);
  assert.deepEqual(rows(found, 'everyone', 'bo'), ['In your contacts: Bo']);
  assert.deepEqual(rows(found, 'team', 'b'), []);
});

test('what comes of an earlier text does not count', () => {
  const offered = reducePeople(read, offers);
  const asking = reducePeople(offered, { type: 'typed', text: 'bea' });
  assert.equal(reducePeople(asking, { type: 'found', text: 'b', people: [], more: false }), asking);
  const over = reducePeople(asking, { type: 'not-found', text: 'bea', state: 'unreachable' });
  assert.equal(reducePeople(over, { type: 'found', text: 'bea', people: [bo], more: false }), over);
  assert.equal(over.directory.state, 'unreachable');
});

test('a row says its place, one that is gone has none, and suggestions are cut', () => {
  const queries = createPeopleQueries({
    store: { model: { history: [], people: read } },
    words: englishWords,
    wall: () => 0,
  });
  const asked = { type: 'people-rows', tab: 'everyone', text: '', from: 1, count: 2 } as const;
  const answer = queries['people-rows']({ ...asked, places: ['3:bo@contoso.com', '9:nobody'] });
  assert.deepEqual([answer.total, answer.rows.length, answer.places], [5, 2, [2, null]]);
  const suggest = (text: string, limit: number) => queries['people-search']({ type: 'people-search', text, limit });
  assert.deepEqual(
    suggest('', 1).people.map(({ label }) => label),
    ['Ana'],
  );
  assert.equal(suggest('', 1).total, 2);
  assert.equal(suggest('c', 6).people[0]?.line, 'Buyer');
});

test('who has a number or an address, however it is written; of two who share one, nobody', async () => {
  const one = person('One', { workPhoneNumber: 'tel:+46855501234' });
  const two = person('Two', { workPhoneNumber: 'tel:+46855509999', mobilePhoneNumber: 'tel:+46705550000' });
  const three = person('Three', { homePhoneNumber: 'tel:+46705550000' });
  const shared = await listOf(group('All', [one, two, three]));
  const who = (uri: string | null): string | null => whoHas(shared, uri)?.name ?? null;
  assert.equal(who('tel:+46855501234'), 'One');
  assert.equal(who('sip:+46855501234@gateway.contoso.com;user=phone'), 'One');
  assert.equal(who('SIP:One@Contoso.com'), 'One');
  assert.equal(who('tel:+46855509999'), 'Two');
  assert.equal(who('tel:+46705550000'), null);
  assert.equal(who('tel:+4685550123'), null);
  assert.equal(who('sip:anonymous@anonymous.invalid'), null);
  assert.equal(who(null), null);
});
