import { withTold } from '../party/told.ts';
import { assertNever } from '../result.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import {
  acceptFailed,
  answer,
  answerTaken,
  connected,
  endThere,
  hangUp,
  mediaPrepared,
  microphoneTried,
  modalityUp,
  nearOffered,
  overReason,
} from './answer.ts';
import type { CallOut } from './call-out.ts';
import { toldEarly } from './early.ts';
import type { CallEffect } from './effect.ts';
import { type EndPlan, endCall, endHere, endUnlessOver, mendEnding, type OneStep } from './end.ts';
import { endOfInvitation } from './end-of-invitation.ts';
import type { CallEvent } from './event.ts';
import { settleHolds, talkAgain, want } from './hold.ts';
import { unknownPeople, withPerson } from './invited/invited.ts';
import { isModalityOf } from './modality.ts';
import { missed, offer, settlePlaces } from './offer.ts';
import { isOfReplacedOffer, withNames } from './offered-again.ts';
import { answerAtGateway } from './out/answers.ts';
import { callOut } from './out/begin.ts';
import { giveUp } from './out/end.ts';
import { endOfCallOut } from './out/end-reason.ts';
import { ownerOf, settleEscalations } from './out/escalation.ts';
import { overThere } from './out/over-there.ts';
import { type EventOfCallOut, isOfCallOut, reduceCallOut } from './out/reduce.ts';
import { isOfOwnOffer, type OwnOfferEvent, reduceOwnOffer } from './own-offer.ts';
import { mediaClosed, mediaFailed, prepareDue } from './prepare-anew.ts';
import { mediaRenegotiated, mediaRenegotiationFailed, renegotiationOffered } from './renegotiate.ts';
import { offerAnew, reduceRestoring, restored } from './restore.ts';
import { makeRoom, offerRead } from './room.ts';
import { sessionMoved, sessionNamed } from './session-links.ts';
import {
  allowedMoves,
  type Call,
  type Calls,
  type EndReason,
  isEngaged,
  isHeldByNobody,
  isTalking,
  isUp,
} from './state.ts';
import { leaveBehind, takeUp } from './take-up.ts';
import { mayGoToPhone, reducePhone } from './to-phone.ts';
import { forgetTones, pressTones, toneHeard, toneSent, tonesTaken } from './tones.ts';
import { reduceVideo } from './video.ts';
import { withParts } from './with-parts.ts';

export interface CallStep {
  readonly calls: Calls;
  readonly effects: readonly CallEffect[];
  /** An event that did not fit; for the log. */
  readonly dropped?: string;
  /** The event is about no call that is known here; most are, where much goes on in conversations without calls. */
  readonly unseen?: true;
}

/** Calls that are kept out of view; more than ring while a server may still repeat their events. */
const mostHidden = 100;

/** Total and idempotent: an event that comes twice, late or unasked changes nothing. `now` is the monotonic clock. */
export function reduceCalls(calls: Calls, event: CallEvent, now: number): CallStep {
  const step = reduceOne(calls, event, now);
  if (step.calls === calls && event.type !== 'make-room') return step;
  const places = settlePlaces(step.calls, now);
  const escalations = settleEscalations(calls, places.calls, now);
  const holds = settleHolds(escalations.calls, now);
  const room = makeRoom(holds.calls, now);
  const effects = [step, places, escalations, holds, room].flatMap((each) => each.effects);
  return { ...step, calls: pruned(room.calls), effects };
}

