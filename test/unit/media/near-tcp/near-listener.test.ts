import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import type { Credentials } from '../../../../main/media/ice/candidates/credentials.ts';
import { framedDatagram } from '../../../../main/media/ice/framing/framed-datagrams.ts';
import { writeRequest } from '../../../../main/media/ice/stun/binding.ts';
import type { FramedStream } from '../../../../main/media/near-tcp/framed-stream.ts';
import { discard } from '../../../../main/media/near-tcp/library-way.ts';
import { createNearListener, type NearListener } from '../../../../main/media/near-tcp/near-listener.ts';
import { NearWay } from '../../../../main/media/near-tcp/near-way.ts';
import { until } from '../../../desktop/until.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';

const ours: Credentials = { ufrag: 'ours', pwd: 'the password of our leg' };
const second = { ufrag: 'next', pwd: 'the password of the next' };

let clock: FakeClock;
let listener: NearListener;
let told: (number | null)[];
let sockets: Socket[];
let leaves: (() => void)[];
let taken: { readonly stream: FramedStream; readonly check: Buffer }[];

beforeEach(() => {
  clock = createFakeClock();
  told = [];
  sockets = [];
  leaves = [];
  taken = [];
  const { admit } = createNearListener({ clock, onListening: (port) => told.push(port) });
  listener = {
    async admit(...given) {
      const admitted = await admit(...given);
      leaves.push(admitted.leave);
      return admitted;
    },
  };
});

afterEach(() => {
  for (const { stream } of taken) stream.close();
  for (const socket of sockets) socket.destroy();
  for (const leave of leaves) leave();
});

const keep = (stream: FramedStream, check: Buffer) => void taken.push({ stream, check });

/** As Chromium writes one, or with some of it otherwise. */
function check({ ufrag, pwd }: Credentials = ours): Buffer {
  const request = {
    ...{ transactionId: Buffer.alloc(12, 7), username: `${ufrag}:page`, controlling: false },
    ...{ tieBreaker: Buffer.alloc(8, 1), priority: 1, useCandidate: false, foundation: '' },
  };
  return writeRequest(request, Buffer.from(pwd), { form: 'rfc5389', microsoft: false });
}

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

async function ended(socket: Socket): Promise<void> {
  socket.resume();
  if (!socket.closed) await once(socket, 'close');
}

test('a connection that begins with a check of a leg is given to that leg, with the check and what follows', async () => {
  const { port } = await listener.admit(ours, keep);
  const others: Buffer[] = [];
  await listener.admit(second, (stream, first) => {
    taken.push({ stream, check: first });
    stream.onDatagram((datagram) => others.push(datagram));
  });
  const [one, next] = [await connected(port), await connected(port)];
  one.write(framedDatagram(check()));
  next.write(Buffer.concat([framedDatagram(check(second)), framedDatagram(Buffer.from('hello'))]));
  await until('both', () => taken.length === 2 && others.length === 1);
  const byPort = new Map(taken.map(({ stream, check: first }) => [stream.port, first]));
  assert.deepEqual(byPort.get(one.localPort ?? 0), check());
  assert.deepEqual(byPort.get(next.localPort ?? 0), check(second));
  assert.equal(String(others[0]), 'hello');
  assert.equal(clock.waiting(), 0);
});

