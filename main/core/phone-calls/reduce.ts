import { endReasons } from '../calls/end-reasons.ts';
import { isAnswered, isFinal } from '../calls/invitation-states.ts';
import { nothingInvited, unknownPeople, updatedInvited, withPerson } from '../calls/invited/invited.ts';
import { withTold } from '../party/told.ts';
import { assertNever } from '../result.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import type { PhoneCallEffect } from './effect.ts';
import { endCall, endOfInvitation, type OneStep, overPlan } from './ends.ts';
import type { Begun, Invited, PhoneCallEvent } from './event.ts';
import {
  allowedMoves,
  isLive,
  isPending,
  mayBeginAnew,
  noPhoneLinks,
  type PhoneCall,
  type PhoneCalls,
} from './state.ts';
import { hangUp, linksCame, notTurned, turn } from './turns.ts';

export interface PhoneCallStep {
  readonly calls: PhoneCalls;
  readonly effects: readonly PhoneCallEffect[];
  /** An event that did not fit; for the log. */
  readonly dropped?: string;
  /** It is about no call that is known here. */
  readonly unseen?: true;
}

/** From the request until somebody has picked up the user's telephone, or longer than any server lets it ring; in milliseconds. */
const longestPendingMs = 120_000;
/** Calls that are over are kept so that an event that comes again begins nothing. */
const mostEnded = 50;

/** Total and idempotent: an event that comes twice, late or unasked changes nothing. `now` is the monotonic clock. */
export function reducePhoneCalls(calls: PhoneCalls, event: PhoneCallEvent, now: number): PhoneCallStep {
  if (event.type === 'begun') return begin(calls, event.begun, now);
  const call = callOf(calls, event);
  if (call === undefined || isBack(call, event)) return unknown(calls, event, now);
  const step = reduceCall(call, event, now);
  if (step.call === call) return { calls, effects: step.effects };
  if (step.call.state !== call.state && !allowedMoves[call.state].includes(step.call.state)) {
    return { calls, effects: [], dropped: `${event.type}: ${call.state} to ${step.call.state}` };
  }
  const { call: moved, effects } = takeOver(call, step);
  return { calls: pruned(calls.map((other) => (other === call ? moved : other))), effects };
}

type EventOfOne = Exclude<PhoneCallEvent, { type: 'begun' }>;

/** What is said of a conversation is about the newest call there. */
function callOf(calls: PhoneCalls, event: EventOfOne): PhoneCall | undefined {
  const named = calls.filter((call) => concerns(event, call)).at(-1);
  return named ?? calls.filter((call) => mayConcern(event, call)).at(-1);
}

function concerns(event: EventOfOne, call: PhoneCall): boolean {
  switch (event.type) {
    case 'invited':
      return isAbout(event.invited, call);
    case 'invitation-over':
      return call.invitation === event.invitation || (event.invited !== null && isAbout(event.invited, call));
    case 'phone-audio':
      return call.phoneAudio === event.phoneAudio;
    case 'conversation-over':
      return call.conversation === event.conversation;
    case 'caller-told':
      return call.caller === event.participant;
    default:
      return call.id === event.callId;
  }
}

function isAbout({ invitation, operationId }: Invited, call: PhoneCall): boolean {
  return call.invitation === invitation || isAskedFor(call, operationId);
}

function isAskedFor({ operationId }: PhoneCall, id: string | null): boolean {
  return id !== null && operationId === id;
}

/** By the conversation, where the call has no name of its own yet. */
function mayConcern(event: EventOfOne, call: PhoneCall): boolean {
  if (!isLive(call) || call.conversation === null || isFromBefore(event, call)) return false;
  if (event.type === 'phone-audio') return call.phoneAudio === null && call.conversation === event.conversation;
  if (event.type !== 'invited' && event.type !== 'invitation-over') return false;
  const { invited } = event;
  if (invited === null || call.invitation !== null) return false;
  return [invited.conversation, ...invited.related].includes(call.conversation);
}

/**
 * Until somebody has picked up, a telephone that is down there can be as it was before the call: it was come upon, or it may be added, or a
 * call that was asked for has not been told which one is its own. How such a call ends its invitation says.
 */
function isFromBefore(event: EventOfOne, call: PhoneCall): boolean {
  if (event.type !== 'phone-audio' || event.state !== 'Disconnected' || !isPending(call)) return false;
  if (call.phoneAudio === null && (call.operationId !== null || event.addable === true)) return true;
  return event.found === true;
}