function reduceOne(calls: Calls, event: CallEvent, now: number): CallStep {
  if (event.type === 'offered') return offer(calls, event, now);
  if (event.type === 'call-out') return callOut(calls, event, now);
  if (event.type === 'taken-up') return takeUp(calls, event, now);
  if (event.type === 'left-behind') return leaveBehind(calls, event, now);
  if (event.type === 'make-room') return { calls, effects: [] };
  if (event.type === 'answer' && event.instead === true) return answerInstead(calls, event, now);
  const call = callOf(calls, event);
  const unseen = event.type === 'invitation-completed' && !event.succeeded ? (event.unseen ?? null) : null;
  if (call === undefined && unseen !== null && event.type === 'invitation-completed') {
    return missed(calls, event, unseen, now);
  }
  if (call === undefined) return { calls, effects: [], unseen: true };
  if (event.type === 'forget') return forget(calls, call);
  const reduced = reduceEvent(call, event, now);
  const heard = hasJustFailed(call, reduced.call) ? talkAgain(reduced, calls) : reduced;
  const settled = isOfOwnOffer(event) ? restored(heard, now) : heard;
  const step = forgetTones(unlessTalking(calls, call, settled, now));
  if (step.call === call) return { calls, effects: step.effects };
  if (step.call.state !== call.state && !allowedMoves[call.state].includes(step.call.state)) {
    return { calls, effects: [], dropped: `${event.type}: ${call.state} to ${step.call.state}` };
  }
  return withoutDialling(alsoOfReplaced(replace(calls, step.call), step, event, now), step.call, event, now);
}

function reduceEvent(call: Call, event: EventOfOneCall, now: number): OneStep {
  if (isOfReplacedOffer(call, event)) return { call, effects: [] };
  if (isOfCallOut(event)) return reduceCallOut(call, event, now);
  if (!isOfOwnOffer(event)) return reduceCall(call, event, now);
  const isOfFirst = event.type === 'media-answer-taken' || event.type === 'media-offer-failed';
  return (isOfFirst ? answerAtGateway(call, event, now) : null) ?? reduceOwnOffer(call, event);
}

/** Who answers a call wants to talk now: a call out that nobody has answered yet is given up for it. */
function withoutDialling(step: CallStep, { id, state }: Call, { type }: CallEvent, now: number): CallStep {
  if (type !== 'answer' || state !== 'answering') return step;
  const steps = step.calls.map((other) => (other.id === id ? { call: other, effects: [] } : giveUp(other, now)));
  if (steps.every(({ call }, index) => call === step.calls[index])) return step;
  const effects = [...step.effects, ...steps.flatMap((each) => each.effects)];
  return { ...step, calls: steps.map(({ call }) => call), effects };
}

/** Whoever is talked to is hung up in the same step, for the call that is answered now and for no other. */
function answerInstead(
  calls: Calls,
  { instead: _, ...answered }: CallEvent & { type: 'answer' },
  now: number,
): CallStep {
  const rings = calls.some(({ id, state }) => id === answered.callId && state === 'ringing');
  const others = rings ? calls.filter(isTalking) : [];
  const events: readonly CallEvent[] = [
    ...others.map(({ id }) => ({ type: 'hang-up', callId: id }) as const),
    answered,
  ];
  return events.reduce<CallStep>(
    (before, event) => {
      const step = reduceOne(before.calls, event, now);
      return { ...step, effects: [...before.effects, ...step.effects] };
    },
    { calls, effects: [] },
  );
}

/** A hold came to nothing, by whatever event. */
function hasJustFailed(before: Call, { hold }: Call): boolean {
  return before.hold.failed === null && hold.failed === 'hold';
}

/** An answer that seemed to be refused may turn out to be taken when the user talks to somebody else: then it comes too late. */
function unlessTalking(calls: Calls, before: Call, step: OneStep, now: number): OneStep {
  const late = before.state === 'ringing' && step.call.state === 'connected';
  if (!late || !calls.some(isTalking)) return step;
  return endCall({ ...before, accept: 'taken' }, endHere('accepted-too-late'), now);
}

/** Who hangs up a call that takes another one's place is done with both. */
function alsoOfReplaced(calls: Calls, { call, effects }: OneStep, event: CallEvent, now: number): CallStep {
  const isBefore = (other: Call): boolean => other.replacedBy === call.id && isUp(other);
  const before = event.type === 'hang-up' ? calls.find(isBefore) : undefined;
  if (before === undefined) return { calls, effects };
  const hungUp = hangUp(before, now);
  return { calls: replace(calls, { ...hungUp.call, shown: false }), effects: [...effects, ...hungUp.effects] };
}

/** One invitation can have rung twice, with the network gone between: then the event is about the later. */
function callOf(calls: Calls, event: EventOfOneCall | (CallEvent & { readonly type: 'forget' })): Call | undefined {
  return ownerOf(
    event,
    calls.filter((call) => concerns(event, call)),
  );
}

