import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { until } from '../../desktop/until.ts';
import { HeardGateway } from '../../peers/gateway-call.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { NearPeer } from './near-peer.ts';

const callId = 'a test call';
const voice = Buffer.from('twenty milliseconds of voice');

let clock: FakeClock;
let heard: HeardGateway;
let near: NearPeer | null;

beforeEach(() => {
  clock = createFakeClock();
  heard = new HeardGateway(clock, false);
  near = null;
});

afterEach(async () => {
  await Promise.all([heard.gateway.close(), near?.close()]);
});

async function talking(): Promise<NearPeer> {
  heard.gateway.handle({ type: 'test-call', callId });
  const { nearOffer, farAnswer } = await heard.event(callId, 'prepared');
  assert.match(farAnswer, /RTP\/SAVP 9\r\n/, 'in a wide band, and encrypted');
  const { peer, answer } = await NearPeer.answering(nearOffer);
  near = peer;
  heard.gateway.handle({ type: 'near-answer', callId, sdp: answer });
  await heard.event(callId, 'near-connected');
  heard.gateway.handle({ type: 'start', callId });
  return peer;
}

const ofVoice = (peer: NearPeer) => peer.received.filter(({ payload }) => payload.equals(voice));

/** Says something until it comes back; how long that took, in ms. */
async function hearsOneself(peer: NearPeer): Promise<number> {
  const saidAt = clock.now();
  let sequenceNumber = 0;
  await until('one’s own voice', () => {
    sequenceNumber += 1;
    void peer.send({ payloadType: 9, sequenceNumber, timestamp: sequenceNumber * 160, payload: voice });
    clock.advance(50);
    return ofVoice(peer).length > 0;
  });
  return clock.now() - saidAt;
}

test('what one says comes back a second later, through both legs and their encryption', async () => {
  const peer = await talking();
  assert.ok((await hearsOneself(peer)) >= 1000);
  await heard.event(callId, 'far-heard');
});

test('figures of both directions come of it', async () => {
  const peer = await talking();
  await hearsOneself(peer);
  clock.advance(5000);
  await until('the far side’s report', () => {
    clock.advance(1000);
    const last = heard.events.findLast((event) => event.type === 'figures');
    return last?.type === 'figures' && last.figures.far !== null && last.figures.encrypted;
  });
});

test('its end frees every socket and timer, also while it is being opened', async () => {
  await talking();
  heard.gateway.handle({ type: 'close', callId });
  await heard.event(callId, 'closed');
  assert.equal(clock.waiting(), 0);
  heard.gateway.handle({ type: 'test-call', callId: 'other' });
  heard.gateway.handle({ type: 'close', callId: 'other' });
  await heard.event('other', 'closed');
  await heard.gateway.close();
  assert.ok(!heard.events.some((event) => event.callId === 'other' && event.type !== 'closed'));
});
