import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { connectedPhone, onlinePhone } from '../fakes/calls.ts';
import { farAnswer } from '../fakes/media.ts';
import type { TestPhone } from '../fakes/phone.ts';
import { started } from '../fixtures/call.ts';
import { silent, wire } from './seconds.ts';

let phone: TestPhone;
let callId: string;

beforeEach(async () => {
  phone = await onlinePhone();
});

const state = () => phone.view().quality.test?.state;
const legs = () => phone.phone.mediaView().legs;

function begin(): void {
  assert.deepEqual(phone.send({ type: 'test-call' }), { ok: true });
  callId = phone.media.instructions.at(-1)?.callId ?? '';
  phone.media.say({ type: 'prepared', callId, farAnswer, nearOffer: 'near offer', held: false });
}

async function talk(count = 5): Promise<void> {
  phone.phone.mediaReport({ type: 'leg-answer', callId, sdp: 'v=0 answer' });
  phone.media.say({ type: 'near-connected', callId });
  phone.media.say({ type: 'far-heard', callId });
  for (let index = 0; index < count; index += 1) {
    await phone.clock.advance(1000);
    phone.media.say({ type: 'figures', callId, figures: wire({ via: 'lo' }) });
  }
}

test('opens the microphone for itself, says how it sounds, and leaves its figures', async () => {
  assert.equal(phone.phone.mayOpenMicrophone(), false);
  begin();
  assert.equal(phone.phone.mayOpenMicrophone(), true);
  assert.deepEqual(
    legs().map(({ offer, microphone, muted }) => ({ offer, microphone, muted })),
    [{ offer: 'near offer', microphone: 'open', muted: false }],
  );
  assert.equal(state(), 'connecting');
  await talk();
  assert.equal(state(), 'talking');
  assert.equal(phone.view().quality.test?.sound?.text, 'Good sound');
  assert.deepEqual(phone.send({ type: 'test-call' }), { ok: false, refusal: 'repeated' });
  assert.deepEqual(phone.send({ type: 'stop-test-call' }), { ok: true });
  assert.deepEqual(phone.media.told(callId), ['test-call', 'near-answer', 'start', 'close']);
  assert.deepEqual([legs(), phone.phone.mayOpenMicrophone()], [[], false]);
  assert.equal(state(), 'over');
  assert.equal(phone.view().quality.test?.measured?.graphs.length, 4);
  assert.deepEqual(phone.view().quality.calls, [], 'it is no call');
  assert.equal(phone.view().history.calls, 0);
  assert.deepEqual(phone.send({ type: 'stop-test-call' }), { ok: false, refusal: 'stale' });
  begin();
  assert.equal(state(), 'connecting');
});

test('the second before the voice comes back is not missing', async () => {
  begin();
  phone.phone.mediaReport({ type: 'leg-answer', callId, sdp: 'v=0 answer' });
  phone.media.say({ type: 'near-connected', callId });
  await phone.clock.advance(1000);
  phone.media.say({ type: 'figures', callId, figures: wire(silent) });
  assert.equal(phone.view().quality.test?.sound, null);
  await talk();
  phone.send({ type: 'stop-test-call' });
  const measured = phone.view().quality.test?.measured;
  assert.deepEqual([measured?.level, measured?.spans], ['good', []]);
});

test('ends by itself', async () => {
  begin();
  await talk();
  await phone.clock.advance(30_000);
  assert.equal(state(), 'over');
});

test('fails where no voice comes back, no microphone opens, nothing connects, or the media process dies', async () => {
  const endings: readonly (() => unknown)[] = [
    () => {
      phone.media.say({ type: 'near-connected', callId });
      return phone.clock.advance(10_000);
    },
    () => phone.phone.mediaReport({ type: 'microphone', callId, outcome: 'denied' }),
    () => phone.phone.mediaReport({ type: 'leg-failed', callId, message: 'why' }),
    () => phone.clock.advance(10_000),
    () => phone.media.say({ type: 'failed', callId, failure: 'allocation', message: 'why' }),
  ];
  for (const end of endings) {
    begin();
    await end();
    assert.equal(state(), 'failed');
    assert.deepEqual(legs(), []);
    assert.equal(phone.media.instructions.at(-1)?.type, 'close');
  }
});

test('a call that rings has the microphone for itself', async () => {
  begin();
  await talk();
  await phone.server.push('communication', started);
  assert.equal(phone.view().quality.test, null);
  assert.equal(phone.call().state, 'ringing');
  assert.deepEqual(phone.media.told(callId).at(-1), 'close');
});

test('none begins in a call', async () => {
  phone = await connectedPhone();
  assert.deepEqual(phone.send({ type: 'test-call' }), { ok: false, refusal: 'unavailable' });
});

test('the end of the app ends it', async () => {
  begin();
  await Promise.race([phone.phone.stop(), Promise.resolve()]);
  assert.deepEqual(phone.media.told(callId).at(-1), 'close');
});
