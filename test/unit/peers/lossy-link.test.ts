import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { until } from '../../desktop/until.ts';
import { type Harm, LossyLink } from '../../peers/lossy-link.ts';

interface Side {
  readonly address: string;
  readonly port: number;
  /** Numbers in the order in which they came. */
  readonly got: number[];
  /** Ports that they came from. */
  readonly from: Set<number>;
  send(number: number, port: number): void;
}

async function side(t: TestContext): Promise<Side> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  t.after(() => socket.close());
  const [got, from]: [number[], Set<number>] = [[], new Set()];
  socket.on('message', (bytes, { port }) => {
    got.push(bytes.readUInt16BE(0));
    from.add(port);
  });
  const send = (number: number, port: number) =>
    socket.send(Buffer.from([number >> 8, number & 255]), port, '127.0.0.1');
  return { address: '127.0.0.1', port: socket.address().port, got, from, send };
}

async function linked(t: TestContext, harm: Harm) {
  const [one, other, link] = [await side(t), await side(t), await LossyLink.open(harm)];
  t.after(() => link.close());
  link.join(one, other);
  return { one, other, link };
}

const all = Array.from({ length: 400 }, (_, number) => number);

/** Not at once: the kernel holds so few for a socket that nobody reads. */
async function sendAll(one: Side, port: number): Promise<void> {
  for (const number of all) {
    one.send(number, port);
    if (number % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

test('each side sees the other at a port of the link', async (t) => {
  const { one, other, link } = await linked(t, { lossPercent: 0, jitterMs: 0 });
  one.send(1, link.forOne.port);
  other.send(2, link.forOther.port);
  await until('both', () => one.got.length === 1 && other.got.length === 1);
  assert.deepEqual([one.got, other.got], [[2], [1]]);
  assert.deepEqual([[...one.from], [...other.from]], [[link.forOne.port], [link.forOther.port]]);
});

test('about as many are lost as is told', async (t) => {
  const { one, other, link } = await linked(t, { lossPercent: 25, jitterMs: 0 });
  await sendAll(one, link.forOne.port);
  await until('the last of them', () => (other.got.at(-1) ?? 0) > 390);
  assert.ok(other.got.length > 250 && other.got.length < 350, `${other.got.length} of 400 arrived`);
});

test('delays let some overtake others, and lose none', async (t) => {
  const { one, other, link } = await linked(t, { lossPercent: 0, jitterMs: 40 });
  await sendAll(one, link.forOne.port);
  await until('all of them', () => other.got.length === all.length);
  assert.notDeepEqual(other.got, all);
  assert.deepEqual(
    other.got.toSorted((a, b) => a - b),
    all,
  );
});
