import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PersonRow, QueryOf, QueryResult, QueryType } from '../../../preload/contract/index.ts';
import { type ServedPhone, servePhone } from '../../unit/core/fakes/served-phone.ts';

const served = servePhone();

function ask<Type extends QueryType>({ phone }: ServedPhone, query: QueryOf<Type>) {
  const result = phone.query(query as never) as QueryResult<Type>;
  assert.ok(result.ok);
  return result.answer;
}

function rows(text = '', tab: 'everyone' | 'favourites' | 'team' | 'delegates' = 'everyone'): readonly PersonRow[] {
  return ask(served, { type: 'people-rows', tab, text, from: 0, count: 100, places: [] }).rows;
}

const named = (text = '', tab?: Parameters<typeof rows>[1]) =>
  rows(text, tab).map(({ person, section, opensSection }) =>
    opensSection ? `${section}: ${person.label}` : person.label,
  );

const of = (id: string) => rows().find(({ person }) => person.id === id)?.person;

async function listed(): Promise<void> {
  await served.signIn();
  await served.shows(({ people }) => people.state === 'ready', 'the contact list');
}

const ana = 'ana.lindqvist@northwind.example';
const tomas = 'tomas.oliveira@northwind.example';

describe('people of a server', () => {
  test('the contact list comes by groups after the sign-in, and follows the server', async () => {
    await listed();
    assert.deepEqual(named('', 'favourites'), ['Favourites: Ana Lindqvist', 'Tomás Oliveira']);
    assert.deepEqual(named('', 'team'), ['My team: Piotr Zieliński', 'Tomás Oliveira']);
    assert.deepEqual(named('', 'delegates'), ['Your delegates: Noor Galal']);
    assert.equal(named()[0], 'Purchasing: Ana Lindqvist');
    assert.ok(named().includes('Northwind Lisbon: Lena Okafor'));
    served.server.book.join('sales', 'lena');
    await served.shows(() => named().includes('Lena Okafor') && named()[1] === 'Lena Okafor', 'who joined the group');
  });

  test('the directory is asked once typing pauses, and says what cannot be had', async () => {
    await listed();
    for (const text of ['l', 'li', 'ling']) served.phone.command({ type: 'search-directory', text });
    assert.equal(served.phone.view().people.directory.state, 'asking');
    await served.shows(({ people }) => people.directory.state === 'found', 'what the directory found');
    assert.deepEqual(named('ling').slice(0, 2), [
      'In the company directory: Anders Ling',
      'Catherine Lingard-Featherstonehaugh-Montgomery',
    ]);
    const asked = served.server.ledger.entries.filter(({ kind, rel }) => kind === 'request' && rel === 'search');
    assert.equal(asked.length, 1);
    served.server.faults.replyNext('GET search', { status: 503 });
    served.phone.command({ type: 'search-directory', text: 'lin' });
    await served.shows(
      ({ people }) => people.directory.state === 'unreachable',
      'that the directory cannot be reached',
    );
    served.server.book.maySearch = false;
    served.phone.command({ type: 'search-directory', text: 'karin' });
    await served.shows(({ people }) => people.directory.state === 'refused', 'that the user may not search');
    served.phone.command({ type: 'search-directory', text: '' });
    assert.equal(served.phone.view().people.directory.state, 'idle');
  });

  test('presence is followed while somebody is looked at, and ended when nobody is', async () => {
    await listed();
    assert.equal(of(ana)?.presence.text, '');
    served.phone.command({ type: 'look-at-people', personIds: [ana, tomas], closely: ana });
    await served.shows(
      () => of(tomas)?.presence.text === 'In a call' && of(ana)?.presence.dot === 'available',
      'presence',
    );
    served.server.book.setPresence('ana', { availability: 'BeRightBack' });
    served.server.advance(5);
    await served.shows(() => of(ana)?.presence.text === 'Be right back', 'a change of presence');
    const person = () => ask(served, { type: 'person', personId: ana });
    await served.shows(() => person()?.location === 'Malmö office', 'where she is');
    served.server.book.setNote('ana', 'In the warehouse today');
    served.server.advance(5);
    await served.shows(() => person()?.note === 'In the warehouse today', 'what she says');
    const since = served.server.ledger.next;
    served.phone.command({ type: 'look-at-people', personIds: [], closely: null });
    await served.server.waitFor(
      ({ kind, rel, method }) => kind === 'request' && rel === 'presenceSubscription' && method === 'DELETE',
      { since },
    );
    assert.equal(of(ana)?.presence.text, '');
  });

  test('pictures of those who are looked at are read, and no others', async () => {
    await listed();
    served.phone.command({ type: 'look-at-people', personIds: [ana], closely: null });
    await served.shows(() => of(ana)?.photo !== null, 'her picture');
    const picture = served.phone.picture(of(ana)?.photo ?? '');
    assert.equal(picture?.type, 'image/jpeg');
    assert.equal(of(tomas)?.photo, null);
    assert.equal(served.phone.picture('photo/99.jpg'), null);
  });

  test('a favourite is added, and taken away', async () => {
    await listed();
    const actions = () => ask(served, { type: 'person', personId: 'lena.okafor@northwind.example' })?.actions;
    assert.deepEqual(actions(), ['add-favourite', 'remove-contact']);
    const lena = 'lena.okafor@northwind.example';
    assert.deepEqual(served.phone.command({ type: 'change-contact', personId: lena, action: 'add-favourite' }), {
      ok: true,
    });
    await served.shows(() => actions()?.[0] === 'remove-favourite', 'the new favourite');
    served.phone.command({ type: 'change-contact', personId: lena, action: 'remove-favourite' });
    await served.shows(() => actions()?.[0] === 'add-favourite', 'no favourite');
    assert.deepEqual(served.phone.command({ type: 'change-contact', personId: lena, action: 'add-contact' }), {
      ok: false,
      refusal: 'unavailable',
    });
    served.server.faults.replyNext('POST myGroupMemberships', { status: 403 });
    served.phone.command({ type: 'change-contact', personId: lena, action: 'add-favourite' });
    await served.shows(({ people }) => people.notTaken, 'that the server did not take it');
  });

  test('a caller has title, company and picture; a number has the name of the contact', async () => {
    await listed();
    served.server.book.join('other', 'karin.ling');
    await served.ring({ from: 'ana' });
    const call = await served.callShows(
      ({ who }) => (who?.photo ?? null) !== null && who?.presence.text === 'Available',
      'who calls',
    );
    assert.deepEqual([call.who?.line, call.who?.contact], ['Purchasing, Northwind Traders', true]);
  });

  test('nothing of people is left after the sign-out', async () => {
    await listed();
    served.phone.command({ type: 'sign-out' });
    await served.shows(({ people }) => people.state === 'loading' && people.counts.everyone === 0, 'nobody');
    assert.deepEqual(rows(), []);
  });
});
