import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Photos } from '../../../../main/core/people/watching/photos.ts';
import { drawPhoto } from '../../../ucwa-server/people/photo.ts';
import { fakePeopleServer } from './fake-server.ts';
import { person } from './people.ts';

const hour = 3_600_000;
const jpeg = drawPhoto('ana').toString('base64');
const somebody = (name: string) => person(name, { _links: { contactPhoto: { href: `/photo/${name}` } } });

function reading() {
  const server = fakePeopleServer();
  const photos = new Photos(server);
  const names = () => server.events.flatMap((event) => (event.type === 'photo' ? event.name : []));
  return { server, photos, names };
}

test('a picture is read once, and kept for an hour', async () => {
  const { server, photos, names } = reading();
  server.answer('GET /photo/Ana', jpeg as never);
  for (let time = 0; time < 5; time += 1) photos.want([somebody('Ana')]);
  await server.pass(0);
  photos.want([somebody('Ana')]);
  assert.deepEqual(server.asked, ['GET /photo/Ana']);
  assert.equal(server.operations[0]?.binary, true);
  assert.equal(photos.picture(String(names()[0]))?.base64, jpeg);
  await server.pass(hour);
  photos.want([somebody('Ana')]);
  await server.pass(0);
  assert.equal(server.asked.length, 2);
  assert.equal(photos.picture(String(names()[0])), null, 'the older one is gone');
});

test('who has none is not asked for it again so soon, but for a link that failed', async () => {
  const { server, photos, names } = reading();
  server.answer('GET /photo/Ana', 404);
  server.answer('GET /photo/Bo', null);
  server.answer('GET /photo/Cy', 'aGVsbG8=' as never);
  const people = [somebody('Ana'), somebody('Bo'), somebody('Cy')];
  photos.want(people);
  await server.pass(0);
  photos.want(people);
  await server.pass(0);
  assert.deepEqual(server.asked, ['GET /photo/Ana', 'GET /photo/Bo', 'GET /photo/Cy', 'GET /photo/Bo']);
  assert.deepEqual(names(), []);
});

test('two at a time, those wanted last first, and nobody without a link', async () => {
  const { server, photos } = reading();
  const release = ['A', 'B'].map((name) => server.hold(`GET /photo/${name}`));
  photos.want(['A', 'B', 'C', 'D'].map(somebody));
  photos.want([somebody('E'), person('Nobody')]);
  await server.pass(0);
  assert.deepEqual(server.asked, ['GET /photo/A', 'GET /photo/B']);
  for (const go of release) go();
  await server.pass(0);
  assert.deepEqual(server.asked.slice(2), ['GET /photo/E', 'GET /photo/C', 'GET /photo/D']);
});

test('so many are kept, and none after the sign-out', async () => {
  const { server, photos, names } = reading();
  for (let index = 0; index < 450; index += 1) {
    server.answer(`GET /photo/P${index}`, jpeg as never);
    photos.want([somebody(`P${index}`)]);
    await server.pass(0);
  }
  const kept = names().filter((name) => name !== null && photos.picture(name) !== null);
  assert.equal(kept.length, 400);
  const release = server.hold('GET /photo/Late');
  server.answer('GET /photo/Late', jpeg as never);
  photos.want([somebody('Late')]);
  photos.stop();
  const told = server.events.length;
  release();
  await server.pass(0);
  assert.equal(server.events.length, told);
  assert.ok(kept.every((name) => photos.picture(String(name)) === null));
});
