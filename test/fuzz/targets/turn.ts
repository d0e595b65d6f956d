import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Candidate } from '../../../main/media/ice/candidates/candidate.ts';
import { TurnAllocation } from '../../../main/media/ice/relay/turn/allocation.ts';
import { readChannelData, writeChannelData } from '../../../main/media/ice/relay/turn/channel-data.ts';
import { readGranted } from '../../../main/media/ice/relay/turn/granted.ts';
import { createTurnRequests } from '../../../main/media/ice/relay/turn/requests.ts';
import { createStreamMessages } from '../../../main/media/ice/relay/turn/stream-messages.ts';
import type { TurnWire } from '../../../main/media/ice/relay/turn/wire.ts';
import { xorMappedAddress } from '../../../main/media/ice/stun/mapped-address.ts';
import { readStun } from '../../../main/media/ice/stun/read-stun.ts';
import { uint32, writeStun } from '../../../main/media/ice/stun/write-stun.ts';
import { createFakeClock } from '../../unit/media/fake-clock.ts';
import { admits, seededRandom } from '../../unit/media/ice/agents.ts';
import { fuzzTarget } from '../target.ts';

const transactionId = Buffer.alloc(12, 5);
const key = Buffer.alloc(16, 7);
const friend = { host: '192.0.2.9', port: 5000 };
const stranger = { host: '198.51.100.66', port: 5000 };

const indication = (from: typeof friend) =>
  writeStun(
    {
      class: 'indication',
      method: 7,
      transactionId,
      attributes: [
        [0x12, xorMappedAddress(from, transactionId)],
        [0x13, Buffer.from('voice')],
      ],
    },
    { form: 'rfc5389', key: null },
  );
const granted = writeStun(
  {
    class: 'success',
    method: 3,
    transactionId,
    attributes: [
      [0x16, xorMappedAddress({ host: '203.0.113.9', port: 50_000 }, transactionId)],
      [0x20, xorMappedAddress({ host: '2001:db8::9', port: 60_000 }, transactionId)],
      [0x0d, uint32(600)],
    ],
  },
  { form: 'rfc5389', key },
);
const challenge = writeStun(
  {
    class: 'error',
    method: 3,
    transactionId,
    attributes: [
      [0x09, Buffer.from([0, 0, 4, 1])],
      [0x14, Buffer.from('relay.example')],
      [0x15, Buffer.from('nonce')],
      [0x8023, Buffer.from([0, 1, 13, 150, 203, 0, 113, 10])],
    ],
  },
  { form: 'rfc5389', key: null },
);
const good = [
  indication(friend),
  indication(stranger),
  granted,
  challenge,
  writeChannelData({ channel: 0x4000, data: Buffer.from('voice') }),
];

const edit = fc.record({ at: fc.nat(200), byte: fc.nat(255) });
const edited = fc.tuple(fc.constantFrom(...good), fc.array(edit, { maxLength: 5 })).map(([message, edits]) => {
  const datagram = Buffer.from(message);
  for (const { at, byte } of edits) datagram[at % datagram.length] = byte;
  return datagram;
});
const datagram = fc.oneof(
  edited,
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);

const facts = { foundation: '9', component: 1, transport: 'udp', priority: 1, type: 'relay', related: null } as const;

/** An allocation that lets one host in, and what comes of it. */
function allocation() {
  const clock = createFakeClock();
  const random = seededRandom('turn');
  let listener: (message: Buffer) => void = () => {};
  const wire: TurnWire = {
    reliable: false,
    send() {},
    onMessage(next) {
      listener = next;
    },
    onBroken() {},
    close() {},
  };
  const requests = createTurnRequests({ wire, credentials: { userName: 'a', password: 'b' }, clock, random });
  const relayed = { host: '203.0.113.9', port: 50_000 };
  const turn = new TurnAllocation({
    granted: { relayed, beside: null, mapped: null, lifetimeS: 600 },
    wire,
    requests,
    clock,
    random,
  });
  const base: Candidate = { ...relayed, ...facts };
  const socket = turn.as(base);
  const hosts: string[] = [];
  socket.onDatagram((_data, { host }) => void hosts.push(host));
  socket.permit(friend);
  socket.prefer(friend);
  return { receive: (message: Buffer) => listener(message), hosts, clock, turn };
}

const timed = (bytes: Buffer) => () => {
  const stream = createStreamMessages();
  for (let at = 0; at < bytes.length; at += 100) stream.take(bytes.subarray(at, at + 100));
};

export default fuzzTarget({
  about: 'what a relay of RFC 8656 may send, in datagrams and on a stream',
  inputs: fc.array(datagram, { maxLength: 12 }),
  run(datagrams) {
    const { receive, hosts, clock, turn } = allocation();
    for (const each of datagrams) {
      const before = Buffer.from(each);
      receive(each);
      const message = readStun(each);
      const read = message && readGranted(message, admits);
      if (read) assert.ok(admits(read.relayed.host, read.relayed.port));
      const data = readChannelData(each);
      if (data) assert.ok(data.data.length <= each.length - 4);
      assert.ok(before.equals(each));
    }
    // Whatever the relay says, only those who were named are heard, and nothing is believed that is not proved.
    assert.ok(hosts.every((host) => host === friend.host));
    assert.ok(clock.waiting() <= 20);
    void turn.close();
    clock.advance(10_000);
    assert.equal(clock.waiting(), 0);
    const stream = createStreamMessages();
    let over = false;
    for (const each of datagrams) {
      const taken = stream.take(each);
      assert.ok(taken === null || !over);
      over ||= taken === null;
    }
  },
  growing: {
    messages: (size) => timed(Buffer.concat(Array<Buffer>(Math.ceil(size / 12)).fill(good[4] as Buffer))),
    'one byte at a time': (size) => timed(Buffer.alloc(size, 1)),
  },
});