function begin(calls: PhoneCalls, begun: Begun, now: number): PhoneCallStep {
  if (calls.some(({ id }) => id === begun.id)) return { calls, effects: [] };
  const { decline, ...known } = begun;
  const call: PhoneCall = { ...fresh(now), ...known, links: { ...noPhoneLinks, decline }, state: 'own-phone' };
  return { calls: [...calls, call], effects: [{ type: 'ask', call }, expectPickUp(call)] };
}

/** An invitation that begins a call, and one that is over before anything was heard of it; the rest is about none. */
function unknown(calls: PhoneCalls, event: EventOfOne, now: number): PhoneCallStep {
  if (event.type !== 'invited' && event.type !== 'invitation-over') return { calls, effects: [], unseen: true };
  const { invited, callId, wall } = event;
  if (invited === null || invited.direction !== 'incoming') return { calls, effects: [], unseen: true };
  const of = event.type === 'invited' ? event.of : null;
  const before = calls.find((each) => isLostRing(each) && isSameRing(each, invited));
  const call: PhoneCall = { ...rung(callId, invited, now), of, startedAt: before?.startedAt ?? wall };
  const others = before === undefined ? calls : calls.filter((each) => each !== before);
  const withdrawn = before === undefined ? [] : [{ type: 'withdraw', callId: before.id } as const];
  if (event.type === 'invitation-over') {
    // Of one that is over already there is nothing to see.
    const step = reduceCall({ ...call, shown: event.succeeded }, event, now);
    return { calls: pruned([...others, step.call]), effects: [...withdrawn, ...step.effects] };
  }
  if (isAnswered(invited.state)) return { calls: [...others, connected(call, now)], effects: withdrawn };
  if (isFinal(invited.state)) return { calls, effects: [], unseen: true };
  return { calls: [...others, call], effects: [...withdrawn, ...findPeople(call), expectPickUp(call)] };
}

/** The link to the server broke, and a ring that was given up for that rings on there. */
function isBack(call: PhoneCall, event: EventOfOne): boolean {
  if (event.type === 'invited')
    return isLostRing(call) && (!isFinal(event.invited.state) || isAnswered(event.invited.state));
  return event.type === 'invitation-over' && event.succeeded && isLostRing(call);
}

function isLostRing({ origin, state, ending, connectedAt }: PhoneCall): boolean {
  const isLost = state === 'ended' && ending !== null && endReasons[ending.reason].mayComeAgain === true;
  return isLost && origin === 'rung' && connectedAt === null;
}

function isSameRing(call: PhoneCall, { invitation, threadId }: Invited): boolean {
  return call.invitation === invitation || (threadId !== null && call.threadId === threadId);
}

function rung(id: string, invited: Invited, now: number): PhoneCall {
  const { invitation, conversation, phoneAudio, threadId, ownNumber, from, subject, importance } = invited;
  const { decline, cancel, about, caller } = invited;
  return {
    ...fresh(now),
    id,
    invitation,
    conversation,
    phoneAudio,
    threadId,
    ownNumber,
    party: from,
    caller,
    about,
    subject,
    importance,
    links: { ...noPhoneLinks, decline, cancel },
  };
}

function fresh(now: number): PhoneCall {
  return {
    id: '',
    origin: 'rung',
    direction: 'incoming',
    of: null,
    operationId: null,
    invitation: null,
    conversation: null,
    phoneAudio: null,
    threadId: null,
    links: noPhoneLinks,
    addedBy: null,
    ownNumber: null,
    party: null,
    caller: null,
    dialled: null,
    delegator: null,
    about: nothingInvited,
    answeredBy: null,
    forwarded: false,
    teamRing: false,
    subject: null,
    importance: 'normal',
    state: 'ringing',
    since: now,
    startedAt: 0,
    connectedAt: null,
    heldSince: null,
    turning: null,
    notTurned: null,
    ending: null,
    shown: true,
  };
}

/** The card comes first, and why it rings follows. */
function findPeople({ id: callId, about }: PhoneCall): readonly PhoneCallEffect[] {
  const hrefs = unknownPeople(about);
  return hrefs.length === 0 ? [] : [{ type: 'find-people', callId, hrefs }];
}

function expectPickUp(call: PhoneCall): PhoneCallEffect {
  const otherwise =
    call.state === 'own-phone' ? 'phone-not-answered' : call.state === 'far-side' ? 'no-answer-there' : 'no-answer';
  return { type: 'expect-move', call, withinMs: longestPendingMs, otherwise };
}