test('frames that come in pieces, one byte at a time, are put together', async () => {
  const { port } = await listener.admit(ours, keep);
  const socket = await connected(port);
  socket.setNoDelay(true);
  for (const byte of framedDatagram(check())) {
    socket.write(Buffer.from([byte]));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await until('it is taken', () => taken.length === 1);
  assert.deepEqual(taken[0]?.check, check());
});

const sealed = check();
const strangers: Readonly<Record<string, Buffer>> = {
  'another ufrag': framedDatagram(check({ ...ours, ufrag: 'othe' })),
  'another password': framedDatagram(check({ ...ours, pwd: 'guessed' })),
  'a check with no seal': framedDatagram(Buffer.concat([Buffer.from([0, 1, 0, 0]), sealed.subarray(4, 20)])),
  'a check that was changed': framedDatagram(
    Buffer.concat([sealed.subarray(0, 30), Buffer.from([sealed.readUInt8(30) ^ 1]), sealed.subarray(31)]),
  ),
  'a response': framedDatagram(Buffer.concat([Buffer.from([1, 1]), sealed.subarray(2)])),
  'a check of another method': framedDatagram(Buffer.concat([Buffer.from([0, 3]), sealed.subarray(2)])),
  DTLS: framedDatagram(Buffer.from([22, 254, 253, 0, 0])),
  'a request of HTTP': Buffer.from('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'),
  'TURN, which has no frames': Buffer.concat([Buffer.from([0, 3, 0, 0]), sealed.subarray(4, 20)]),
  'a frame that is larger than any': Buffer.concat([Buffer.from([0xff, 0xff]), Buffer.alloc(4096)]),
  'frames of nothing, and then a stranger': Buffer.concat([Buffer.alloc(64), framedDatagram(Buffer.from('x'))]),
};

for (const [name, bytes] of Object.entries(strangers)) {
  test(`not taken, and ended without a word: ${name}`, async () => {
    const { port } = await listener.admit(ours, keep);
    const socket = await connected(port);
    const answered: Buffer[] = [];
    socket.on('data', (answer) => answered.push(answer));
    socket.write(bytes);
    await ended(socket);
    assert.deepEqual([taken, answered], [[], []]);
    assert.equal(clock.waiting(), 0);
  });
}

test('who says nothing, half a frame, or only frames of nothing is left after two seconds', async () => {
  const { port } = await listener.admit(ours, keep);
  const all = await Promise.all([connected(port), connected(port), connected(port)]);
  all[1]?.write(framedDatagram(check()).subarray(0, 40));
  all[2]?.write(Buffer.alloc(100));
  await until('all are waited for', () => clock.waiting() === 3);
  clock.advance(2000);
  await Promise.all(all.map(ended));
  assert.deepEqual(taken, []);
});

test('who ends its half and says nothing is ended', async () => {
  const { port } = await listener.admit(ours, keep);
  const socket = await connected(port);
  socket.end();
  await ended(socket);
  await until('nobody is waited for', () => clock.waiting() === 0);
});

test('of many that wait the oldest are left, and who proves itself is taken all the same', async () => {
  const { port } = await listener.admit(ours, keep);
  const idle: Socket[] = [];
  for (let count = 0; count < 40; count += 1) idle.push(await connected(port));
  const window = await connected(port);
  window.write(framedDatagram(check()));
  await until('it is taken', () => taken.length === 1);
  await Promise.all(idle.slice(0, 24).map(ended));
  assert.ok(clock.waiting() <= 16);
});

test('the port is there as long as a leg is, is told before and after, and the next leg has one again', async () => {
  const first = await listener.admit(ours, keep);
  const both = await listener.admit(second, keep);
  assert.equal(both.port, first.port);
  first.leave();
  assert.deepEqual(told, [first.port]);
  const waits = await connected(first.port);
  both.leave();
  both.leave();
  await ended(waits);
  const again = await listener.admit(ours, keep);
  assert.deepEqual(told, [first.port, null, again.port]);
  (await connected(again.port)).write(framedDatagram(check()));
  await until('it is taken', () => taken.length === 1);
});

test('a leg that is gone is nobody’s to connect to', async () => {
  await listener.admit(second, keep);
  const { port, leave } = await listener.admit(ours, keep);
  leave();
  const socket = await connected(port);
  socket.write(framedDatagram(check()));
  await ended(socket);
  assert.deepEqual(taken, []);
});

/** A leg's connections, and what small datagrams came over them, with the place of each. */
async function wayToUs() {
  const way = new NearWay(4096);
  const heard: string[] = [];
  way.onData = (datagram, [, place]) => {
    if (datagram.length < 20) heard.push(`${place} ${datagram}`);
  };
  const port = way.join(await listener.admit(ours, (stream, first) => way.take(stream, first)));
  return { way, heard, port };
}

/** A window that said a word after its check. */
async function windowSaying(port: number, word: string): Promise<Socket> {
  const window = await connected(port);
  window.write(Buffer.concat([framedDatagram(check()), framedDatagram(Buffer.from(word))]));
  return window;
}

test('a leg keeps a few connections, and sends to each by its place', async () => {
  const { way, heard, port } = await wayToUs();
  const windows: Socket[] = [];
  for (let count = 0; count < 9; count += 1) {
    windows.push(await windowSaying(port, 'up'));
    if (count < 8) await until('it is heard', () => heard.length === count + 1);
  }
  const [one, other, ...rest] = windows;
  await ended(rest.at(-1) as Socket);
  assert.deepEqual(heard[1], '2 up');
  const got: Buffer[] = [];
  other?.on('data', (bytes) => got.push(bytes));
  one?.on('data', () => assert.fail('it was for another'));
  way.write(Buffer.from('down'), 2);
  for (const nobody of [0, 9, discard]) way.write(Buffer.from('to nobody'), nobody);
  await until('it came', () => got.length > 0);
  assert.deepEqual(Buffer.concat(got), framedDatagram(Buffer.from('down')));
  await way.close();
  await Promise.all(windows.map(ended));
  assert.deepEqual(told.at(-1), null);
});

for (const [name, isEarly] of [
  ['after the one before it ended', false],
  ['before it is known that the one before it ended', true],
] as const) {
  test(`a window that connects anew, ${name}, is the same to the leg`, async () => {
    const { way, heard, port } = await wayToUs();
    const first = await windowSaying(port, 'one');
    await until('it is heard', () => heard.length === 1);
    if (!isEarly) {
      first.resetAndDestroy();
      await ended(first);
      // Of that end the other half hears a moment later.
      await until('it is gone', () => way.connections === 0);
    }
    const second = await windowSaying(port, 'two');
    await until('it is heard', () => heard.length === 2);
    if (isEarly) {
      first.resetAndDestroy();
      await until('it has moved up', () => way.connections === 1);
    }
    const got: Buffer[] = [];
    second.on('data', (bytes) => got.push(bytes));
    way.write(Buffer.from('down'), 1);
    await until('it came', () => got.length > 0);
    second.write(framedDatagram(Buffer.from('again')));
    await until('it is heard at the place of the first', () => heard.at(-1) === '1 again');
    await way.close();
  });
}

test('a window that does not read is sent nothing more, and what it missed is lost', async () => {
  const { port } = await listener.admit(ours, keep);
  const socket = await connected(port);
  socket.pause();
  socket.write(framedDatagram(check()));
  const [first] = await until('it is taken', () => taken.length === 1 && taken);
  const datagram = Buffer.alloc(1000, 1);
  let sent = 0;
  // More than the system keeps for any connection.
  for (; sent < 20_000; sent += 1) first?.stream.send(datagram, 4096);
  await new Promise((resolve) => setImmediate(resolve));
  let bytes = 0;
  socket.on('data', (chunk) => {
    bytes += chunk.length;
  });
  socket.resume();
  await until('it reads again what is new', async () => {
    first?.stream.send(Buffer.from('new'), 4096);
    return bytes > 1002 && bytes % 1002 !== 0;
  });
  assert.ok(bytes < sent * 1002, 'some is lost');
});
