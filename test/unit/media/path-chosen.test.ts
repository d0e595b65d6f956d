import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MediaEvent } from '../../../main/core/ports.ts';
import { ok } from '../../../main/core/result.ts';
import type { CallLegs } from '../../../main/media/call-legs.ts';
import { OwnOffers } from '../../../main/media/own-offers.ts';
import { unanswered } from '../../../main/media/sdp/first-offer.ts';

test('each way that is chosen is to be told, once the far side knows that the call is up', async () => {
  const events: MediaEvent['type'][] = [];
  const { audio } = unanswered({ loopback: false });
  const legs = {
    far: { offer: () => 'an offer', accept: () => ok(audio) },
    near: { offer: () => 'an offer for the window' },
    bridge: { hold: () => {} },
  } as unknown as CallLegs;
  const offers = new OwnOffers({
    callId: 'a call',
    send: ({ type }) => void events.push(type),
    legs: () => legs,
    video: { hold: () => {}, offered: async () => new Map(), accept: async () => {}, withdraw: () => {} },
    audio: () => audio,
    onAnswered: () => false,
    onProvisional: () => {},
  });
  offers.callOut('first', new Map());
  offers.pathChosen();
  offers.pathChosen();
  assert.deepEqual(events, ['called-out']);
  await offers.take('first', 'an answer');
  assert.deepEqual(events, ['called-out', 'answer-taken', 'path-chosen']);
  offers.pathChosen();
  assert.deepEqual(events.slice(3), ['path-chosen']);
});
