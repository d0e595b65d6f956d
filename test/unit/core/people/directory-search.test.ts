import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DirectorySearch } from '../../../../main/core/people/directory-search.ts';
import { fakePeopleServer } from './fake-server.ts';
import { contact } from './people.ts';

function searching() {
  const server = fakePeopleServer();
  const search = new DirectorySearch(server);
  search.look('/search');
  server.answer('GET /search', { rel: 'search', moreResultsAvailable: true, _embedded: { contact: [contact('Ana')] } });
  const texts = () => server.operations.map(({ query }) => query?.query);
  return { server, search, texts };
}

test('it is asked once typing pauses', async () => {
  const { server, search, texts } = searching();
  for (const text of ['a', 'an', 'ana', ' ana ']) search.type(text);
  await server.pass(299);
  assert.deepEqual(texts(), []);
  await server.pass(1);
  assert.deepEqual(texts(), ['ana']);
  assert.equal(server.operations[0]?.query?.limit, '50');
  const found = server.events.at(-1);
  assert.ok(found?.type === 'found' && found.more && found.people[0]?.name === 'Ana');
});

test('one question at a time, and what comes of an earlier text does not count', async () => {
  const { server, search, texts } = searching();
  const release = server.hold('GET /search');
  search.type('a');
  await server.pass(300);
  for (const text of ['an', 'ana', 'anab']) {
    search.type(text);
    await server.pass(500);
  }
  assert.deepEqual(texts(), ['a']);
  release();
  await server.pass(0);
  assert.deepEqual(texts(), ['a', 'anab']);
  assert.deepEqual(
    server.events.filter(({ type }) => type === 'found').map((event) => 'text' in event && event.text),
    ['anab'],
  );
});

test('an empty text ends it', async () => {
  const { server, search, texts } = searching();
  search.type('a');
  search.type('');
  await server.pass(1_000);
  assert.deepEqual(texts(), []);
  assert.deepEqual(server.events.at(-1), { type: 'typed', text: '' });
});

test('what cannot be had is told apart from what the user may not', async () => {
  const { server, search } = searching();
  for (const [answer, state] of [
    [403, 'refused'],
    [503, 'unreachable'],
    [null, 'unreachable'],
    ['no resource', 'unreachable'],
  ] as const) {
    server.answer('GET /search', answer as never);
    search.type(`text ${state} ${answer}`);
    await server.pass(300);
    const event = server.events.at(-1);
    assert.ok(event?.type === 'not-found' && event.state === state, String(answer));
  }
});

test('without a link nothing is asked', async () => {
  const { server, search, texts } = searching();
  search.look(null);
  search.type('ana');
  await server.pass(1_000);
  assert.deepEqual(texts(), []);
});
