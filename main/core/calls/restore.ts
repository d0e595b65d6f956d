import { type EndPlan, endUnlessOver, type OneStep } from './end.ts';
import type { CallEvent } from './event.ts';
import { mediaFailurePlan } from './media-failure.ts';
import { makeOffer } from './own-offer.ts';
import { preparedElsewhere } from './prepare-anew.ts';
import type { Call } from './state.ts';
import { noPictures } from './video.ts';

/** From the end of the media process until the far side has agreed to go on, in milliseconds. */
const longestMs = 5_000;
/** The same from another network: over that the server has to be reached again first. */
const longestMoveMs = 30_000;

const plan: EndPlan = mediaFailurePlan('allocation');

/** What takes the media away from a call that is up, and whether it comes back. */
export function reduceRestoring(
  call: Call,
  { type }: CallEvent & { readonly type: 'media-lost' | 'media-uprooted' | 'media-overdue' },
  now: number,
): OneStep {
  switch (type) {
    case 'media-lost':
      return mediaLost(call, now);
    case 'media-uprooted':
      return mediaUprooted(call);
    case 'media-overdue':
      return mediaOverdue(call, now);
  }
}

/**
 * The process that carried a call is gone, and another one has ports of its own for it. The far side has to be told of those, which only a server lets us do
 * that takes offers of ours; else the call is over.
 */
function mediaLost(call: Call, now: number): OneStep {
  if (call.state === 'ended' || call.media.state === 'closed') return { call, effects: [] };
  if (!takesOffers(call)) return endUnlessOver(call, plan, now);
  return restoring(call, [], longestMs);
}

/**
 * The network is another one than the call goes over. Where the far side can be told it goes on from there; else the one before may come back. One of which
 * nothing was told yet is prepared anew.
 */
function mediaUprooted(call: Call): OneStep {
  if (call.state === 'ringing' || call.state === 'answering') return preparedElsewhere(call);
  if (!takesOffers(call)) return { call, effects: [] };
  return restoring(call, [{ type: 'media', instruction: { type: 'move', callId: call.id } }], longestMoveMs);
}

function takesOffers({ state, session }: Call): boolean {
  return state === 'connected' && session !== null && session.renegotiations !== null;
}

/** Until the far side has agreed to where the call goes on. */
function restoring(call: Call, effects: OneStep['effects'], withinMs: number): OneStep {
  const lost: Call = {
    ...call,
    restoring: true,
    media: { state: 'preparing' },
    video: noPictures,
    renegotiation: null,
    hold: { ...call.hold, offer: null },
  };
  return { call: lost, effects: [...effects, { type: 'expect-media', callId: call.id, withinMs }] };
}

/** The new ports are there: the far side is offered them. */
export function offerAnew(step: OneStep): OneStep {
  const { call, effects } = step;
  if (!call.restoring || call.media.state !== 'ready' || call.hold.offer !== null) return step;
  const offering = makeOffer(call, 1);
  return { call: offering.call, effects: [...effects, ...offering.effects] };
}

/** What an offer of ours came to. */
export function restored(step: OneStep, now: number): OneStep {
  const { call, effects } = step;
  if (!call.restoring || call.hold.offer !== null || call.state !== 'connected') return step;
  if (call.hold.failed === null) return { call: { ...call, restoring: false }, effects };
  const end = endUnlessOver(call, plan, now);
  return { call: end.call, effects: [...effects, ...end.effects] };
}

/** It took too long: the far side has heard nothing for seconds. */
function mediaOverdue(call: Call, now: number): OneStep {
  return call.restoring ? endUnlessOver(call, plan, now) : { call, effects: [] };
}
