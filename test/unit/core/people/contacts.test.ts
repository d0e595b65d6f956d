import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Contacts } from '../../../../main/core/people/contacts/contacts.ts';
import { decodeResource, type Resource } from '../../../../main/core/ucwa/resource.ts';
import { fakePeopleServer } from './fake-server.ts';
import { contact } from './people.ts';

const minute = 60_000;

function people(...rels: readonly string[]): Resource {
  const links = Object.fromEntries(rels.map((rel) => [rel, { href: `/${rel}` }]));
  return decodeResource({ rel: 'people', _links: links }) as Resource;
}

const group = (id: string, more: object = {}) => ({
  id,
  name: id,
  _links: { self: { href: `/g/${id}` }, groupContacts: { href: `/g/${id}/contacts` } },
  ...more,
});

const members = (...names: readonly string[]) => ({
  rel: 'groupContacts',
  _embedded: { contact: names.map((name) => contact(name)) },
});

function reading() {
  const server = fakePeopleServer();
  const contacts = new Contacts({ ...server, log: { debug() {}, info() {}, warn() {}, error() {} } });
  server.answer('GET /myGroups', {
    rel: 'myGroups',
    _embedded: { group: [group('Sales')], pinnedGroup: group('pinned'), defaultGroup: group('other') },
  });
  server.answer('GET /g/Sales/contacts', members('Ana', 'Bo'));
  server.answer('GET /g/pinned/contacts', members('Bo'));
  server.answer('GET /g/other/contacts', members('Cy'));
  /** What was read last: the kind of event, and who is in each group. */
  const last = () => {
    const event = server.events.at(-1);
    if (event?.type !== 'list-read') return event?.type;
    const names = event.list.groups.map(
      ({ kind, people: ids }) => `${kind}: ${ids.map((id) => id.split('@')[0]).join(' ')}`,
    );
    return { whole: event.whole, groups: names };
  };
  return { server, contacts, last };
}

const whole = { whole: true, groups: ['pinned: bo', 'group: ana bo', 'default: cy'] };

test('groups and who is in them are read one after the other', async () => {
  const { server, contacts, last } = reading();
  contacts.look(people('myGroups'));
  await server.pass(1_000);
  assert.deepEqual(last(), whole);
  assert.deepEqual(server.asked, [
    'GET /myGroups',
    'GET /g/pinned/contacts',
    'GET /g/Sales/contacts',
    'GET /g/other/contacts',
  ]);
});

test('groups and contacts that are only linked are read too', async () => {
  const { server, contacts, last } = reading();
  server.answer('GET /myGroups', { rel: 'myGroups', _links: { group: [{ href: '/g/Sales' }] } });
  server.answer('GET /g/Sales', { rel: 'group', ...group('Sales') });
  server.answer('GET /g/Sales/contacts', {
    rel: 'groupContacts',
    _links: { contact: [{ href: '/c/1' }, { href: '/c/2' }] },
  });
  server.answer('GET /c/1', contact('Ana'));
  server.answer('GET /c/2', 404);
  contacts.look(people('myGroups'));
  await server.pass(1_000);
  assert.deepEqual(last(), { whole: true, groups: ['group: ana'] });
});

test('where there are no groups all contacts are one', async () => {
  const { server, contacts, last } = reading();
  server.answer('GET /myContacts', members('Ana'));
  contacts.look(people('myContacts'));
  await server.pass(1_000);
  assert.deepEqual(last(), { whole: true, groups: ['default: ana'] });
});

