import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attributeTypes, messageTypes } from '../../../../../../main/media/ice/relay/ms-turn/message.ts';
import { uint32 } from '../../../../../../main/media/ice/relay/ms-turn/write-message.ts';
import {
  addressBytes,
  assertSealed,
  challenge,
  errorCode,
  number,
  ScriptedRelay,
  sequence,
  server,
  settled,
  text,
} from './scripted-relay.ts';

const other = { host: '203.0.113.10', port: 3478 };

async function failure(opening: ReturnType<ScriptedRelay['open']>) {
  const outcome = await opening.outcome;
  assert.ok(!outcome.ok);
  return outcome.failure;
}

test('an address is asked for without a proof, then with one by the challenge', async () => {
  const relay = new ScriptedRelay();
  const opening = relay.open();
  await settled();
  const first = relay.last(messageTypes.allocate);
  assert.equal(number(first, attributeTypes.version), 2);
  assert.deepEqual(
    first.attributes.map(({ type }) => type),
    [attributeTypes.magicCookie, attributeTypes.version],
  );
  relay.answer(messageTypes.allocateError, challenge(401));
  const second = relay.last(messageTypes.allocate);
  assert.notDeepEqual(second.transactionId, first.transactionId);
  assertSealed(second);
  assert.equal(text(second, attributeTypes.realm), 'rtcmedia');
  assert.equal(text(second, attributeTypes.nonce), 'n1');
  relay.grant();
  const outcome = await opening.outcome;
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.value.relayed, { host: '203.0.113.9', port: 55_000 });
  assert.deepEqual(outcome.value.mapped, { host: '198.51.100.7', port: 61_000 });
  assert.deepEqual(outcome.value.transports, ['udp']);
});

test('over UDP the next request goes to the server that the challenge names, if that may be asked', async () => {
  for (const [address, to] of [
    [addressBytes(other.host, other.port), other],
    [addressBytes('127.0.0.1', 3478), server],
    [Buffer.from([0, 9, 0, 0]), server],
  ] as const) {
    const relay = new ScriptedRelay();
    relay.open();
    await settled();
    relay.answer(messageTypes.allocateError, [...challenge(401), [attributeTypes.alternateServer, address]]);
    await settled();
    assert.deepEqual(relay.heard.at(-1)?.to, to);
    assertSealed(relay.last(messageTypes.allocate));
    const count = relay.heard.length;
    relay.answer(messageTypes.allocateError, challenge(438, 'n2'), null, to);
    assert.equal(relay.heard.length, count + 1);
    assert.equal(text(relay.last(messageTypes.allocate), attributeTypes.nonce), 'n2');
  }
});

test('another server may have the port of the first one, though it is a service’s, and no other such port', async () => {
  const admits = (host: string, port: unknown) => (typeof port === 'number' && port >= 1024 ? { host, port } : null);
  for (const [port, moves] of [
    [443, true],
    [444, true],
    [3478, true],
    [25, false],
  ] as const) {
    const relay = new ScriptedRelay();
    const asked = { ...server, port: 444 };
    relay.open({ server: asked, admits });
    await settled();
    const named = addressBytes(other.host, port);
    relay.answer(messageTypes.allocateError, [...challenge(401), [attributeTypes.alternateServer, named]], null, asked);
    await settled();
    assert.deepEqual(relay.heard.at(-1)?.to, moves ? { ...other, port } : asked);
  }
});

test('a relay without room sends on to another, which has a challenge of its own', async () => {
  const relay = new ScriptedRelay();
  relay.open();
  await settled();
  relay.answer(messageTypes.allocateError, challenge(401));
  relay.answer(messageTypes.allocateError, [
    errorCode(300),
    [attributeTypes.alternateServer, addressBytes(other.host, other.port)],
  ]);
  await settled();
  assert.deepEqual(relay.heard.at(-1)?.to, other);
  assert.equal(text(relay.last(messageTypes.allocate), attributeTypes.nonce), null);
  relay.answer(messageTypes.allocateError, challenge(401, 'of the other'), null, other);
  assert.equal(text(relay.last(messageTypes.allocate), attributeTypes.nonce), 'of the other');
});

test('a relay that tells no hidden address gives one all the same', async () => {
  for (const hidden of [undefined, Buffer.alloc(3), Buffer.alloc(12)]) {
    const relay = new ScriptedRelay();
    const opening = relay.open();
    await settled();
    relay.answer(messageTypes.allocateError, challenge(401));
    const attributes: [number, Buffer][] = [[attributeTypes.mappedAddress, addressBytes('203.0.113.9', 55_000)]];
    if (hidden !== undefined) attributes.push([attributeTypes.xorMappedAddress, hidden]);
    relay.answer(messageTypes.allocated, attributes, 'sha1');
    const outcome = await opening.outcome;
    assert.ok(outcome.ok);
    assert.equal(outcome.value.mapped, null);
  }
});

