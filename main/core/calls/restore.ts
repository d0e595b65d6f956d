import { type EndPlan, endUnlessOver, type OneStep } from './end.ts';
import { mediaFailurePlan } from './media-failure.ts';
import { makeOffer } from './own-offer.ts';
import type { Call } from './state.ts';
import { noPictures } from './video.ts';

/** Until the far side has agreed to go on, in milliseconds. Over another network the server has to be reached again first, and the far side waits for as long. */
const longestMs = { process: 5_000, network: 30_000 } as const;

const plan: EndPlan = mediaFailurePlan('allocation');

/**
 * The process that carried a call is gone, or the network that it went over, and it gets other ports. The far side has to be told of those, which only a
 * server lets us do that takes offers of ours; else the call is over.
 */
export function mediaLost(call: Call, why: keyof typeof longestMs, now: number): OneStep {
  const { id: callId, state, media, session } = call;
  if (state === 'ended' || media.state === 'closed') return { call, effects: [] };
  if (state !== 'connected' || session === null || session.renegotiations === null)
    return endUnlessOver(call, plan, now);
  const lost: Call = {
    ...call,
    restoring: true,
    media: { state: 'preparing' },
    video: noPictures,
    renegotiation: null,
    hold: { ...call.hold, offer: null },
  };
  return { call: lost, effects: [{ type: 'expect-media', callId, withinMs: longestMs[why] }] };
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
export function mediaOverdue(call: Call, now: number): OneStep {
  return call.restoring ? endUnlessOver(call, plan, now) : { call, effects: [] };
}
