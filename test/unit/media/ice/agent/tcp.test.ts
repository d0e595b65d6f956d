import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Candidate,
  candidatePriority,
  localPreference,
} from '../../../../../main/media/ice/candidates/candidate.ts';
import { createDatagramReader, framedDatagram } from '../../../../../main/media/ice/framing/framed-datagrams.ts';
import type { DatagramListener, IceSocket } from '../../../../../main/media/ice/sockets/ice-socket.ts';
import { activeSocket } from '../../../../../main/media/ice/tcp/active-socket.ts';
import { addressText, type Component, type TransportAddress } from '../../../../../main/media/ice/transport-address.ts';
import { createFakeClock } from '../../fake-clock.ts';
import { admits, createParty, left, right } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';
import { assertTalk, type Meeting } from '../meeting.ts';
import { type FakeStream, fakeConnections } from '../relay/fake-stream.ts';

const theirs: TransportAddress = { host: '10.2.0.1', port: 50_000 };
const from: TransportAddress = { host: '10.1.0.1', port: 61_234 };

function candidate(
  transport: 'tcp-act' | 'tcp-pass',
  { host, port }: TransportAddress,
  component: Component,
): Candidate {
  const priority = candidatePriority('host', localPreference(transport, 0), component);
  return { host, port, component, foundation: transport, transport, priority, type: 'host', related: null };
}

/** The far side's end of connections: a passive candidate that hears everybody who connects. */
function passiveSocket(component: Component, streams: readonly FakeStream[]): IceSocket & { turn(): void } {
  const listeners = new Set<DatagramListener>();
  const reader = createDatagramReader();
  return {
    base: candidate('tcp-pass', theirs, component),
    send(datagram, host, port) {
      assert.equal(addressText({ host, port }), addressText(from));
      for (const stream of streams) stream.say(framedDatagram(datagram));
    },
    onDatagram(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => Promise.resolve(),
    turn() {
      for (const stream of streams) {
        for (const datagram of reader.read(stream.taken()).datagrams) {
          for (const listener of listeners) listener(datagram, from);
        }
      }
    },
  };
}

/** A caller that waits for connections, and a callee that connects; neither has a way by UDP. */
async function meetOverTcp(role: 'controlling' | 'controlled', dialect: 'ms-ice2' | 'rfc5245'): Promise<Meeting> {
  const clock = createFakeClock();
  const connections = fakeConnections();
  const passive = passiveSocket(1, connections.streams);
  const active = activeSocket(candidate('tcp-act', { ...from, port: 9 }, 1), connections.connect, admits);
  const shared = { components: 1, clock, dialect } as const;
  const caller = createParty({
    ...shared,
    role: role === 'controlling' ? 'controlled' : 'controlling',
    local: left,
    remote: { ...right, lite: false, candidates: [active.base] },
    sockets: [passive],
  });
  const callee = createParty({
    ...shared,
    role,
    local: right,
    remote: { ...left, lite: false, candidates: [passive.base] },
    sockets: [active],
  });
  const advance = clock.advance;
  clock.advance = (ms) => {
    for (let passed = 0; passed < ms; passed += 10) {
      advance(10);
      passive.turn();
    }
  };
  clock.advance(100);
  await new Promise((resolve) => setImmediate(resolve));
  clock.advance(5000);
  return { clock, network: createFakeNetwork(clock), caller, callee };
}

for (const role of ['controlling', 'controlled'] as const) {
  for (const dialect of ['ms-ice2', 'rfc5245'] as const) {
    test(`a ${role} agent connects to one that waits, and both talk (${dialect})`, async () => {
      const meeting = await meetOverTcp(role, dialect);
      assertTalk(meeting, [1]);
      const [ours, peers] = [meeting.callee.agent.selected(1), meeting.caller.agent.selected(1)];
      assert.equal(ours?.local.transport, 'tcp-act');
      assert.equal(ours?.remote.transport, 'tcp-pass');
      assert.equal(addressText(ours.mapped), addressText(from));
      assert.equal(peers?.local.transport, 'tcp-pass');
      assert.equal(peers?.remote.transport, 'tcp-act');
      assert.equal(peers?.remote.type, 'prflx');
    });
  }
}

test('relays are told of those that their sockets make pairs with, and of no others', () => {
  const permitted: string[] = [];
  const sockets = (['udp', 'tcp-act', 'tcp-pass'] as const).map(
    (transport): IceSocket => ({
      base: { ...candidate('tcp-act', from, 1), transport },
      send() {},
      onDatagram: () => () => {},
      permit: ({ port }) => void permitted.push(`${transport} ${port}`),
      close: () => Promise.resolve(),
    }),
  );
  const remotes = (['udp', 'tcp-act', 'tcp-pass'] as const).map(
    (transport, index): Candidate => ({
      ...candidate('tcp-pass', { ...theirs, port: 50_000 + index }, 1),
      transport,
    }),
  );
  createParty({
    role: 'controlled',
    components: 1,
    clock: createFakeClock(),
    dialect: 'ms-ice2',
    local: left,
    remote: { ...right, lite: false, candidates: remotes },
    sockets,
    dormant: true,
  });
  assert.deepEqual(permitted.sort(), ['tcp-act 50002', 'tcp-pass 50001', 'udp 50000']);
});

test('pairs are of one transport, and none begins with a candidate that waits', () => {
  const clock = createFakeClock();
  const connections = fakeConnections();
  const network = createFakeNetwork(clock);
  const udp = network.host('10.1.0.1').socket(1);
  const sent: string[] = [];
  const watched = (base: Candidate): IceSocket => ({
    base,
    send: (_datagram, host, port) => void sent.push(`${base.transport} to ${host}:${port}`),
    onDatagram: () => () => {},
    close: () => Promise.resolve(),
  });
  const [active, passive] = (['tcp-act', 'tcp-pass'] as const).map((transport) =>
    watched(candidate(transport, from, 1)),
  );
  assert.ok(active && passive);
  const remotes = (['udp', 'tcp-act', 'tcp-pass', 'tcp-so'] as const).map(
    (transport, index): Candidate => ({
      ...candidate('tcp-pass', { ...theirs, port: 50_000 + index }, 1),
      transport,
      foundation: transport,
    }),
  );
  createParty({
    role: 'controlled',
    components: 1,
    clock,
    dialect: 'rfc5245',
    local: left,
    remote: { ...right, lite: false, candidates: remotes },
    sockets: [watched(udp.base), active, passive],
  });
  clock.advance(3000);
  assert.deepEqual([...new Set(sent)].sort(), ['tcp-act to 10.2.0.1:50002', 'udp to 10.2.0.1:50000']);
  assert.deepEqual(connections.asked, []);
});