test('a relay whose address cannot be read, or has no port, gives none', async () => {
  for (const address of [Buffer.alloc(0), addressBytes('203.0.113.9', 0)]) {
    const relay = new ScriptedRelay();
    const opening = relay.open();
    await settled();
    relay.answer(messageTypes.allocateError, challenge(401));
    relay.answer(messageTypes.allocated, [[attributeTypes.mappedAddress, address]], 'sha1');
    assert.equal((await failure(opening)).kind, 'refused');
  }
});

test('relays that send on and on, or whose nonces are always old, are given up', async () => {
  const relay = new ScriptedRelay();
  const opening = relay.open();
  await settled();
  relay.answer(messageTypes.allocateError, challenge(401));
  for (let count = 0; count < 20; count += 1) relay.answer(messageTypes.allocateError, challenge(438, `n${count}`));
  assert.equal((await failure(opening)).kind, 'unauthorized');
  assert.ok(relay.heard.length < 10);
});

for (const [code, kind] of [
  [401, 'unauthorized'],
  [431, 'unauthorized'],
  [436, 'unauthorized'],
  [486, 'full'],
  [300, 'full'],
  [420, 'refused'],
] as const) {
  test(`${code} to a request with its proof means ${kind}`, async () => {
    const relay = new ScriptedRelay();
    const opening = relay.open();
    await settled();
    relay.answer(messageTypes.allocateError, challenge(401));
    relay.answer(messageTypes.allocateError, challenge(code));
    const failed = await failure(opening);
    assert.equal(failed.kind, kind);
    assert.match(failed.message, new RegExp(`203\\.0\\.113\\.9:3478 over UDP .*${code}`));
    assert.equal(relay.clock.waiting(), 0);
  });
}

test('a relay that knows no SHA-1 is asked once more by SHA-256, if it speaks that version', async () => {
  const relay = new ScriptedRelay();
  const opening = relay.open();
  await settled();
  relay.answer(messageTypes.allocateError, challenge(401));
  relay.answer(messageTypes.allocateError, [...challenge(431), [attributeTypes.version, uint32(4)]]);
  const third = relay.last(messageTypes.allocate);
  assertSealed(third, 'sha256');
  assert.equal(number(third, attributeTypes.version), 3);
  relay.grant('sha256');
  assert.ok((await opening.outcome).ok);
});

test('a lost request is sent again, the same; silence is told after five seconds', async () => {
  const relay = new ScriptedRelay();
  const opening = relay.open();
  await settled();
  relay.clock.advance(4999);
  assert.ok(relay.heard.length >= 5);
  assert.equal(new Set(relay.heard.map(({ message }) => message.bytes.toString('hex'))).size, 1);
  relay.clock.advance(1);
  assert.equal((await failure(opening)).kind, 'silent');
  assert.equal(relay.clock.waiting(), 0);
});

test('an answer that is not proved, of another transaction or from elsewhere is none', async () => {
  const relay = new ScriptedRelay();
  const opening = relay.open();
  await settled();
  relay.answer(messageTypes.allocated, [[attributeTypes.mappedAddress, addressBytes('203.0.113.9', 55_000)]]);
  relay.answer(messageTypes.allocateError, challenge(401));
  relay.answer(messageTypes.allocated, [[attributeTypes.mappedAddress, addressBytes('203.0.113.9', 55_000)]]);
  relay.answer(messageTypes.activeSet, [], 'sha1');
  relay.answer(messageTypes.allocateError, [errorCode(500)], null, other);
  relay.say(Buffer.from('no message'));
  relay.grant();
  const outcome = await opening.outcome;
  assert.ok(outcome.ok);
  relay.answer(messageTypes.allocateError, [errorCode(500)]);
});

test('a request that nobody waits for any more gives back what comes of it', async () => {
  const relay = new ScriptedRelay();
  const opening = relay.open();
  await settled();
  relay.answer(messageTypes.allocateError, challenge(401));
  opening.cancel();
  assert.equal((await failure(opening)).kind, 'cancelled');
  relay.grant();
  const farewell = relay.last(messageTypes.allocate);
  assert.equal(number(farewell, attributeTypes.lifetime), 0);
  assertSealed(farewell);
  assert.equal(sequence(farewell), 42);
  relay.clock.advance(1000);
  await settled();
  assert.equal(relay.clock.waiting(), 0);
});

test('an address that came, and that nobody wants any more, is given back', async () => {
  const relay = new ScriptedRelay();
  const opening = relay.open();
  await settled();
  relay.answer(messageTypes.allocateError, challenge(401));
  relay.grant();
  assert.ok((await opening.outcome).ok);
  const before = relay.heard.length;
  opening.cancel();
  opening.cancel();
  assert.equal(number(relay.last(messageTypes.allocate), attributeTypes.lifetime), 0);
  assert.equal(relay.heard.length, before + 1);
  relay.clock.advance(1000);
  assert.equal(relay.clock.waiting(), 0);
});

test('one that is cancelled before it was challenged asks no more', async () => {
  const relay = new ScriptedRelay();
  const opening = relay.open();
  await settled();
  opening.cancel();
  relay.answer(messageTypes.allocateError, challenge(401));
  relay.clock.advance(10_000);
  assert.equal(relay.heard.filter(({ message }) => message.attributes.length > 2).length, 0);
  assert.equal(relay.clock.waiting(), 0);
});
