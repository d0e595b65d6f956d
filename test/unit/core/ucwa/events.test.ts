import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { decodeEventBatch } from '../../../../main/core/ucwa/events.ts';
import { parseJson, textOf } from '../../../../main/core/ucwa/resource.ts';
import { audioVideoInvitation, eventSamples } from '../fixtures/seed-pages.ts';

const next = { next: { href: '/events?ack=2' } };
const batchOf = (...events: unknown[]) =>
  decodeEventBatch({ _links: next, sender: [{ rel: 'communication', href: '/c', events }] })?.events ?? [];
const link = { rel: 'conversation', href: '/c/1' };

describe('the reference pages’ samples', () => {
  for (const { name, sender, event, body } of eventSamples) {
    test(name, () => {
      const batch = decodeEventBatch(body);
      assert.deepEqual(batch?.next, { kind: 'next', href: 'http://sample:80/ucwa/v1/applications/appId/events?ack=2' });
      assert.deepEqual(batch?.events, [
        { sender, ...event, title: null, container: null, resource: null, status: null, reason: null },
      ]);
    });
  }
});

test('an embedded resource is found under the rel of its link', () => {
  const [event] = batchOf({
    type: 'started',
    link: { rel: 'audioVideoInvitation', href: '/i' },
    _embedded: { audioVideoInvitation },
  });
  assert.equal(event?.resource?.rel, 'audioVideoInvitation');
  assert.equal(event?.resource?.links.get('acceptWithAnswer')?.length, 1);
});

test('completed tells status and reason, also with a reason that is half', () => {
  const reason = {
    code: 'RemoteFailure',
    subcode: 'Declined',
    message: 'Nein',
    parameters: [{ name: 'a', reason: 'b' }, 3],
  };
  const [full, half, none] = batchOf(
    { type: 'completed', link, status: 'Failure', reason },
    { type: 'completed', link, status: 'Failure', reason: { subcode: 'Declined' } },
    { type: 'completed', link, status: 'Maybe' },
  );
  assert.equal(full?.status, 'Failure');
  assert.deepEqual(full?.reason, { ...reason, parameters: [{ name: 'a', reason: 'b' }], debugInfo: null });
  assert.deepEqual([half?.status, half?.reason], ['Failure', null]);
  assert.deepEqual([none?.status, none?.reason], [null, null]);
});

test('the collection something is put into is told', () => {
  const [event] = batchOf({ type: 'added', link, in: { rel: 'participants', href: '/p' } });
  assert.equal(event?.container, '/p');
});

test('senders may come several times, or alone; the order of the wire is kept', () => {
  const event = (href: string) => ({ type: 'updated', link: { rel: 'x', href } });
  const batch = decodeEventBatch({
    _links: next,
    sender: [
      { rel: 'a', href: '/a', events: [event('1'), event('2')] },
      { rel: 'b', href: '/b', events: event('3') },
      { rel: 'a', events: [event('4')] },
    ],
  });
  assert.deepEqual(
    batch?.events.map(({ sender, href }) => [sender.rel, href]),
    [
      ['a', '1'],
      ['a', '2'],
      ['b', '3'],
      ['a', '4'],
    ],
  );
  assert.equal(decodeEventBatch({ _links: next, sender: { rel: 'a', events: [event('1')] } })?.events.length, 1);
});

test('a timeout has no sender, and resync or resume go before next', () => {
  assert.deepEqual(decodeEventBatch({ _links: next }), {
    next: { kind: 'next', href: '/events?ack=2' },
    events: [],
    unknown: new Map(),
    overflowed: false,
  });
  assert.equal(decodeEventBatch({ _links: { ...next, resync: { href: '/r' } } })?.next.kind, 'resync');
  assert.equal(decodeEventBatch({ _links: { ...next, resume: [{ href: '/r' }] } })?.next.href, '/r');
});