function pruned(calls: PhoneCalls): PhoneCalls {
  const over = calls.filter(({ state, shown }) => state === 'ended' && !shown);
  const old = new Set(over.slice(0, Math.max(over.length - mostEnded, 0)));
  return old.size === 0 ? calls : calls.filter((call) => !old.has(call));
}

/** From the moment on in which somebody talks on the telephone, the call of this computer is that one. */
function takeOver(before: PhoneCall, step: OneStep): OneStep {
  const { call, effects } = step;
  if (call.of === null || call.state !== 'connected' || before.state === 'connected') return step;
  return { call: { ...call, of: null }, effects: [...effects, { type: 'taken-over', call: before, of: call.of }] };
}

function reduceCall(call: PhoneCall, event: EventOfOne, now: number): OneStep {
  const same: OneStep = { call, effects: [] };
  switch (event.type) {
    case 'invited':
      return invited(call, event.invited, now);
    case 'invitation-over':
      return invitationOver(call, event, now);
    case 'phone-audio':
      return phoneAudio(call, event, now);
    case 'conversation-over':
      return endCall(call, overPlan(call, event.why ?? null), now);
    case 'asked':
      return asked(call, event.invitation);
    case 'astray':
      return astray(call);
    case 'decline':
      return call.state === 'ringing' ? endCall(call, { reason: 'declined-here', tell: true }, now) : same;
    case 'hang-up':
      return hangUp(call, now);
    case 'hold':
    case 'resume':
      return turn(call, event.type);
    case 'not-turned':
      return notTurned(call);
    case 'stopped':
      return call.state === 'ending' ? endCall(call, { reason: 'hung-up-here' }, now) : same;
    case 'caller-told':
      return callerTold(call, event.person);
    case 'person-found': {
      const about = withPerson(call.about, event.href, event.person);
      return { call: { ...call, about }, effects: [] };
    }
    case 'answered-by':
      return answeredBy(call, event.name);
    case 'renamed':
      return renamed(call, event);
    case 'alone':
      return call.of === null || call.state === 'ended' ? same : { call: { ...call, of: null }, effects: [] };
    case 'lost':
      return endCall(call, event, now);
    case 'forget':
      return call.state === 'ended' && call.shown ? { call: { ...call, shown: false }, effects: [] } : same;
    default:
      return assertNever(event, 'call event');
  }
}

/** What an invitation says that is known; it may come late, and after its end. */
function invited(call: PhoneCall, given: Invited, now: number): OneStep {
  if (call.state === 'ended') return stillThere(call, given);
  const named = withNames(call, given);
  if (isAnswered(given.state)) return { call: connected(named, now), effects: [] };
  if (isFinal(given.state)) return endCall(named, endOfInvitation(named, '', null, given.state), now);
  const next = rungThere(named, given, now);
  const goesOn = next.state === 'far-side' && call.state !== 'far-side';
  return { call: next, effects: goesOn ? [expectPickUp(next)] : [] };
}

/** The server says what it calls it. One that was given up before that is cancelled by that name; its events may tell of it in other words. */
function asked(call: PhoneCall, invitation: string | null): OneStep {
  if (call.invitation !== null || invitation === null) return { call, effects: [] };
  const named: PhoneCall = { ...call, invitation };
  return call.state === 'ended' ? { call, effects: [{ type: 'cancel', call: named }] } : { call: named, effects: [] };
}

/** It begins a conversation of its own then. */
function astray(call: PhoneCall): OneStep {
  if (!isPending(call) || !mayBeginAnew(call)) return { call, effects: [] };
  const anew: PhoneCall = { ...call, addedBy: null, conversation: null, threadId: null };
  return { call: anew, effects: [{ type: 'ask', call: anew }] };
}

/** It was asked for here, and given up before the server had said anything of it. */
function stillThere(call: PhoneCall, given: Invited): OneStep {
  const isOurs = given.direction === 'outgoing' && isAskedFor(call, given.operationId) && call.invitation === null;
  if (!isOurs || isFinal(given.state)) return { call, effects: [] };
  const named = withNames(call, given);
  return { call: named, effects: [{ type: 'cancel', call: named }] };
}

