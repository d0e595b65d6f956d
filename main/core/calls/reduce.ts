import { assertNever } from '../result.ts';
import { answer, answerTaken, connected, hangUp, mediaPrepared, microphoneTried } from './answer.ts';
import { isUp } from './dispatch.ts';
import type { CallEffect } from './effect.ts';
import { type EndPlan, endCall, mendEnding, type OneStep } from './end.ts';
import { endOfInvitation } from './end-of-invitation.ts';
import type { CallEvent, Offered, Unseen } from './event.ts';
import { mediaFailurePlan } from './media-failure.ts';
import { mediaRenegotiated, mediaRenegotiationFailed, renegotiationOffered } from './renegotiate.ts';
import { allowedMoves, type Call, type Calls, type EndReason, mayRingAgain } from './state.ts';

export interface CallStep {
  readonly calls: Calls;
  readonly effects: readonly CallEffect[];
  /** An event that did not fit; for the log. */
  readonly dropped?: string;
  /** The event is about no call that is known here; most are, where much goes on in conversations without calls. */
  readonly unseen?: true;
}

/** Longer than any server lets a call ring; the server's own word comes first. */
const longestRingMs = 180_000;
/** Calls that are kept out of view; more than ring while a server may still repeat their events. */
const mostHidden = 100;

/** Total and idempotent: an event that comes twice, late or unasked changes nothing. `now` is the monotonic clock. */
export function reduceCalls(calls: Calls, event: CallEvent, now: number): CallStep {
  if (event.type === 'offered') return offer(calls, event.callId, event.offered, event.wall, now);
  const call = callOf(calls, event);
  const unseen = event.type === 'invitation-completed' && !event.succeeded ? (event.unseen ?? null) : null;
  if (call === undefined && unseen !== null && event.type === 'invitation-completed') {
    return missed(calls, event, unseen, now);
  }
  if (call === undefined) return { calls, effects: [], unseen: true };
  if (event.type === 'forget') return forget(calls, call);
  const step = reduceCall(call, event, now);
  if (step.call === call) return { calls, effects: step.effects };
  if (step.call.state !== call.state && !allowedMoves[call.state].includes(step.call.state)) {
    return { calls, effects: [], dropped: `${event.type}: ${call.state} to ${step.call.state}` };
  }
  return { calls: replace(calls, step.call), effects: step.effects };
}

/** One invitation can have rung twice, with the network gone between: then the event is about the later. */
function callOf(calls: Calls, event: Exclude<CallEvent, { type: 'offered' }>): Call | undefined {
  return calls.filter((call) => concerns(event, call)).at(-1);
}

function concerns(event: Exclude<CallEvent, { type: 'offered' }>, call: Call): boolean {
  switch (event.type) {
    case 'invitation-completed':
      return call.invitation === event.invitation;
    case 'audio-video':
      return call.audioVideo === event.audioVideo;
    case 'renegotiation-offered':
      return event.conversation === null ? isUp(call) : call.conversation === event.conversation;
    case 'conversation-over':
      return call.conversation === event.conversation;
    default:
      return call.id === event.callId;
  }
}

function replace(calls: Calls, call: Call): Calls {
  return calls.map((other) => (other.id === call.id ? call : other));
}

