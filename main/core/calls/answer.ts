import type { MicrophoneOutcome } from '../../../preload/contract/index.ts';
import { answeredThere } from './answered-there.ts';
import { askForVoice } from './ask-about.ts';
import type { CallEffect } from './effect.ts';
import { type EndPlan, endCall, endHere, endUnlessOver, type OneStep } from './end.ts';
import type { CallEvent } from './event.ts';
import type { Call, EndReason } from './state.ts';
import { answerSeen, withoutVideo } from './video.ts';

/** From Answer to voice, in milliseconds. */
const longestAnswerMs = 20_000;
/** Longer than any server lets a call ring; the server's own word comes first. In milliseconds. */
export const longestRingMs = 180_000;
/** How long a call that the user ended waits for the server to say so, in milliseconds. */
const longestEndingMs = 2_000;

/** The state moves here, at once; everything that takes time is an effect. So a second Answer, from wherever, finds `answering`. */
export function answer(
  call: Call,
  { microphone, video }: CallEvent & { readonly type: 'answer' },
  now: number,
): OneStep {
  const answering: Call = { ...call, state: 'answering', since: now, answered: true, heardAt: call.heardAt ?? now };
  if (microphone === 'missing') return endCall(answering, microphonePlan('missing'), now);
  const expect = expectVoice(answering);
  const { media } = call;
  const seen = video === true ? answerSeen(answering) : null;
  if (seen !== null) {
    const accepting = accept(seen.call, seen.farAnswer);
    return { call: accepting.call, effects: [...seen.effects, ...accepting.effects, expect] };
  }
  if (media.state === 'ready') {
    const accepting = accept(answering, media.farAnswer);
    return { call: accepting.call, effects: [...accepting.effects, expect] };
  }
  const hurry: CallEffect = { type: 'media', instruction: { type: 'hurry', callId: call.id } };
  if (media.state !== 'waiting') return { call: answering, effects: [hurry, expect] };
  const prepare: CallEffect = {
    type: 'media',
    instruction: { type: 'prepare', callId: call.id, offer: call.offer },
  };
  return { call: { ...answering, media: { state: 'preparing' } }, effects: [prepare, hurry, expect] };
}

/** A call that is being answered and gets no further is over. */
export function expectVoice(call: Call): CallEffect {
  return { type: 'expect-move', call, withinMs: longestAnswerMs, otherwise: 'not-accepted' };
}

/** It may come again with another near offer: the renderer died and came back, and the far side is to notice nothing. */
export function mediaPrepared(
  call: Call,
  { farAnswer, nearOffer, held }: CallEvent & { readonly type: 'media-prepared' },
): OneStep {
  const { media } = call;
  if (media.state === 'closed' || (media.state === 'ready' && media.nearOffer === nearOffer))
    return { call, effects: [] };
  const ready: Call = { ...call, heldThere: held, media: { state: 'ready', farAnswer, nearOffer } };
  return call.state === 'answering' && call.accept === 'unsent'
    ? accept(ready, farAnswer)
    : { call: ready, effects: [] };
}

/** The window goes on by another offer, such as one with another codec first. */
export function nearOffered(call: Call, { nearOffer }: CallEvent & { readonly type: 'near-offered' }): OneStep {
  const { media } = call;
  if (media.state !== 'ready' || media.nearOffer === nearOffer) return { call, effects: [] };
  return { call: { ...call, media: { ...media, nearOffer } }, effects: [] };
}

function accept(call: Call, sdp: string): OneStep {
  const accepting: Call = { ...call, accept: 'sent' };
  return { call: accepting, effects: [{ type: 'accept', call: accepting, sdp }] };
}

/**
 * The server took the answer: its reply, the invitation and the modality say so, whichever comes first. If the call was ended here
 * meanwhile the server is told now; not earlier, for it would not know what to stop.
 */
export function answerTaken(call: Call): OneStep {
  if (call.accept !== 'sent') return { call, effects: [] };
  const taken: Call = { ...call, accept: 'taken' };
  if (call.state === 'answering') return { call: taken, effects: [askForVoice(taken)] };
  const reason = call.owedStop ?? 'MediaConnectivityFailure';
  return { call: { ...taken, owedStop: null }, effects: [{ type: 'stop', call: taken, reason }] };
}

