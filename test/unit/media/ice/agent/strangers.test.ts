import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../../same-inputs.ts';
import { errorCodeOf } from '../../../../../main/media/ice/stun/binding-attributes.ts';
import { writeStun } from '../../../../../main/media/ice/stun/write-stun.ts';
import type { TransportAddress } from '../../../../../main/media/ice/transport-address.ts';
import { createFakeClock } from '../../fake-clock.ts';
import { createParty, left, right } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';
import { answerAll, askWith, checkOf, heardBy } from '../hand-made-peer.ts';

/** An agent whose peer is at 10.1.0.1, and somebody else at 10.9.0.9. */
function stage(dialect: 'rfc5245' | 'ms-ice2' = 'rfc5245') {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const ours = network.host('10.2.0.1').socket(1);
  const peer = network.host('10.1.0.1').socket(1);
  const stranger = network.host('10.9.0.9').socket(1);
  const party = createParty({
    role: 'controlled',
    local: right,
    remote: { ...left, lite: false, candidates: [peer.base] },
    components: 1,
    sockets: [ours],
    clock,
    dialect,
  });
  const toStranger = () => network.sent.filter(({ from, to }) => from.host === '10.2.0.1' && to.host === '10.9.0.9');
  return { clock, network, ours, peer, stranger, party, toStranger };
}

const fingerprinted = { form: 'rfc5389', key: null } as const;

test('whoever does not know our name gets no answer at all', () => {
  const { clock, ours, stranger, toStranger } = stage();
  for (const username of ['', ':', 'Wrong:Left', 'Right77', `Right77x:Left`, 'right77:Left', 'Left:Right77']) {
    askWith(stranger, ours, { username });
  }
  clock.advance(1000);
  assert.deepEqual(toStranger(), []);
});

test('a check without a checksum, or without a name, is dropped', () => {
  const { clock, ours, stranger, toStranger } = stage('ms-ice2');
  const whole = checkOf();
  const cut = Buffer.from(whole.subarray(0, whole.length - 8));
  cut.writeUInt16BE(cut.length - 20, 2);
  stranger.send(cut, ours.base.host, ours.base.port);
  const nameless = writeStun({ class: 'request', transactionId: Buffer.alloc(12, 3), attributes: [] }, fingerprinted);
  stranger.send(nameless, ours.base.host, ours.base.port);
  clock.advance(1000);
  assert.deepEqual(toStranger(), []);
});

test('without a seal, or with one of another password, it is told 401 and nothing comes of it', () => {
  for (const dialect of ['rfc5245', 'ms-ice2'] as const) {
    const { clock, ours, stranger, party, toStranger } = stage(dialect);
    const heard = heardBy(stranger);
    const username = Buffer.from(`${right.ufrag}:x`);
    const draft = { class: 'request', transactionId: Buffer.alloc(12, 4), attributes: [[6, username]] } as const;
    const unsealed = writeStun(draft, fingerprinted);
    stranger.send(unsealed, ours.base.host, ours.base.port);
    askWith(stranger, ours, { password: 'a guess', useCandidate: true });
    clock.advance(2000);
    assert.deepEqual(heard.map(errorCodeOf), [401, 401]);
    for (const { bytes } of toStranger()) assert.ok(bytes.length <= unsealed.length);
    assert.equal(party.agent.knows(1, stranger.base), false);
  }
});

test('media of strangers is dropped, and that of the peer, or of where it was proved to be, is not', () => {
  const { clock, ours, peer, stranger, party } = stage();
  for (const socket of [stranger, peer]) socket.send(Buffer.from('\x80voice'), ours.base.host, ours.base.port);
  clock.advance(100);
  assert.deepEqual(
    party.datagrams.map(([, , { host }]) => host),
    ['10.1.0.1'],
  );
  askWith(stranger, ours);
  clock.advance(100);
  stranger.send(Buffer.from('\x80voice'), ours.base.host, ours.base.port);
  clock.advance(100);
  assert.equal(party.datagrams.length, 2);
});

test('an answer counts only with the right number, seal and origin', () => {
  const { clock, ours, peer, stranger, party } = stage();
  answerAll(peer, { ...left, pwd: 'another password' });
  answerAll(stranger, left);
  const random = writeStun({ class: 'success', transactionId: Buffer.alloc(12, 9), attributes: [] }, fingerprinted);
  peer.send(random, ours.base.host, ours.base.port);
  clock.advance(3000);
  assert.equal(party.agent.send(1, Buffer.from('x')), false);
});