function concerns(event: EventOfOneCall | (CallEvent & { readonly type: 'forget' }), call: Call): boolean {
  switch (event.type) {
    case 'invitation-completed':
    case 'invitation-deleted':
      return call.invitation === event.invitation;
    case 'audio-video':
      return isModalityOf(event, call);
    case 'renegotiation-offered':
      return isOffered(event, call);
    case 'session':
      return call.session?.href === event.session || namesOf(call).some((name) => event.of.includes(name));
    case 'own-offer-taken':
    case 'own-offer-answered':
    case 'own-offer-failed':
      return isOwnOffer(call, event.operationId, event.renegotiation);
    case 'own-offer-due':
      return isOwnOffer(call, event.operationId, null);
    case 'conversation-over':
      return call.conversation === event.conversation;
    case 'caller-told':
      return call.caller === event.participant;
    case 'invitation-sent':
    case 'far-answered':
      return isOfInvitation(event, call);
    default:
      return call.id === event.callId;
  }
}

/** By the server's name of it, or by ours; an answer that comes before the server has named any is of the one that waits for a name. */
function isOfInvitation(
  event: Extract<CallEvent, { type: 'invitation-sent' | 'far-answered' }>,
  { out, invitation }: Call,
): boolean {
  if (out === null) return false;
  if (event.type === 'invitation-sent' && event.operationId === out.operationId) return true;
  if (invitation !== '') return invitation === event.invitation;
  return event.type === 'far-answered' && out.request === 'sent';
}

/** Without any name of its call it is about the one that is talked on. */
function isOffered(
  { conversation, session }: Extract<CallEvent, { type: 'renegotiation-offered' }>,
  call: Call,
): boolean {
  if (conversation !== null) return call.conversation === conversation;
  return call.session !== null && session != null ? call.session.href === session : isTalking(call);
}

function namesOf({ audioVideo, conversation }: Call): readonly string[] {
  return [audioVideo, conversation].filter((name) => name !== null);
}

function isOwnOffer({ hold: { offer } }: Call, id: string | null, renegotiation: string | null): boolean {
  if (offer === null) return false;
  return offer.id === id || (renegotiation !== null && offer.renegotiation === renegotiation);
}

function replace(calls: Calls, call: Call): Calls {
  return calls.map((other) => (other.id === call.id ? call : other));
}

function forget(calls: Calls, call: Call): CallStep {
  if (call.state !== 'ended') return { calls, effects: [], dropped: `forget: ${call.state}` };
  return call.shown ? { calls: replace(calls, { ...call, shown: false }), effects: [] } : { calls, effects: [] };
}

function pruned(calls: Calls): Calls {
  const hidden = calls.filter(({ state, shown }) => state === 'ended' && !shown);
  const old = new Set(hidden.slice(0, Math.max(hidden.length - mostHidden, 0)));
  return old.size === 0 ? calls : calls.filter((call) => !old.has(call));
}

type EventOfOneCall = Exclude<
  CallEvent,
  { type: 'offered' | 'call-out' | 'taken-up' | 'left-behind' | 'forget' | 'make-room' }
>;
type EventOfReducer = Exclude<EventOfOneCall, OwnOfferEvent | EventOfCallOut>;