/** The server did not take the answer, or takes it for a call that is no more. The user's own end of the call counts in any case. */
export function acceptFailed(
  call: Call,
  { outcome, code }: Extract<CallEvent, { type: 'accept-failed' }>,
  now: number,
): OneStep {
  if (call.accept !== 'sent') return { call, effects: [] };
  const unsent: Call = { ...call, accept: 'unsent', owedStop: null, answerFailed: true };
  if (outcome === 'gone') return endThere(unsent, now);
  if (call.state !== 'answering') return tellOfEnd(call, unsent, now);
  // Where it is found again it is answered again.
  if (outcome === 'lost') return { call, effects: [] };
  // The server said so itself: it is not told, and the call may ring on elsewhere.
  if (outcome === 'refused') return endCall(unsent, { reason: 'not-accepted', code }, now);
  const unseen = withoutVideo(unsent);
  const again: Call = { ...unseen.call, state: 'ringing', since: now, answered: false };
  const leftMs = Math.max(longestRingMs - (now - (call.heardAt ?? now)), 0);
  return {
    call: again,
    effects: [...unseen.effects, { type: 'expect-move', call: again, withinMs: leftMs, otherwise: 'no-answer' }],
  };
}

/** The modality of the call is up. Where its answer had seemed to come to nothing nobody is there to talk: the far side is told. */
export function modalityUp(call: Call, now: number): OneStep {
  if (call.state !== 'ended' || !call.answerFailed || call.accept !== 'unsent') return connected(call, now);
  const left: Call = { ...call, accept: 'taken' };
  return { call: left, effects: [{ type: 'stop', call: left, reason: 'MediaConnectivityFailure' }] };
}

/** It was ended here while its answer was under way, and waits on there for somebody to answer it. */
function tellOfEnd(call: Call, unsent: Call, now: number): OneStep {
  if (call.state === 'ending') return endCall(unsent, endHere('hung-up-here'), now);
  if (call.owedStop === null) return { call: unsent, effects: [] };
  const reason = call.owedStop === 'UserInitiatedAction' ? 'Global' : 'Local';
  return { call: unsent, effects: [{ type: 'decline', call: unsent, reason }] };
}

/** Why a call is over of which nothing more is known. */
export function overReason({ connectedAt, out }: Call): EndReason {
  if (connectedAt !== null) return 'hung-up-there';
  return out === null ? 'cancelled-there' : 'call-refused';
}

/** Ends a call of which nothing is known but that it is over. Once both could talk it was hung up, whatever is said later. */
export function endThere(call: Call, now: number): OneStep {
  const isOpen = call.connectedAt === null;
  return endUnlessOver(call, { reason: overReason(call), ...(isOpen && { inferred: true }) }, now);
}

/** The far side is connected; only to a call that was answered here, be it by an answer that seemed to be refused, or made here. */
export function connected(call: Call, now: number): OneStep {
  if (call.out !== null) return answeredThere(call, now);
  const late = call.state === 'ringing' && call.answerFailed;
  if (!late && (call.state !== 'answering' || call.accept === 'unsent')) return answerTaken(call);
  return {
    call: { ...call, state: 'connected', since: now, connectedAt: now, accept: 'taken', answered: true },
    effects: [{ type: 'media', instruction: { type: 'start', callId: call.id } }],
  };
}

/** Sound and microphone go at once; what the server has to be told follows. */
export function hangUp(call: Call, now: number): OneStep {
  if (call.accept === 'unsent') return endCall(call, endHere('hung-up-here'), now);
  const owedStop = call.accept === 'sent' ? 'UserInitiatedAction' : null;
  const ending: Call = { ...call, state: 'ending', since: now, media: { state: 'closed' }, owedStop, toPhone: null };
  const effects: CallEffect[] = [
    { type: 'media', instruction: { type: 'close', callId: call.id } },
    { type: 'expect-move', call: ending, withinMs: longestEndingMs, otherwise: 'hung-up-here' },
  ];
  if (call.accept === 'taken') effects.push({ type: 'stop', call: ending, reason: 'UserInitiatedAction' });
  return { call: ending, effects };
}

/**
 * Nobody can be answered without a microphone. Once there was one the call goes on without: the user still hears, is told, and
 * is heard again as soon as there is another.
 */
export function microphoneTried(call: Call, outcome: MicrophoneOutcome, now: number): OneStep {
  if (call.microphone === outcome) return { call, effects: [] };
  if (outcome !== 'opened' && call.microphone === 'unopened') return endCall(call, microphonePlan(outcome), now);
  return { call: { ...call, microphone: outcome }, effects: [] };
}

function microphonePlan(outcome: Exclude<MicrophoneOutcome, 'opened'>): EndPlan {
  const reasons = { missing: 'no-microphone', denied: 'microphone-denied', failed: 'microphone-failed' } as const;
  return endHere(reasons[outcome]);
}