test('a distribution group is expanded; one that is too large or hidden is there without its members', async () => {
  const { server, contacts, last } = reading();
  const distribution = {
    id: 'd',
    name: 'All',
    uri: 'sip:all@contoso.com',
    _links: { self: { href: '/d' }, expandDistributionGroup: { href: '/d/x' } },
  };
  server.answer('GET /myGroups', { rel: 'myGroups', _embedded: { distributionGroup: [distribution] } });
  server.answer('GET /d/x', members('Ana'));
  contacts.look(people('myGroups'));
  await server.pass(1_000);
  assert.deepEqual(last(), { whole: true, groups: ['distribution: ana'] });
  server.answer('GET /d/x', 403);
  contacts.changed();
  await server.pass(10_000);
  assert.deepEqual(last(), { whole: true, groups: ['distribution: '] });
});

test('a list that is not whole, or cannot be read, is tried again, ever more rarely', async () => {
  const { server, contacts, last } = reading();
  server.answer('GET /g/Sales/contacts', 503);
  contacts.look(people('myGroups'));
  await server.pass(1_000);
  assert.deepEqual(last(), { whole: false, groups: ['pinned: bo', 'default: cy'] });
  server.answer('GET /myGroups', null);
  await server.pass(60 * minute);
  assert.equal(last(), 'list-failed');
  const reads = () => server.asked.filter((request) => request === 'GET /myGroups').length;
  assert.ok(reads() > 3 && reads() < 12, `${reads()} in an hour`);
});

test('changes that come together are read together', async () => {
  const { server, contacts, last } = reading();
  contacts.look(people('myGroups'));
  await server.pass(60_000);
  server.answer('GET /g/Sales/contacts', members('Ana'));
  for (let time = 0; time < 100; time += 1) contacts.changed();
  await server.pass(10_000);
  assert.deepEqual(last(), { whole: true, groups: ['pinned: bo', 'group: ana', 'default: cy'] });
  assert.equal(server.asked.filter((request) => request === 'GET /myGroups').length, 2);
});

test('a change while the list is read has it read once more', async () => {
  const { server, contacts } = reading();
  const release = server.hold('GET /g/other/contacts');
  contacts.look(people('myGroups'));
  await server.pass(1_000);
  contacts.changed();
  release();
  await server.pass(10_000);
  assert.equal(server.asked.filter((request) => request === 'GET /myGroups').length, 2);
});

test('the server is asked to tell of changes, and asked again before it stops', async () => {
  const { server, contacts } = reading();
  const start = 'startOrRefreshSubscriptionToContactsAndGroups';
  server.answer('GET /myContactsAndGroupsSubscription', { rel: 'x', _links: { [start]: { href: '/start' } } });
  server.answer('POST /start', { rel: 'myContactsAndGroupsSubscription' });
  contacts.look(people('myGroups', 'myContactsAndGroupsSubscription'));
  const starts = () => server.operations.filter(({ href }) => href === '/start').map(({ body }) => body);
  await server.pass(1_000);
  assert.deepEqual(starts(), ['{"duration":30}']);
  await server.pass(25 * minute);
  assert.equal(starts().length, 2);
  await server.pass(2 * minute);
  for (let time = 0; time < 5; time += 1) contacts.endsSoon();
  await server.pass(1_000);
  assert.equal(starts().length, 3);
  contacts.stop();
  await server.pass(120 * minute);
  assert.equal(starts().length, 3);
  assert.equal(server.clock.waiting.length, 0);
});

test('what comes of an application that is gone does not count', async () => {
  const { server, contacts } = reading();
  const release = server.hold('GET /g/other/contacts');
  contacts.look(people('myGroups'));
  await server.pass(1_000);
  contacts.stop();
  release();
  await server.pass(10_000);
  assert.deepEqual(server.events, []);
});

test('of endless contacts so many are taken', async () => {
  const { server, contacts } = reading();
  const many = Array.from({ length: 13_000 }, (_, index) => `User ${index}`);
  server.answer('GET /g/other/contacts', members(...many));
  contacts.look(people('myGroups'));
  await server.pass(60_000);
  const event = server.events[0];
  assert.ok(event?.type === 'list-read' && event.list.people.length <= 12_000);
  assert.equal(event.whole, false);
});
