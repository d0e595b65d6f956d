import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attribute } from '../../../../../main/media/ice/stun/message.ts';
import { createFakeTurnServer } from './fake-turn-server.ts';
import { allocated, methodsOf, outcomeOf, relayRig } from './rig.ts';

const refusals = [
  [400, 'refused', /understand/],
  [403, 'refused', /forbids/],
  [437, 'refused', /knows nothing/],
  [440, 'refused', /no addresses/],
  [441, 'unauthorized', /another user name/],
  [442, 'refused', /no UDP/],
  [486, 'full', /no further address/],
  [508, 'full', /no room/],
  [699, 'refused', /the relay refuses \(699\)/],
] as const;

for (const [code, kind, words] of refusals) {
  test(`${code} is told as ${kind}`, async () => {
    const rig = relayRig();
    rig.server.fault = (_method, message) => (attribute(message, 8) === null ? null : code);
    const outcome = await outcomeOf(rig);
    assert.ok(!outcome.ok);
    assert.equal(outcome.failure.kind, kind);
    assert.match(outcome.failure.message, words);
    assert.equal(rig.clock.waiting(), 0);
  });
}

test('a wrong password is told after one try with it, and is in no words', async () => {
  const rig = relayRig();
  const outcome = await outcomeOf(rig, { credentials: { userName: 'ana', password: 'wrong-password' } });
  assert.ok(!outcome.ok);
  assert.equal(outcome.failure.kind, 'unauthorized');
  assert.doesNotMatch(JSON.stringify(outcome), /wrong-password/);
  assert.deepEqual(methodsOf(rig.server), [3, 3]);
});

test('nonces that are stale over and over end after four tries', async () => {
  const rig = relayRig();
  rig.server.fault = () => {
    rig.server.renewNonce();
    return null;
  };
  const outcome = await outcomeOf(rig);
  assert.ok(!outcome.ok && /out of date/.test(outcome.failure.message));
  assert.equal(rig.server.requests.length, 4);
});

test('a relay that says nothing is silent after eight seconds', async () => {
  const rig = relayRig();
  rig.server.fault = () => 'silent';
  const outcome = await outcomeOf(rig);
  assert.deepEqual(outcome, { ok: false, failure: { kind: 'silent', message: 'the relay does not answer' } });
  assert.equal(rig.clock.now() - (rig.clock.now() % 1000), 8000);
});

/** ALTERNATE-SERVER. */
const elsewhere = (host: string, port: number): Buffer =>
  Buffer.from([0, 1, port >> 8, port & 0xff, ...host.split('.').map(Number)]);

test('a server in the place of another is asked, with the same words', async () => {
  const rig = relayRig();
  const other = createFakeTurnServer(rig.network.host('198.51.100.8'));
  rig.network.watch(() => true);
  rig.server.elsewhere = elsewhere('198.51.100.8', other.address.port);
  const allocation = await allocated(rig);
  assert.equal(allocation.relayed.host, '198.51.100.8');
});

test('servers that name each other, or a place that voice may not go to, are refused', async () => {
  const rig = relayRig();
  rig.server.elsewhere = elsewhere(rig.server.address.host, rig.server.address.port);
  assert.ok(!(await outcomeOf(rig)).ok);
  for (const [host, port] of [
    ['127.0.0.1', 3478],
    ['169.254.1.1', 3478],
    ['192.0.2.1', 25],
  ] as const) {
    rig.server.elsewhere = elsewhere(host, port);
    const outcome = await outcomeOf(rig);
    assert.ok(!outcome.ok && /another one in its place/.test(outcome.failure.message));
  }
  assert.equal(rig.server.requests.length, 4);
});

test('success without a proof is none, whoever says it', async () => {
  const rig = relayRig();
  rig.server.fault = () => [[0x16, Buffer.from([0, 1, 1, 1, 9, 9, 9, 9])]];
  const outcome = await outcomeOf(rig);
  assert.equal(outcome.ok ? '' : outcome.failure.kind, 'silent');
});

test('an address that voice may not go to is of no use', async () => {
  const rig = relayRig();
  rig.server.fault = (_method, message) => (attribute(message, 8) === null ? null : []);
  const outcome = await outcomeOf(rig);
  assert.ok(!outcome.ok && /cannot be used/.test(outcome.failure.message));
});