function offer(calls: Calls, callId: string, offered: Offered, wall: number, now: number): CallStep {
  const known = calls.some((call) => call.invitation === offered.invitation && !mayRingAgain(call));
  if (known) return { calls, effects: [] };
  const call = newCall(callId, offered, wall, now);
  const { sdp } = offered;
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

function newCall(callId: string, { sdp: _, ...offered }: Offered, wall: number, now: number): Call {
  return {
    ...offered,
    id: callId,
    direction: 'incoming',
    stop: null,
    state: 'ringing',
    since: now,
    startedAt: wall,
    connectedAt: null,
    media: { state: 'preparing' },
    heldThere: false,
    renegotiation: null,
    renegotiated: [],
    accept: 'unsent',
    owedStop: null,
    answered: false,
    silenced: false,
    muted: false,
    microphone: 'unopened',
    removed: {},
    ending: null,
    shown: true,
  };
}

/** It was over before anything was heard of it: it goes to the history without having rung. */
function missed(
  calls: Calls,
  event: CallEvent & { readonly type: 'invitation-completed' },
  unseen: Unseen,
  now: number,
): CallStep {
  const { callId, offered, wall } = unseen;
  const call: Call = { ...newCall(callId, offered, wall, now), media: { state: 'closed' }, shown: false };
  const end = endCall(call, endOfInvitation(call, event), now);
  return { calls: [...calls, end.call], effects: end.effects };
}

function forget(calls: Calls, call: Call): CallStep {
  if (call.state !== 'ended') return { calls, effects: [], dropped: `forget: ${call.state}` };
  if (!call.shown) return { calls, effects: [] };
  const rest = replace(calls, { ...call, shown: false });
  const hidden = rest.filter(({ shown }) => !shown);
  const oldest = hidden.length > mostHidden ? hidden[0]?.id : undefined;
  return { calls: rest.filter(({ id }) => id !== oldest), effects: [] };
}

type EventOfOneCall = Exclude<CallEvent, { type: 'offered' | 'forget' }>;

function reduceCall(call: Call, event: EventOfOneCall, now: number): OneStep {
  const same: OneStep = { call, effects: [] };
  const active = call.state === 'answering' || call.state === 'connected';
  switch (event.type) {
    case 'answer':
      return call.state === 'ringing' ? answer(call, event.microphone, now) : same;
    case 'decline':
      return call.state === 'ringing' ? end(call, { reason: 'declined-here', decline: 'Global' }, now) : same;
    case 'hang-up':
      return active ? hangUp(call, now) : same;
    case 'silence':
      return call.state === 'ringing' && !call.silenced ? { call: { ...call, silenced: true }, effects: [] } : same;
    case 'mute':
      return active && call.muted !== event.muted ? { call: { ...call, muted: event.muted }, effects: [] } : same;
    case 'media-prepared':
      return mediaPrepared(call, event);
    case 'media-failed':
      return call.media.state === 'closed' ? same : end(call, mediaFailurePlan(event.failure), now);
    case 'far-silent':
      return call.state === 'connected' && !call.heldThere
        ? end(call, { reason: 'far-silent', stop: 'MediaTimeout' }, now)
        : same;
    case 'renegotiation-offered':
      return renegotiationOffered(call, event);
    case 'media-renegotiated':
      return mediaRenegotiated(call, event);
    case 'media-renegotiation-failed':
      return mediaRenegotiationFailed(call, event);
    case 'microphone':
      return active ? microphoneTried(call, event.outcome, now) : same;
    case 'device-removed':
      if (!active || call.removed[event.device] === event.label) return same;
      return { call: { ...call, removed: { ...call.removed, [event.device]: event.label } }, effects: [] };
    case 'accepted':
      return answerTaken(call);
    case 'accept-failed':
      if (call.accept !== 'sent') return same;
      return end({ ...call, accept: 'unsent' }, { reason: 'not-accepted', code: event.code }, now);
    case 'invitation-completed':
      return invitationCompleted(call, event, now);
    case 'audio-video':
      return audioVideoMoved(call, event.state, event.stop, now);
    case 'conversation-over':
    case 'stopped':
      return end(call, { reason: overReason(call) }, now);
    case 'moved': {
      const { conversation, audioVideo, stop } = event;
      return call.state === 'ended' ? same : { call: { ...call, conversation, audioVideo, stop }, effects: [] };
    }
    case 'answered-by':
      return answeredBy(call, event.name);
    case 'lost':
      return lost(call, event.reason, now);
    default:
      return assertNever(event, 'call event');
  }
}

/** `ended` has no exits; a call that the user hung up ends as that, whatever is said about it meanwhile. */
function end(call: Call, plan: EndPlan, now: number): OneStep {
  if (call.state === 'ended') return { call, effects: [] };
  return endCall(call, call.state === 'ending' ? { reason: 'hung-up-here' } : plan, now);
}

function invitationCompleted(
  call: Call,
  event: Extract<CallEvent, { type: 'invitation-completed' }>,
  now: number,
): OneStep {
  if (event.succeeded && call.accept !== 'unsent') return connected(call, now);
  const plan: EndPlan = event.succeeded
    ? { reason: 'answered-elsewhere', by: event.acceptedByContact }
    : endOfInvitation(call, event);
  if (call.state === 'ended') return mendEnding(call, plan);
  return end(call, plan.reason === 'cancelled-there' ? { ...plan, reason: overReason(call) } : plan, now);
}

function audioVideoMoved(before: Call, state: string, stop: string | null, now: number): OneStep {
  const call = stop === null || stop === before.stop ? before : { ...before, stop };
  if (state === 'Connected') return connected(call, now);
  if (state !== 'Disconnected' || call.state === 'ringing') return { call, effects: [] };
  return end(call, { reason: overReason(call) }, now);
}

function overReason(call: Call): EndReason {
  return call.connectedAt === null ? 'cancelled-there' : 'hung-up-there';
}

function answeredBy(call: Call, name: string): OneStep {
  if (call.ending === null || call.ending.by === name) return { call, effects: [] };
  const told: Call = { ...call, ending: { ...call.ending, by: name } };
  return { call: told, effects: [{ type: 'record', call: told }] };
}

/** The server is told where it may still think that the call is up. Voice that flows outlives a dropped signalling connection. */
function lost(call: Call, reason: EndReason, now: number): OneStep {
  switch (reason) {
    case 'network-dropped':
      return call.state === 'connected' ? { call, effects: [] } : end(call, { reason }, now);
    case 'not-accepted':
      return end(call, { reason, stop: 'MediaConnectivityFailure', decline: 'Local' }, now);
    case 'signed-out':
      return end(call, { reason, stop: 'UserInitiatedAction' }, now);
    default:
      return end(call, { reason }, now);
  }
}
