import { assertNever } from '../result.ts';
import type { CallEffect } from './effect.ts';
import { type EndPlan, endCall } from './end.ts';
import { endOfInvitation } from './end-of-invitation.ts';
import type { CallEvent, Offered } from './event.ts';
import { allowedMoves, type Call, type Calls, type EndReason } from './state.ts';

export interface CallStep {
  readonly calls: Calls;
  readonly effects: readonly CallEffect[];
  /** An event that did not fit; for the log. */
  readonly dropped?: string;
}

/** Longer than any server lets a call ring; the server's own word comes first. */
const longestRingMs = 180_000;
/** From Answer to voice. */
const longestAnswerMs = 20_000;

/** Total and idempotent: an event that comes twice, late or unasked changes nothing. `now` is the monotonic clock. */
export function reduceCalls(calls: Calls, event: CallEvent, now: number): CallStep {
  if (event.type === 'offered') return offer(calls, event.callId, event.offered, event.wall, now);
  const call = calls.find((candidate) => concerns(event, candidate));
  if (call === undefined) return { calls, effects: [], dropped: `${event.type}: no such call` };
  if (event.type === 'forget') return forget(calls, call);
  const step = reduceCall(call, event, now);
  if (step.call === call) return { calls, effects: step.effects };
  if (step.call.state !== call.state && !allowedMoves[call.state].includes(step.call.state)) {
    return { calls, effects: [], dropped: `${event.type}: ${call.state} to ${step.call.state}` };
  }
  return { calls: calls.map((other) => (other.id === call.id ? step.call : other)), effects: step.effects };
}

function concerns(event: Exclude<CallEvent, { type: 'offered' }>, call: Call): boolean {
  switch (event.type) {
    case 'invitation-completed':
      return call.invitation === event.invitation && call.state !== 'ended';
    case 'audio-video':
      return call.audioVideo === event.audioVideo && call.state !== 'ended';
    case 'conversation-over':
      return call.conversation === event.conversation && call.state !== 'ended';
    default:
      return call.id === event.callId;
  }
}

function offer(calls: Calls, callId: string, offered: Offered, wall: number, now: number): CallStep {
  const known = calls.some(
    ({ invitation, ending }) => invitation === offered.invitation && ending?.reason !== 'network-dropped',
  );
  if (known) return { calls, effects: [] };
  const { sdp, ...rest } = offered;
  const call: Call = {
    ...rest,
    id: callId,
    direction: 'incoming',
    stop: null,
    state: 'ringing',
    since: now,
    startedAt: wall,
    connectedAt: null,
    media: { state: 'preparing' },
    accept: 'unsent',
    answered: false,
    silenced: false,
    muted: false,
    ending: null,
  };
  if (sdp === null) {
    const end = endCall(call, { reason: 'media-unsupported', decline: 'InvalidMediaOffer' }, now);
    return { calls: [...calls, end.call], effects: end.effects };
  }
  return {
    calls: [...calls, call],
    effects: [
      { type: 'media', instruction: { type: 'prepare', callId, offer: sdp } },
      { type: 'expect-move', call, withinMs: longestRingMs, otherwise: 'no-answer' },
    ],
  };
}

interface OneStep {
  readonly call: Call;
  readonly effects: readonly CallEffect[];
}

type EventOfOneCall = Exclude<CallEvent, { type: 'offered' | 'forget' }>;

function forget(calls: Calls, call: Call): CallStep {
  if (call.state !== 'ended') return { calls, effects: [], dropped: `forget: ${call.state}` };
  return { calls: calls.filter(({ id }) => id !== call.id), effects: [] };
}

function reduceCall(call: Call, event: EventOfOneCall, now: number): OneStep {
  const same: OneStep = { call, effects: [] };
  const end = (plan: EndPlan): OneStep => (call.state === 'ended' ? same : endCall(call, plan, now));
  const active = call.state === 'answering' || call.state === 'connected';
  switch (event.type) {
    case 'answer':
      return call.state === 'ringing' ? answer(call, event.microphone, now) : same;
    case 'decline':
      return call.state === 'ringing' ? end({ reason: 'declined-here', decline: 'Global' }) : same;
    case 'hang-up':
      return active ? hangUp(call, now) : same;
    case 'silence':
      return call.state === 'ringing' ? { call: { ...call, silenced: true }, effects: [] } : same;
    case 'mute':
      return active ? { call: { ...call, muted: event.muted }, effects: [] } : same;
    case 'media-prepared':
      return call.media.state === 'preparing' ? mediaPrepared(call, event.farAnswer, event.nearOffer) : same;
    case 'media-failed':
      return end(mediaFailurePlan(event.failure));
    case 'far-silent':
      return call.state === 'connected' ? end({ reason: 'far-silent', stop: 'MediaTimeout' }) : same;
    case 'microphone':
      return event.outcome === 'opened' || !active ? same : end(microphonePlan(event.outcome));
    case 'accepted':
      return accepted(call);
    case 'accept-failed':
      return end({ reason: 'not-accepted', code: event.code });
    case 'invitation-completed':
      return event.succeeded ? connected(call, now) : end(endOfInvitation(call, event));
    case 'audio-video':
      return audioVideoMoved(event.stop === null ? call : { ...call, stop: event.stop }, event.state, now);
    case 'conversation-over':
    case 'stopped':
      return end({ reason: overReason(call) });
    case 'answered-by':
      return call.ending === null
        ? same
        : { call: { ...call, ending: { ...call.ending, by: event.name } }, effects: [] };
    case 'lost':
      return end(lostPlan(call, event.reason));
    default:
      return assertNever(event, 'call event');
  }
}