function withNames(call: PhoneCall, given: Invited): PhoneCall {
  const { invitation, conversation, phoneAudio, threadId, decline, cancel, ownNumber, acceptedBy } = given;
  const party = call.party ?? given.from;
  const next: PhoneCall = {
    ...call,
    invitation,
    conversation: conversation ?? call.conversation,
    phoneAudio: phoneAudio ?? call.phoneAudio,
    threadId: threadId ?? call.threadId,
    ownNumber: ownNumber ?? call.ownNumber,
    answeredBy: acceptedBy ?? call.answeredBy,
    party,
    about: updatedInvited(call.about, given.about),
    links: { ...call.links, decline: decline ?? call.links.decline, cancel },
  };
  return isSame(call, next) ? call : next;
}

function isSame(one: PhoneCall, other: PhoneCall): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** An invitation of ours is sent on to the other side once the user has picked up (UCWA reference: phoneAudioInvitation). */
function rungThere(call: PhoneCall, { state }: Invited, now: number): PhoneCall {
  const rings = state === 'Alerting' || state === 'Forwarded' || state === 'TeamRing';
  if (!rings || call.origin !== 'placed' || !isPending(call)) return call;
  const [forwarded, teamRing] = [state === 'Forwarded', state === 'TeamRing'];
  if (call.state === 'far-side' && call.forwarded === forwarded && call.teamRing === teamRing) return call;
  const since = call.state === 'far-side' ? call.since : now;
  return { ...call, state: 'far-side', since, forwarded, teamRing };
}

function invitationOver(
  call: PhoneCall,
  event: PhoneCallEvent & { readonly type: 'invitation-over' },
  now: number,
): OneStep {
  const { code, subcode, acceptedByContact } = event;
  if (call.state === 'ended') return event.succeeded ? pickedUpBefore(call) : { call, effects: [] };
  const named = event.invited === null ? call : withNames(call, event.invited);
  if (event.succeeded) return { call: connected(named, now), effects: [] };
  const plan = endOfInvitation(named, code, subcode, event.invited?.state ?? null);
  if (acceptedByContact === null) return endCall(named, plan, now);
  return endCall(named, { ...plan, reason: 'answered-elsewhere', by: acceptedByContact }, now);
}

/** The end of the talk was heard before its beginning: it was not missed. How long it was, nobody here knows. */
function pickedUpBefore(call: PhoneCall): OneStep {
  if (call.origin !== 'rung' || call.ending?.reason !== 'cancelled-there' || call.connectedAt !== null)
    return { call, effects: [] };
  const told: PhoneCall = { ...call, connectedAt: call.since, ending: { ...call.ending, reason: 'hung-up-there' } };
  return { call: told, effects: [{ type: 'correct', call: told }] };
}

function phoneAudio(call: PhoneCall, event: PhoneCallEvent & { readonly type: 'phone-audio' }, now: number): OneStep {
  if (call.state === 'ended' || isFromBefore(event, call)) return { call, effects: [] };
  const named = call.phoneAudio === event.phoneAudio ? call : { ...call, phoneAudio: event.phoneAudio };
  const linked = linksCame(named, event.links, now);
  if (event.state === 'Connected') return { call: connected(linked, now), effects: [] };
  if (event.state !== 'Disconnected') return { call: linked, effects: [] };
  return endCall(linked, overPlan(linked, event.why ?? null), now);
}

/** A call that was talked on here goes on: its time is not counted anew. */
function connected(call: PhoneCall, now: number): PhoneCall {
  if (!isPending(call)) return call;
  return { ...call, state: 'connected', since: now, connectedAt: call.connectedAt ?? now };
}

/** What it could be asked for by before means nothing any more. */
function renamed(
  call: PhoneCall,
  { conversation, phoneAudio }: PhoneCallEvent & { readonly type: 'renamed' },
): OneStep {
  if (call.state === 'ended') return { call, effects: [] };
  return { call: { ...call, conversation, phoneAudio, links: noPhoneLinks }, effects: [] };
}

function callerTold(call: PhoneCall, person: Participant): OneStep {
  const party = withTold(call.party, person);
  if (party === call.party) return { call, effects: [] };
  const told: PhoneCall = { ...call, party };
  return { call: told, effects: told.state === 'ended' ? [{ type: 'record', call: told }] : [] };
}

function answeredBy(call: PhoneCall, name: string): OneStep {
  if (call.ending === null || call.ending.by === name) return { call, effects: [] };
  const told: PhoneCall = { ...call, ending: { ...call.ending, by: name } };
  return { call: told, effects: [{ type: 'record', call: told }] };
}