test('an answer from elsewhere is no proof of the way that was asked', () => {
  const { clock, peer, stranger, party } = stage();
  answerAll(peer, left, { through: stranger });
  clock.advance(3000);
  assert.equal(party.agent.send(1, Buffer.from('x')), false);
  const honest = stage();
  answerAll(honest.peer, left);
  honest.clock.advance(3000);
  assert.equal(honest.party.agent.send(1, Buffer.from('x')), true);
});

test('nothing ever goes to an address that is not admitted', () => {
  const { clock, network, ours, party } = stage();
  const bad = ['127.0.0.1', '169.254.169.254', '224.0.0.1', '0.0.0.0'].map((host) => ({ host, port: 5000 }));
  for (const from of [...bad, { host: '10.9.0.9', port: 53 }]) {
    network.inject({ bytes: checkOf({ useCandidate: true }), from, to: ours.base });
  }
  clock.advance(5000);
  const from = network.sent.filter(({ from: sender }) => sender === ours.base);
  assert.deepEqual(new Set(from.map(({ to }) => to.host)), new Set(['10.1.0.1']));
  assert.equal(party.agent.send(1, Buffer.from('x')), false);
});

test('candidates that are not admitted are not checked, whoever read them', () => {
  const clock = createFakeClock();
  const network = createFakeNetwork(clock);
  const ours = network.host('10.2.0.1').socket(1);
  const candidates = ['127.0.0.1', '169.254.169.254'].map((host) => ({ ...ours.base, host }));
  const party = createParty({
    role: 'controlling',
    local: right,
    remote: { ...left, lite: false, candidates },
    components: 1,
    sockets: [ours],
    clock,
    dialect: 'rfc5245',
  });
  clock.advance(40_000);
  assert.deepEqual(network.sent, []);
  assert.deepEqual(
    party.failures.map(({ kind }) => kind),
    ['no-candidates'],
  );
});

test('a peer that floods us from ever new ports makes us send no more than one answer each and 50 checks a second', () => {
  const { clock, network, ours, party } = stage();
  const sources: TransportAddress[] = Array.from({ length: 5000 }, (_, index) => ({
    host: '10.1.0.1',
    port: 2000 + index,
  }));
  for (const from of sources) network.inject({ bytes: checkOf({ useCandidate: true }), from, to: ours.base });
  clock.advance(1000);
  const types = network.sent.filter(({ from }) => from === ours.base).map(({ bytes }) => bytes.readUInt16BE(0));
  assert.equal(types.filter((type) => type === 0x101).length, 5000);
  assert.ok(types.filter((type) => type === 1).length <= 120, `${types.filter((type) => type === 1).length} checks`);
  const learned = sources.filter((source) => party.agent.knows(1, source));
  assert.ok(learned.length <= 12, `${learned.length} learned`);
  assert.ok(clock.waiting() < 100);
});

test('ports that a NAT leaves one after the other make room for the next', () => {
  const { clock, network, ours, peer, party } = stage();
  answerAll(peer, left);
  askWith(peer, ours, { useCandidate: true });
  clock.advance(1000);
  for (let index = 0; index < 30; index += 1) {
    const from = { host: '10.1.0.1', port: 2000 + index };
    network.inject({ bytes: checkOf(), from, to: ours.base });
    clock.advance(10_000);
    assert.ok(party.agent.knows(1, from));
  }
  assert.ok(party.agent.knows(1, peer.base));
  assert.equal(party.agent.knows(1, { host: '10.1.0.1', port: 2000 }), false);
});

test('a flood over one pair restarts its check, but not more often than the pace', () => {
  const { clock, network, ours, peer } = stage();
  for (let round = 0; round < 1000; round += 1) {
    askWith(peer, ours);
    clock.advance(1);
  }
  const checks = network.sent.filter(({ from, bytes }) => from === ours.base && bytes.readUInt16BE(0) === 1);
  assert.ok(checks.length <= 55, `${checks.length} checks in a second`);
});

test('no datagram disturbs an agent', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 30 }), fc.nat(300), (datagrams, at) => {
      const { clock, ours, peer, party } = stage();
      answerAll(peer, left);
      const check = checkOf({ useCandidate: true });
      for (const bytes of datagrams) {
        peer.send(Buffer.from(bytes), ours.base.host, ours.base.port);
        const changed = Buffer.from(check);
        Buffer.from(bytes).copy(changed, at % changed.length);
        peer.send(changed, ours.base.host, ours.base.port);
      }
      peer.send(check, ours.base.host, ours.base.port);
      clock.advance(1000);
      assert.ok(party.agent.isComplete());
    }),
    { numRuns: 50 },
  );
});
