import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { HistoryEntry } from '../../../main/core/history/state.ts';
import { createSnapshotFeed } from '../../../main/electron/ipc/snapshot-feed.ts';
import { type AppView, type WindowName, windowParts } from '../../../preload/contract/index.ts';
import { json } from '../../unit/core/fakes/http.ts';
import { createTestPhone, type TestPhone } from '../../unit/core/fakes/phone.ts';
import { applicationBody, applicationUrl, pool } from '../../unit/core/fakes/server.ts';
import { settle } from '../../unit/core/fakes/settle.ts';
import { createFakeRecords } from '../../unit/core/fakes/storage.ts';
import { longHistory, mostCalls } from '../long-history.ts';
import { contactBody, mostContacts } from '../many-people.ts';
import { byTurns, type Rounds, type Samples } from '../samples.ts';
import { stormInvitation, stormText } from './event-batches.ts';

const windows = ['main', 'ring', 'call'] as const satisfies readonly WindowName[];

/**
 * What a ring costs the main process in milliseconds where the history is long, against the same with an empty one: through the whole
 * core, from the event channel's answer until each of three windows was handed what changed.
 */
export async function measureLongHistory(rounds: Rounds): Promise<Samples> {
  return measureRings(rounds, await phoneWith(longHistory(mostCalls)));
}

/** The same where 10,000 contacts are known besides. */
export async function measureManyPeople(rounds: Rounds): Promise<Samples> {
  return measureRings(rounds, await phoneWith(longHistory(mostCalls), mostContacts));
}

async function measureRings(rounds: Rounds, long: TestPhone): Promise<Samples> {
  const empty = await phoneWith([]);
  for (const test of [long, empty]) follow(test);
  let turn = 0;
  const ring = (test: TestPhone) => () => shortest(test, () => turn++);
  return byTurns(rounds, ring(long), ring(empty));
}

async function phoneWith(history: readonly HistoryEntry[], contacts = 0): Promise<TestPhone> {
  const test = createTestPhone({ records: createFakeRecords({ history }) });
  if (contacts > 0) offerContacts(test, contacts);
  await test.signIn();
  if (contacts > 0) await readContacts(test, contacts);
  return test;
}

const groups = ['a', 'b', 'c', 'd'];

/** A server with so many contacts in four groups, as more do not fit into one answer. */
function offerContacts({ http }: TestPhone, contacts: number): void {
  const part = Math.ceil(contacts / groups.length);
  const people = { rel: 'people', _links: { self: { href: '/people' }, myGroups: { href: '/people/groups' } } };
  const body = applicationBody();
  http.on('GET', applicationUrl, json(200, { ...body, _embedded: { ...body._embedded, people } }));
  const group = groups.map((id) => ({ id, name: id, _links: { groupContacts: { href: `/people/groups/${id}` } } }));
  http.on('GET', `${pool}/people/groups`, json(200, { rel: 'myGroups', _embedded: { group } }));
  for (const [turn, id] of groups.entries()) {
    const contact = Array.from({ length: part }, (_, index) => contactBody(turn * part + index));
    http.on('GET', `${pool}/people/groups/${id}`, json(200, { rel: 'groupContacts', _embedded: { contact } }));
  }
}

async function readContacts(test: TestPhone, contacts: number): Promise<void> {
  for (let second = 0; second < 30 && test.view().people.state === 'loading'; second += 1)
    await test.clock.advance(1_000);
  assert.equal(test.view().people.counts.everyone, contacts);
}

function follow({ phone }: TestPhone): void {
  const feed = createSnapshotFeed<AppView, WindowName>({
    read: phone.view,
    readAsOfNow: phone.viewAsOfNow,
    partsOf: (name) => windowParts[name],
    send: (_name, parts) => void structuredClone(parts),
  });
  for (const name of windows) feed.add(name);
  phone.subscribe(feed.changed);
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const ringsOfSample = 5;

/** The shortest of some rings, as other programs only lengthen one. */
async function shortest(test: TestPhone, nextId: () => number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let ring = 0; ring < ringsOfSample; ring += 1) best = Math.min(best, await ringOnce(test, nextId()));
  return best;
}

async function ringOnce(test: TestPhone, id: number): Promise<number> {
  await settle();
  // What the last call left behind is not this ring's to clear away.
  collect();
  const body = stormText(1, stormInvitation(id));
  const startedAt = performance.now();
  test.server.poll().reply({ status: 200, headers: { 'content-type': ['application/json'] }, body });
  // The fakes answer within microtasks, all of which are through when this is.
  await settle();
  const took = performance.now() - startedAt;
  assert.ok(test.view().calls.some(({ state }) => state === 'ringing'));
  await hangUp(test, id);
  return took;
}

async function hangUp(test: TestPhone, id: number): Promise<void> {
  const href = `/ucwa/oauth/v1/applications/101/communication/audioVideoInvitations/${id}`;
  const reason = { code: 'RemoteFailure', subcode: 'Canceled' };
  const over = { link: { rel: 'audioVideoInvitation', href }, type: 'completed', status: 'Failure', reason };
  await test.server.push('communication', over);
  // Long enough for the call to be forgotten, and short of the minute after which the poll is replaced.
  await test.clock.advance(30_000);
}
