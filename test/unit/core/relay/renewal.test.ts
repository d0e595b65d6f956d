import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPolicy } from '../../../../main/core/policy/policy.ts';
import { createRelaySlice } from '../../../../main/core/relay/relay.ts';
import { type RelayModel, unknownRelay } from '../../../../main/core/relay/state.ts';
import { failed, ok } from '../../../../main/core/result.ts';
import type { UcwaResult } from '../../../../main/core/session/requests/transport.ts';
import { createStore } from '../../../../main/core/store.ts';
import type { Reason } from '../../../../main/core/ucwa/reason.ts';
import type { Operation } from '../../../../main/core/ucwa/request/operation.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { createFakeLog } from '../fakes/log-and-random.ts';
import { createFakeMedia } from '../fakes/media.ts';
import { settle } from '../fakes/settle.ts';

const application = 'https://pool.contoso.com/applications/1';
const minute = 60_000;

const found = (body: object): UcwaResult => ok({ status: 200, body, url: application });
const refused = (status: number, reason: Reason | null = null): UcwaResult =>
  failed({ kind: 'refused', host: 'pool', status, reason, location: null, retryAfterMs: null });

/** A server whose tokens count for a hundred minutes, each another one. */
function rig() {
  const clock = createFakeClock();
  const log = createFakeLog();
  const media = createFakeMedia();
  const store = createStore<{ readonly relay: RelayModel }>({ relay: unknownRelay }, log);
  const server = { asked: 0, instead: null as UcwaResult | null, hold: false };
  const held: (() => void)[] = [];
  const perform = async ({ href }: Operation): Promise<UcwaResult> => {
    if (href.startsWith(application)) {
      const _links = { mediaRelayAccessToken: { href: '/token' } };
      return found({ _embedded: { communication: { rel: 'communication', _links } } });
    }
    server.asked += 1;
    const number = server.asked;
    if (server.hold) await new Promise<void>((resolve) => held.push(resolve));
    return (
      server.instead ??
      found({
        userName: `user-${number}`,
        password: 'secret',
        duration: 100,
        _embedded: { mediaRelay: { host: 'edge.contoso.com', udpPort: 3478 } },
      })
    );
  };
  const slice = createRelaySlice({ clock, log, media, store, perform, policy: openPolicy });
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= minute) {
      await clock.advance(Math.min(left, minute));
    }
  };
  const look = async () => {
    slice.look(application);
    await settle();
  };
  const userName = (): string | null => media.means.relays?.userName ?? null;
  const say = (outcome: 'unauthorized' | 'reached') =>
    media.say({ type: 'relays-asked', callId: 'a', outcome, message: 'why' });
  return { clock, slice, server, store, pass, look, userName, say, held };
}

test('a token is renewed at four fifths of its time', async () => {
  const { server, look, pass, userName } = rig();
  await look();
  await pass(79 * minute);
  assert.equal(server.asked, 1);
  await pass(2 * minute);
  assert.deepEqual([server.asked, userName()], [2, 'user-2']);
  await pass(800 * minute);
  assert.equal(server.asked, 12);
});

test('where no answer comes it is asked again and again; the old one stays as long as it counts', async () => {
  const { server, store, look, pass, userName } = rig();
  await look();
  server.instead = refused(503);
  await pass(99 * minute);
  assert.ok(server.asked >= 4 && server.asked <= 7, String(server.asked));
  assert.deepEqual([userName(), store.model.relay.access], ['user-1', 'offered']);
  await pass(2 * minute);
  assert.deepEqual([userName(), store.model.relay.access], [null, 'unavailable']);
  const before = server.asked;
  await pass(300 * minute);
  assert.ok(server.asked - before >= 9 && server.asked - before <= 15, String(server.asked - before));
  server.instead = null;
  await pass(31 * minute);
  assert.equal(store.model.relay.access, 'offered');
});

test('a token that the relay does not take is asked for anew, but not over and over', async () => {
  const { server, store, look, pass, userName, say } = rig();
  await look();
  await pass(2 * minute);
  say('unauthorized');
  assert.equal(store.model.relay.last, 'unauthorized');
  await settle();
  assert.deepEqual([userName(), store.model.relay.last], ['user-2', null]);
  for (let count = 0; count < 20; count += 1) say('unauthorized');
  await settle();
  assert.equal(server.asked, 2);
  await pass(2 * minute);
  say('unauthorized');
  await settle();
  assert.equal(server.asked, 3);
});

test('the same application is not asked twice, another one is, after a minute', async () => {
  const { slice, server, clock, look } = rig();
  await look();
  await look();
  assert.equal(server.asked, 1);
  slice.look(`${application}1`);
  slice.look(`${application}2`);
  clock.advance(59_000);
  await settle();
  assert.equal(server.asked, 1);
  clock.advance(1_000);
  await settle();
  assert.equal(server.asked, 2);
});

test('a refusal is no relay, and a resource that is gone is none offered', async () => {
  const reason = { code: 'NotFound', subcode: null, message: null, parameters: [], debugInfo: null };
  for (const [failure, access] of [
    [refused(403), 'unavailable'],
    [refused(404), 'unavailable'],
    [refused(404, reason), 'not-offered'],
  ] as const) {
    const { server, store, look } = rig();
    server.instead = failure;
    await look();
    assert.equal(store.model.relay.access, access);
  }
});

test('what comes after it was forgotten does not count', async () => {
  const { slice, server, store, look, userName, held, pass } = rig();
  server.hold = true;
  await look();
  slice.forget();
  for (const answer of held) answer();
  await settle();
  assert.deepEqual([userName(), store.model.relay], [null, unknownRelay]);
  await pass(200 * minute);
  assert.equal(server.asked, 1);
});

test('a computer that slept through a token asks for another one as soon as the session is back', async () => {
  const { clock, server, look, userName } = rig();
  await look();
  clock.setWall(clock.wall() + 600 * minute);
  await look();
  assert.deepEqual([server.asked, userName()], [2, 'user-2']);
});