describe('bodies that are no answer of an event channel', () => {
  for (const body of [
    undefined,
    null,
    [],
    'x',
    {},
    { _links: {} },
    { _links: { next: {} } },
    { _links: [{ next: { href: '/' } }] },
  ]) {
    test(JSON.stringify(body) ?? 'undefined', () => assert.equal(decodeEventBatch(body), null));
  }
});

describe('events that are none are left out, their neighbours stay', () => {
  const good = { type: 'added', link };
  for (const bad of [
    null,
    1,
    [],
    {},
    { type: 'added' },
    { type: 'vanished', link },
    { type: 'added', link: { rel: 'x' } },
    { type: 'added', link: { rel: 3, href: '/' } },
    { type: 'added', link: [link] },
  ]) {
    test(JSON.stringify(bad), () => assert.equal(batchOf(bad, good).length, 1));
  }
});

test('what nobody knows is counted by its name, and an unknown rel stays in its place', () => {
  const known = { type: 'added', link };
  const batch = decodeEventBatch({
    _links: next,
    sender: [
      7,
      {
        rel: 'communication',
        href: '/c',
        events: [
          { type: 'updated', link: { rel: 'hologram', href: '/h' } },
          known,
          { type: 'updated', link: { rel: 'hologram', href: '/h' } },
          { type: 'vanished', link },
          { type: 7, link },
          { type: { toString: 'added' }, link },
          { type: { toString: null, valueOf: 1 }, link },
          { link },
          { type: 'added', link: { rel: 'conversation' } },
          null,
          { type: 'updated', link: { rel: 'x'.repeat(1_000), href: '/x' } },
        ],
      },
    ],
  });
  assert.deepEqual(
    batch?.events.map(({ rel }) => rel.slice(0, 12)),
    ['hologram', 'conversation', 'hologram', 'xxxxxxxxxxxx'],
  );
  assert.deepEqual(Object.fromEntries(batch?.unknown ?? []), {
    'a sender that is none': 1,
    'rel hologram': 2,
    'type vanished': 1,
    'an event without a type': 4,
    'an event without a link': 1,
    'an event that is none': 1,
    [`rel ${'x'.repeat(64)}`]: 1,
  });
});

test('of ever new unknown names only some are told apart', () => {
  const events = Array.from({ length: 500 }, (_, index) => ({
    type: 'added',
    link: { rel: `new${index}`, href: '/' },
  }));
  const batch = decodeEventBatch({ _links: next, sender: [{ rel: 'c', href: '/', events }] });
  assert.equal(batch?.unknown.size, 33);
  assert.equal(batch.unknown.get('others'), 468);
  assert.equal(batch.events.length, 500);
});

test('a batch of 20,000 events is taken whole; of more, it says that some are missing', () => {
  const events = Array.from({ length: 20_000 }, () => ({ type: 'added', link }));
  const senders = [{ rel: 'c', href: '/', events }];
  const full = decodeEventBatch({ _links: next, sender: senders });
  assert.deepEqual([full?.events.length, full?.overflowed], [20_000, false]);
  const more = decodeEventBatch({
    _links: next,
    sender: [...senders, { rel: 'd', href: '/', events: [{ type: 'added', link }] }],
  });
  assert.deepEqual([more?.events.length, more?.overflowed], [20_000, true]);
});

test('an event for __proto__ or with a hostile embedding is harmless', () => {
  const body = parseJson(
    '{"_links":{"next":{"href":"/n"}},"sender":[{"rel":"__proto__","href":"/","events":[{"type":"added","link":{"rel":"__proto__","href":"/"},"_embedded":{"__proto__":{"polluted":"yes"}}}]}]}',
  );
  const [event] = decodeEventBatch(body)?.events ?? [];
  assert.equal(event?.resource === null || event === undefined ? null : textOf(event.resource, 'polluted'), 'yes');
  assert.equal(({} as Record<string, unknown>).polluted, undefined);
});

test('no JSON value makes it throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (sender, event) => {
      decodeEventBatch({ _links: next, sender });
      decodeEventBatch({ _links: next, sender: [{ rel: 'x', events: [event] }] });
      decodeEventBatch(sender);
    }),
    { numRuns: 500 },
  );
});