function reduceCall(call: Call, event: EventOfReducer, now: number): OneStep {
  const same: OneStep = { call, effects: [] };
  const active = isUp(call);
  switch (event.type) {
    case 'answer':
      return call.state === 'ringing' ? answer(call, event, now) : same;
    case 'decline':
      return call.state === 'ringing' ? endUnlessOver(call, endHere('declined-here'), now) : same;
    case 'decline-here':
      return call.state === 'ringing' ? endUnlessOver(call, endHere('declined-only-here'), now) : same;
    case 'hang-up':
      return active ? hangUp(call, now) : giveUp(call, now);
    case 'silence':
      return call.state === 'ringing' && !call.silenced ? { call: { ...call, silenced: true }, effects: [] } : same;
    case 'hold':
    case 'resume':
      return { call: wantHold(call, event.type === 'hold', now), effects: [] };
    case 'mute':
      return isEngaged(call) && call.muted !== event.muted
        ? { call: { ...call, muted: event.muted }, effects: [] }
        : same;
    case 'press-tones':
      return pressTones(call, event.tones);
    case 'media-video':
    case 'video-lost':
    case 'want-video':
    case 'preview-video':
    case 'camera':
      return reduceVideo(call, event);
    case 'tones-taken':
      return call.media.state === 'closed' || call.tones.taken === event.taken ? same : tonesTaken(call, event.taken);
    case 'tone-sent':
      return active ? toneSent(call, event) : same;
    case 'tone-heard':
      return active ? toneHeard(call, event) : same;
    case 'offer-read':
      return offerRead(call, event, now);
    case 'media-prepared':
    case 'told-early':
    case 'media-failed':
    case 'prepare-due':
    case 'media-closed':
    case 'near-offered':
      return reducePreparing(call, event, now);
    case 'media-lost':
    case 'media-uprooted':
    case 'media-overdue':
      return reduceRestoring(call, event, now);
    case 'far-silent':
      return call.state === 'connected' && isHeldByNobody(call)
        ? endUnlessOver(call, endHere('far-silent'), now)
        : same;
    case 'renegotiation-offered':
      return renegotiationOffered(call, event);
    case 'media-renegotiated':
      return mediaRenegotiated(call, event);
    case 'media-renegotiation-failed':
      return mediaRenegotiationFailed(call, event);
    case 'session':
      return sessionMoved(call, event);
    case 'microphone':
      return active ? microphoneTried(call, event.outcome, now) : same;
    case 'device-removed':
      if (!isEngaged(call) || call.removed[event.device] === event.label) return same;
      return { call: { ...call, removed: { ...call.removed, [event.device]: event.label } }, effects: [] };
    case 'accepted':
      return answerTaken(call);
    case 'accept-failed':
      return acceptFailed(call, event, now);
    case 'invitation-completed':
      return invitationCompleted(call, event, now);
    case 'invitation-deleted':
      return same;
    case 'audio-video':
      return sessionNamed(audioVideoMoved(mayGoToPhone(call, event), event, now), event.session ?? null);
    case 'conversation-over':
      return overThere(call, event.why ?? null, now);
    case 'stopped':
      return endThere(call, now);
    case 'moved':
      return moved(call, event);
    case 'caller-told':
      return callerTold(call, event.person);
    case 'person-found':
      return personFound(call, event.href, event.person);
    case 'answered-by':
      return answeredBy(call, event.name);
    case 'goes-to-phone':
    case 'back-from-phone':
    case 'gone-to-phone':
      return reducePhone(call, event, now);
    case 'rings-on':
      return call.state === 'ended' ? { call: { ...call, replacedBy: event.as, shown: false }, effects: [] } : same;
    case 'lost':
      return lost(call, event.reason, now);
    default:
      return assertNever(event, 'call event');
  }
}

function wantHold(call: Call, held: boolean, now: number): Call {
  return call.state === 'connected' ? want(call, held ? 'hold' : 'talk', now) : call;
}

/** What the call is to be heard by. */
function reducePreparing(
  call: Call,
  event: Extract<
    CallEvent,
    { type: 'media-prepared' | 'told-early' | 'media-failed' | 'prepare-due' | 'media-closed' | 'near-offered' }
  >,
  now: number,
): OneStep {
  switch (event.type) {
    case 'media-prepared':
      return toldEarly(offerAnew(mediaPrepared(call, event)), event);
    case 'told-early':
      return { call: call.early === 'decided' ? { ...call, early: 'told' } : call, effects: [] };
    case 'media-failed':
      return mediaFailed(call, event.failure, now);
    case 'prepare-due':
      return prepareDue(call);
    case 'media-closed':
      return mediaClosed(call);
    case 'near-offered':
      return nearOffered(call, event);
  }
}