/** The state moves here, at once; everything that takes time is an effect. So a second Answer, from wherever, finds `answering`. */
function answer(call: Call, microphone: 'there' | 'missing', now: number): OneStep {
  const answering: Call = { ...call, state: 'answering', since: now, answered: true };
  if (microphone === 'missing') return endCall(answering, microphonePlan('missing'), now);
  const expect: CallEffect = {
    type: 'expect-move',
    call: answering,
    withinMs: longestAnswerMs,
    otherwise: 'not-accepted',
  };
  const { media } = call;
  if (media.state !== 'ready') return { call: answering, effects: [expect] };
  const accepting = accept(answering, media.farAnswer);
  return { call: accepting.call, effects: [...accepting.effects, expect] };
}

function accept(call: Call, sdp: string): OneStep {
  const accepting: Call = { ...call, accept: 'sent' };
  return { call: accepting, effects: [{ type: 'accept', call: accepting, sdp }] };
}

function mediaPrepared(call: Call, farAnswer: string, nearOffer: string): OneStep {
  const ready: Call = { ...call, media: { state: 'ready', farAnswer, nearOffer } };
  return call.state === 'answering' && call.accept === 'unsent'
    ? accept(ready, farAnswer)
    : { call: ready, effects: [] };
}

/** A hang-up that came while acceptWithAnswer was under way is told to the server now. */
function accepted(call: Call): OneStep {
  if (call.accept !== 'sent') return { call, effects: [] };
  const taken: Call = { ...call, accept: 'taken' };
  const stop: CallEffect = { type: 'stop', call: taken, reason: 'UserInitiatedAction' };
  return { call: taken, effects: call.state === 'ending' ? [stop] : [] };
}

function connected(call: Call, now: number): OneStep {
  if (call.state !== 'answering') return { call, effects: [] };
  return {
    call: { ...call, state: 'connected', since: now, connectedAt: now, accept: 'taken' },
    effects: [{ type: 'media', instruction: { type: 'start', callId: call.id } }],
  };
}

function audioVideoMoved(call: Call, state: string, now: number): OneStep {
  if (state === 'Connected') return connected(call, now);
  if (state !== 'Disconnected' || call.state === 'ringing' || call.state === 'ended') return { call, effects: [] };
  return endCall(call, { reason: overReason(call) }, now);
}

/** Sound and microphone go at once; what the server has to be told follows. */
function hangUp(call: Call, now: number): OneStep {
  if (call.accept === 'unsent') return endCall(call, { reason: 'hung-up-here', decline: 'Global' }, now);
  const ending: Call = { ...call, state: 'ending', since: now, media: { state: 'closed' } };
  const effects: CallEffect[] = [
    { type: 'media', instruction: { type: 'close', callId: call.id } },
    { type: 'expect-move', call: ending, withinMs: 2_000, otherwise: 'hung-up-here' },
  ];
  if (call.accept === 'taken') effects.push({ type: 'stop', call: ending, reason: 'UserInitiatedAction' });
  return { call: ending, effects };
}

function overReason(call: Call): EndReason {
  if (call.state === 'ending') return 'hung-up-here';
  return call.state === 'ringing' ? 'cancelled-there' : 'hung-up-there';
}

/** The server is told where it may still think that the call is up. */
function lostPlan(call: Call, reason: EndReason): EndPlan {
  if (call.state === 'ending') return { reason: 'hung-up-here' };
  if (reason === 'not-accepted') return { reason, stop: 'MediaConnectivityFailure', decline: 'Local' };
  if (reason === 'signed-out') return { reason, stop: 'UserInitiatedAction' };
  return { reason };
}

function mediaFailurePlan(failure: Extract<CallEvent, { type: 'media-failed' }>['failure']): EndPlan {
  switch (failure) {
    case 'invalid-offer':
      return { reason: 'media-unsupported', decline: 'InvalidMediaOffer' };
    case 'unsupported-media':
      return { reason: 'media-unsupported', decline: 'UnsupportedMedia' };
    case 'allocation':
    case 'near-leg':
      return { reason: 'media-failed', decline: 'Local', stop: 'MediaConnectivityFailure' };
  }
}

function microphonePlan(outcome: 'missing' | 'denied' | 'failed'): EndPlan {
  const reasons = { missing: 'no-microphone', denied: 'microphone-denied', failed: 'microphone-failed' } as const;
  return { reason: reasons[outcome], decline: 'Local', stop: 'FailedStartAudioStream' };
}
