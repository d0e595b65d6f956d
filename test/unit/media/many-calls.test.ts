import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { until } from '../../desktop/until.ts';
import { HeardGateway, plainOffer } from '../../peers/gateway-call.ts';
import { dtlsOffer } from './sdp/offers.ts';

const offer = plainOffer({ address: '127.0.0.1', rtpPort: 6020, rtcpPort: 6021 });
/** How many calls are prepared while they ring. */
const few = 4;

let heard: HeardGateway;

beforeEach(() => {
  heard = new HeardGateway();
});

afterEach(() => heard.gateway.close());

const prepared = () => heard.events.flatMap((event) => (event.type === 'prepared' ? event.callId : []));
const ring = (count: number, text = offer) => {
  for (let index = 0; index < count; index += 1) {
    heard.gateway.handle({ type: 'prepare', callId: `c${index}`, offer: text });
  }
};
const descriptors = () => readdirSync('/proc/self/fd').length;

/** Resolves when what was begun is done: a call that is closed at once waits for its preparation. */
async function settled(): Promise<void> {
  await until('the first calls', () => prepared().length >= few);
  await new Promise((resolve) => setImmediate(resolve));
}

test('of 300 calls that ring the first few have sockets', { skip: process.platform !== 'linux' }, async () => {
  const before = descriptors();
  ring(300);
  await settled();
  assert.deepEqual(prepared().sort(), ['c0', 'c1', 'c2', 'c3']);
  // Each has three; a few more were there to find ports and routes.
  const most = before + few * 6;
  await until('few descriptors', () => descriptors() <= most);
});

test('one that ends makes room for the next, in the order in which they began to ring', async () => {
  ring(7);
  await settled();
  heard.gateway.handle({ type: 'close', callId: 'c5' });
  heard.gateway.handle({ type: 'close', callId: 'c1' });
  await heard.event('c4', 'prepared');
  heard.gateway.handle({ type: 'close', callId: 'c0' });
  await heard.event('c6', 'prepared');
  assert.equal(prepared().length, 6);
});

test('one that is answered makes room too', async () => {
  ring(5);
  await settled();
  heard.gateway.handle({ type: 'start', callId: 'c2' });
  await heard.event('c4', 'prepared');
});

test('one that waits is prepared when the user answers it', async () => {
  ring(20);
  await settled();
  heard.gateway.handle({ type: 'hurry', callId: 'c17' });
  await heard.event('c17', 'prepared');
  assert.deepEqual(prepared().length, few + 1);
  heard.gateway.handle({ type: 'hurry', callId: 'c17' });
  heard.gateway.handle({ type: 'hurry', callId: 'unknown' });
  await settled();
  assert.deepEqual(prepared().length, few + 1);
});

test('one that cannot be met is told at once, whoever rings before it', async () => {
  ring(10);
  heard.gateway.handle({ type: 'prepare', callId: 'bad', offer: dtlsOffer });
  const { failure } = await heard.event('bad', 'failed');
  assert.equal(failure, 'encryption-mismatch');
});

test('calls that wait are closed like others', async () => {
  ring(10);
  await settled();
  for (let index = 0; index < 10; index += 1) heard.gateway.handle({ type: 'close', callId: `c${index}` });
  await until('ten closed', () => heard.events.filter(({ type }) => type === 'closed').length === 10);
});
