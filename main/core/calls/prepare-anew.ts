import type { MediaFailure } from '../ports.ts';
import type { CallEffect } from './effect.ts';
import { endUnlessOver, type OneStep } from './end.ts';
import { mediaFailurePlan } from './media-failure.ts';
import type { Call } from './state.ts';
import { noPictures } from './video.ts';

/** Faults of this computer, of which the far side knows nothing: no socket for a moment, a process that died. */
const ofThisComputer: ReadonlySet<MediaFailure> = new Set(['allocation', 'near-leg']);
/** A call whose media fails again and again would be answered into silence. */
const mostFailures = 5;
/** Until it is tried again, in milliseconds. */
const pauseMs = 1_000;

/** This computer is in another network than what was prepared. What was told of that already stays: an offer has one answer. */
export function preparedElsewhere(call: Call): OneStep {
  return isPrepared(call) && call.media.state === 'ready' ? preparedAnew(call) : { call, effects: [] };
}

/**
 * What a call was to be heard by is not there, or is no more. While nobody has answered, and nothing was told of it, it rings on, and is prepared
 * once more after a pause: a call that nobody hears of is worse than one that is answered a second later.
 */
export function mediaFailed(call: Call, failure: MediaFailure, now: number): OneStep {
  const { id: callId, media, mediaFailures } = call;
  if (media.state === 'closed') return { call, effects: [] };
  const mayPass = isPrepared(call) && ofThisComputer.has(failure) && mediaFailures < mostFailures;
  if (!mayPass) return endUnlessOver(call, mediaFailurePlan(failure), now);
  const waiting: Call = { ...replaced(call), mediaFailures: mediaFailures + 1 };
  return { call: waiting, effects: [{ type: 'prepare-later', callId, inMs: pauseMs }] };
}

/** What failed is closed first: what it holds of ports may be all there is. */
export function prepareDue(call: Call): OneStep {
  return { call, effects: isReplaced(call) ? [closed(call)] : [] };
}

/** For an answer that may still be any. */
function isPrepared({ out, accept, early, media: { state } }: Call): boolean {
  return out === null && accept === 'unsent' && early !== 'told' && (state === 'preparing' || state === 'ready');
}

/** What was prepared is closed, and then prepared by the latest offer. */
export function preparedAnew(call: Call): OneStep {
  // Where a third offer comes meanwhile the first is being closed already.
  return { call: replaced(call), effects: isReplaced(call) ? [] : [closed(call)] };
}

/** What was prepared before is gone: it is prepared by the latest offer. */
export function mediaClosed(call: Call): OneStep {
  const { id: callId, offer, state } = call;
  if (!isReplaced(call)) return { call, effects: [] };
  const prepare = { type: 'media', instruction: { type: 'prepare', callId, offer } } as const;
  const hurry = { type: 'media', instruction: { type: 'hurry', callId } } as const;
  return {
    call: { ...call, media: { state: 'preparing' } },
    effects: state === 'answering' ? [prepare, hurry] : [prepare],
  };
}

/** What was prepared counts no more, and is not closed yet. */
export function isReplaced({ media }: Call): boolean {
  return media.state === 'preparing' && media.replaced === true;
}

function replaced(call: Call): Call {
  return { ...call, heldThere: false, media: { state: 'preparing', replaced: true }, video: noPictures };
}

function closed({ id: callId }: Call): CallEffect {
  return { type: 'media', instruction: { type: 'close', callId } };
}
