import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Candidate } from '../../../../../main/media/ice/candidates/candidate.ts';
import type { CandidateStyle } from '../../../../../main/media/ice/candidates/candidate-lines.ts';
import { framedDatagram } from '../../../../../main/media/ice/framing/framed-datagrams.ts';
import { activeSocket } from '../../../../../main/media/ice/tcp/active-socket.ts';
import { activeSockets } from '../../../../../main/media/ice/tcp/active-sockets.ts';
import { createFakeClock } from '../../fake-clock.ts';
import { admits } from '../agents.ts';
import { createFakeNetwork } from '../fake-network.ts';
import { type FakeConnections, fakeConnections } from '../relay/fake-stream.ts';

const base: Candidate = {
  host: '10.1.0.1',
  port: 9,
  component: 1,
  foundation: '101',
  transport: 'tcp-act',
  priority: 1,
  type: 'host',
  related: null,
};
const [one, other] = ['10.2.0.1', '10.2.0.2'];

function opened(connections: FakeConnections = fakeConnections()) {
  const socket = activeSocket(base, connections.connect, admits);
  const heard: string[] = [];
  socket.onDatagram((datagram, { host, port }) => void heard.push(`${datagram} of ${host}:${port}`));
  return { socket, connections, heard };
}

/** The turns in which connections stand or fail. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test('what is sent to an address connects to it, and waits until that stands', async () => {
  const { socket, connections, heard } = opened();
  socket.send(Buffer.from('check'), one, 5000);
  socket.send(Buffer.from('again'), one, 5000);
  socket.send(Buffer.from('to another'), other, 5000);
  assert.deepEqual(
    connections.asked.map(({ to, from }) => `${from} to ${to.host}:${to.port}`),
    ['10.1.0.1 to 10.2.0.1:5000', '10.1.0.1 to 10.2.0.2:5000'],
  );
  await settled();
  const [first, second] = connections.streams;
  assert.ok(first && second);
  const frames = ['check', 'again'].map((text) => framedDatagram(Buffer.from(text)));
  assert.deepEqual(first.taken(), Buffer.concat(frames));
  assert.deepEqual(second.taken(), framedDatagram(Buffer.from('to another')));
  const answers = Buffer.concat([framedDatagram(Buffer.from('answer')), framedDatagram(Buffer.from('voice'))]);
  first.say(answers.subarray(0, 3));
  first.say(answers.subarray(3));
  assert.deepEqual(heard, ['answer of 10.2.0.1:5000', 'voice of 10.2.0.1:5000']);
});

test('nothing is connected to that is not admitted, and not to more addresses than a call can have', () => {
  const { socket, connections } = opened();
  for (const [host, port] of [
    ['127.0.0.1', 5000],
    ['10.2.0.1', 22],
    ['a-name.example', 5000],
    ['169.254.1.1', 5000],
  ] as const) {
    socket.send(Buffer.from('check'), host, port);
  }
  assert.deepEqual(connections.asked, []);
  for (let port = 5000; port < 5100; port += 1) socket.send(Buffer.from('check'), one, port);
  assert.equal(connections.asked.length, 4);
});

test('of what waits only the latest is kept', async () => {
  const { socket, connections } = opened();
  for (let count = 0; count < 20; count += 1) socket.send(Buffer.from(String(count)), one, 5000);
  await settled();
  const kept = ['16', '17', '18', '19'].map((text) => framedDatagram(Buffer.from(text)));
  assert.deepEqual(connections.streams[0]?.taken(), Buffer.concat(kept));
});

test('a connection that fails or ends is tried again by what is sent next, three times in all', async () => {
  const refused = opened(fakeConnections(() => true));
  const ended = opened();
  for (let count = 0; count < 6; count += 1) {
    for (const { socket, connections } of [refused, ended]) {
      socket.send(Buffer.from('check'), one, 5000);
      await settled();
      connections.streams.at(-1)?.end();
    }
  }
  assert.equal(refused.connections.asked.length, 3);
  assert.equal(ended.connections.asked.length, 3);
});

test('a far side that sends what is no frame is not connected to any more', async () => {
  const { socket, connections, heard } = opened();
  socket.send(Buffer.from('check'), one, 5000);
  await settled();
  connections.streams[0]?.say(Buffer.from('HTTP/1.1 400 Bad Request'));
  assert.equal(connections.streams[0]?.closed, true);
  socket.send(Buffer.from('check'), one, 5000);
  assert.equal(connections.asked.length, 1);
  assert.deepEqual(heard, []);
});

test('closing ends all connections, also those that do not stand yet', async () => {
  const { socket, connections, heard } = opened();
  socket.send(Buffer.from('check'), one, 5000);
  await settled();
  socket.send(Buffer.from('check'), other, 5000);
  await socket.close();
  socket.send(Buffer.from('check'), other, 5001);
  await settled();
  assert.deepEqual(
    connections.asked.map(({ cancelled }) => cancelled),
    [true, true],
  );
  assert.equal(connections.streams[0]?.closed, true);
  connections.streams[1]?.say(framedDatagram(Buffer.from('too late')));
  assert.deepEqual(connections.streams[1]?.written, []);
  assert.deepEqual(heard, []);
});

test('beside every host candidate stands an active one, which comes after it', () => {
  const network = createFakeNetwork(createFakeClock());
  const hosts = ([1, 2] as const).flatMap((component) =>
    ['10.1.0.1', '10.1.0.2'].map((host) => ({
      ...network.host(host).socket(component),
      reserve: () => () => {},
    })),
  );
  const bases = (style: CandidateStyle) =>
    activeSockets({ hosts, style, connect: fakeConnections().connect, admits }).map((socket) => socket.base);
  const standard = bases('standard');
  assert.deepEqual(
    standard.map(({ host, port, component, foundation, transport, type }) =>
      [host, port, component, foundation, transport, type].join(' '),
    ),
    [
      '10.1.0.1 9 1 101 tcp-act host',
      '10.1.0.2 9 1 102 tcp-act host',
      '10.1.0.1 9 2 101 tcp-act host',
      '10.1.0.2 9 2 102 tcp-act host',
    ],
  );
  for (const { priority } of standard) assert.ok(hosts.every((socket) => socket.base.priority > priority));
  assert.deepEqual(
    bases('microsoft').map(({ port }) => port),
    hosts.map((socket) => socket.base.port),
  );
});