/** The server lists it under other names: its invitation has nothing more to say. */
function moved(call: Call, event: Extract<CallEvent, { type: 'moved' }>): OneStep {
  if (call.state === 'ended') return { call, effects: [] };
  const { conversation, audioVideo, stop, session = null } = event;
  const out = call.out === null ? null : withFate(call.out, 'told');
  const found: Call = { ...call, out, conversation, audioVideo, stop, session: null };
  return sessionNamed({ call: found, effects: [] }, session);
}

function invitationCompleted(
  before: Call,
  event: Extract<CallEvent, { type: 'invitation-completed' }>,
  now: number,
): OneStep {
  const { unseen = null } = event;
  const call = unseen === null || before.state === 'ended' ? before : withNames(before, unseen.offered);
  if (call.out !== null) return callOutCompleted(call, event, now);
  const isOurs = call.accept !== 'unsent' || (call.state === 'ringing' && call.answerFailed);
  if (event.succeeded && isOurs) return connected(call, now);
  const plan: EndPlan = event.succeeded
    ? { reason: 'answered-elsewhere', by: event.acceptedByContact, byName: event.acceptedByName ?? null }
    : endOfInvitation(call, event);
  if (call.state === 'ended') return mendEnding(call, plan);
  return endUnlessOver(call, plan.reason === 'cancelled-there' ? { ...plan, reason: overReason(call) } : plan, now);
}

function callOutCompleted(
  call: Call,
  event: Extract<CallEvent, { type: 'invitation-completed' }>,
  now: number,
): OneStep {
  const told: Call = call.out === null ? call : withParts(call, { out: withFate(call.out, 'told') });
  if (event.succeeded) return call.out?.fate === 'left' ? endThere(told, now) : connected(told, now);
  const plan = endOfCallOut(event);
  if (call.state === 'ended') return mendEnding(told, plan);
  // Where it goes on the invitation itself says; until then the talk does.
  const goesOn = plan.reason === 'went-on-elsewhere' && call.connectedAt !== null;
  return goesOn ? { call, effects: [] } : endUnlessOver(told, plan, now);
}

function withFate(out: CallOut, fate: CallOut['fate']): CallOut {
  return out.fate === fate ? out : { ...out, fate };
}

function audioVideoMoved(
  before: Call,
  { state, stop, audioVideo, why }: Extract<CallEvent, { type: 'audio-video' }>,
  now: number,
): OneStep {
  const call = withParts(before, { audioVideo, stop: stop ?? before.stop });
  if (state === 'Connected') return modalityUp(call, now);
  if (state !== 'Disconnected' || call.state === 'ringing') return { call, effects: [] };
  return overThere(call, why ?? null, now);
}

/** It is a fact of the history too, where the call is over by then. */
function personFound(call: Call, href: string, person: Participant | null): OneStep {
  if (!unknownPeople(call.invited).includes(href)) return { call, effects: [] };
  const told: Call = { ...call, invited: withPerson(call.invited, href, person) };
  return { call: told, effects: told.state === 'ended' ? [{ type: 'record', call: told }] : [] };
}

/** The same: who called is not known by a number alone for good. */
function callerTold(call: Call, person: Participant): OneStep {
  const told = withParts(call, { party: withTold(call.party, person) });
  return { call: told, effects: told !== call && told.state === 'ended' ? [{ type: 'record', call: told }] : [] };
}

function answeredBy(call: Call, name: string): OneStep {
  if (call.ending === null || call.ending.by === name) return { call, effects: [] };
  const told: Call = { ...call, ending: { ...call.ending, by: name } };
  return { call: told, effects: [{ type: 'record', call: told }] };
}

/**
 * The server is told where it may still think that the call is up, and can be told. Voice that flows outlives a dropped signalling
 * connection.
 */
function lost(call: Call, reason: EndReason, now: number): OneStep {
  switch (reason) {
    case 'network-dropped':
      return call.state === 'connected' ? { call, effects: [] } : endUnlessOver(call, { reason }, now);
    case 'not-accepted':
    case 'no-answer-there':
    case 'signed-out':
      return endUnlessOver(call, endHere(reason), now);
    // That it is over was found, not why.
    case 'cancelled-there':
    case 'call-refused':
      return endUnlessOver(call, { reason, inferred: true }, now);
    default:
      return endUnlessOver(call, { reason }, now);
  }
}
