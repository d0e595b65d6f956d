import type { LiveConversation, Voice } from '../conversations/state.ts';
import { withTold } from '../party/told.ts';
import { assertNever } from '../result.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import { adding, addWaiting, answered, cancelAdding, escalated, isSameAdded, notEscalated } from './adding.ts';
import type { MeetingEffect } from './effect.ts';
import { endingSaid } from './end-reason.ts';
import type { HowItEnded, MeetingEvent } from './event.ts';
import {
  allowedMoves,
  isEngaged,
  isLive,
  isStillCall,
  type Meeting,
  type MeetingEnding,
  type Meetings,
  stageOf,
} from './state.ts';
import { askForVoice, ended, moved, type OneStep } from './step.ts';

export interface MeetingStep {
  readonly list: Meetings;
  readonly effects: readonly MeetingEffect[];
  readonly dropped?: string;
}

type EventOf<Type extends MeetingEvent['type']> = Extract<MeetingEvent, { readonly type: Type }>;

/** The server says more of a meeting that is joined within this, in milliseconds; whoever waits in a lobby waits. */
const longestJoinMs = 60_000;
/** A server that is away for longer has its meetings joined by hand, in milliseconds. */
const longestAwayMs = 300_000;
/** No server lets a meeting ring longer. */
const longestRingMs = 180_000;
/** What is over is kept for so many, so that an event that comes again rings nobody. */
const mostHidden = 50;
/** Total and idempotent: an event that comes again, late or unasked changes nothing. */
export function reduceMeetings(list: Meetings, event: MeetingEvent, now: number): MeetingStep {
  if (event.type === 'invited') return invited(list, event, now);
  if (event.type === 'go') return go(list, event, now);
  const before = list.find((meeting) => concerns(event, meeting));
  if (before === undefined) return { list, effects: [] };
  const step = reduceOne(before, event, now);
  if (step.meeting === before) return { list, effects: step.effects };
  if (step.meeting.state !== before.state && !allowedMoves[before.state].includes(step.meeting.state)) {
    return { list, effects: [], dropped: `${event.type}: ${before.state} to ${step.meeting.state}` };
  }
  return { list: pruned(replaced(list, step.meeting)), effects: step.effects };
}

function concerns(
  event: Exclude<MeetingEvent, EventOf<'invited' | 'go'>>,
  { id, added, invitation, asker }: Meeting,
): boolean {
  if (event.type === 'invitation-over') return invitation === event.invitation;
  if (event.type === 'asker-told') return asker === event.participant;
  if (event.type !== 'added') return id === event.id;
  return added.some((one) => isSameAdded(one, event));
}

function reduceOne(meeting: Meeting, event: Exclude<MeetingEvent, EventOf<'invited' | 'go'>>, now: number): OneStep {
  const same: OneStep = { meeting, effects: [] };
  switch (event.type) {
    case 'invitation-over':
      return meeting.state === 'ended' ? same : completed(meeting, event.end, now);
    case 'asker-told':
      return { meeting: withAsker(meeting, event.person), effects: [] };
    case 'went': {
      const invitation = event.invitation ?? meeting.invitation;
      const conversation = event.conversation ?? meeting.conversation;
      const isSame = invitation === meeting.invitation && conversation === meeting.conversation;
      return isSame ? same : { meeting: { ...meeting, invitation, conversation }, effects: [] };
    }
    case 'planned': {
      if (meeting.plan === null || meeting.state !== 'joining') return same;
      const known: Meeting = { ...meeting, plan: null, uri: event.uri };
      return { meeting: known, effects: [{ type: 'go', meeting: known }] };
    }
    case 'not-gone':
      return notGone(meeting, event, now);
    case 'application-lost':
      return applicationLost(meeting, event.operationId, now);
    case 'looked':
      return looked(meeting, event.conversation);
    case 'rejoin':
      return rejoin(meeting);
    case 'accept':
      return accept(meeting, now);
    case 'not-accepted':
      return notAccepted(meeting, event, now);
    case 'silence':
      return meeting.state === 'ringing' ? { meeting: { ...meeting, silenced: true }, effects: [] } : same;
    case 'mute':
      return isLive(meeting) ? { meeting: { ...meeting, muted: event.muted }, effects: [] } : same;
    case 'followed':
      return followed(meeting, event, now);
    case 'voiced':
      return isLive(meeting)
        ? { meeting: { ...meeting, voice: event.callId, voicing: 'no' }, effects: [] }
        : { meeting, effects: [{ type: 'hush', callId: event.callId }] };
    case 'voiceless':
      return meeting.voicing === 'no' || meeting.voicing === event.voicing
        ? same
        : { meeting: { ...meeting, voicing: event.voicing }, effects: [] };
    case 'want-voice':
      return meeting.state === 'in' && meeting.voicing !== 'asked' ? askForVoice(meeting) : same;
    case 'escalated':
      return escalated(meeting, now);
    case 'not-escalated':
      return notEscalated(meeting, event.code, now);
    case 'adding':
      return adding(meeting, event.added);
    case 'cancel-adding':
      return cancelAdding(meeting, event);
    case 'added':
      return { meeting: { ...meeting, added: answered(meeting.added, event) }, effects: [] };
    case 'done':
      return meeting.notDone === !event.done ? same : { meeting: { ...meeting, notDone: !event.done }, effects: [] };
    case 'end':
      return ended(meeting, event.ending, now, event.tell);
    case 'overdue':
      return event.since === meeting.since ? overdue(meeting, now) : same;
    case 'forget':
      return meeting.state === 'ended' && meeting.shown ? { meeting: { ...meeting, shown: false }, effects: [] } : same;
    default:
      return assertNever(event, 'meeting event');
  }
}

const untouched = {
  ...({
    enteredAt: null,
    accepted: false,
    silenced: false,
    muted: false,
    voice: null,
    voicing: 'no',
    escalation: null,
    lost: 'no',
    notDone: false,
    ending: null,
  } as const),
  ...{ added: [], shown: true },
};

/** An invitation was told: one more rings, or what is known of one is another. */
function invited(list: Meetings, { id, invited: said, end, wall }: EventOf<'invited'>, now: number): MeetingStep {
  const before = list
    .filter(
      ({ invitation, operationId }) =>
        invitation === said.invitation || (operationId !== null && operationId === said.operationId),
    )
    .at(-1);
  if (before !== undefined) return saidAgain(list, before, { said, end }, now);
  // One of the user's own that is not known was begun by another endpoint; one that is over before it was heard of is of no use.
  if (said.direction === 'outgoing' || said.accept === null || end !== null) return { list, effects: [] };
  const meeting: Meeting = {
    ...{ id, origin: 'invited', state: 'ringing', since: now, startedAt: wall, ...untouched },
    ...namesOf(said),
    operationId: null,
    plan: null,
    uri: said.uri,
  };
  return { list: [...list, meeting], effects: [expect(meeting, longestRingMs)] };
}

function namesOf({ invitation, accept: acceptHref, decline, cancel, ...said }: EventOf<'invited'>['invited']) {
  const { conversation, threadId, from, asker, subject, importance } = said;
  const about = { conversation, threadId, from, asker, subject, importance };
  return { invitation, accept: acceptHref, decline, cancel, ...about };
}

function withAsker(meeting: Meeting, person: Participant): Meeting {
  const from = withTold(meeting.from, person);
  return from === meeting.from ? meeting : { ...meeting, from };
}

function saidAgain(
  list: Meetings,
  before: Meeting,
  { said, end }: Pick<EventOf<'invited'>, 'end'> & { readonly said: EventOf<'invited'>['invited'] },
  now: number,
): MeetingStep {
  if (before.state === 'ended') return { list, effects: [] };
  const known: Meeting = {
    ...before,
    invitation: said.invitation,
    conversation: said.conversation ?? before.conversation,
    uri: said.uri ?? before.uri,
    threadId: said.threadId ?? before.threadId,
    subject: said.subject ?? before.subject,
    from: said.direction === 'incoming' ? (said.from ?? before.from) : before.from,
    asker: before.asker ?? said.asker,
    accept: said.accept ?? before.accept,
    decline: said.decline ?? before.decline,
    cancel: said.cancel ?? before.cancel,
  };
  const step = end === null ? { meeting: known, effects: [] } : completed(known, end, now);
  const isSame = (Object.keys(known) as (keyof Meeting)[]).every((name) => step.meeting[name] === before[name]);
  return isSame
    ? { list, effects: step.effects }
    : { list: pruned(replaced(list, step.meeting)), effects: step.effects };
}

/** Its success says that the user is in, which the conversation says too; taken without an answer from here it was taken elsewhere. */
function completed(meeting: Meeting, end: HowItEnded, now: number): OneStep {
  if (end.succeeded) {
    return meeting.state === 'ringing'
      ? ended(meeting, { reason: 'answered-elsewhere', code: '' }, now, false)
      : { meeting, effects: meeting.state === 'in' ? [] : [{ type: 'read', meeting }] };
  }
  if (meeting.state === 'in') return { meeting, effects: [] };
  const fallback = meeting.state === 'ringing' ? 'cancelled-there' : 'not-joined';
  return ended(meeting, endingSaid(end, fallback), now, false);
}

function go(list: Meetings, event: EventOf<'go'>, now: number): MeetingStep {
  if (list.some((meeting) => meeting.id === event.id && isLive(meeting))) return { list, effects: [] };
  const { id, origin, operationId, uri, subject, plan, conversation, voice, escalation, wall } = event;
  const meeting: Meeting = {
    ...{ id, origin, state: 'joining', since: now, startedAt: wall, ...untouched },
    ...{ operationId, uri, subject, plan, conversation, voice },
    ...{ invitation: null, accept: null, decline: null, cancel: null, threadId: null, from: null, asker: null },
    importance: 'normal',
    escalation: escalation?.callId ?? null,
  };
  const others = list.filter((other) => other.id !== id);
  if (origin === 'made') {
    const begun: readonly MeetingEffect[] = escalation === undefined ? [] : [{ type: 'escalate', meeting, escalation }];
    return { list: [...others, meeting], effects: [...begun, expect(meeting, longestJoinMs)] };
  }
  return { list: [...others, meeting], effects: [{ type: 'go', meeting }, expect(meeting, longestJoinMs)] };
}

/** A request to join it anew that did not get out is made again; it is not known otherwise why the user should not be in it. */
function notGone(meeting: Meeting, said: EventOf<'not-gone'>, now: number): OneStep {
  if (meeting.state !== 'joining') return { meeting, effects: [] };
  if (meeting.lost === 'asked' && said.code === 'NotSent')
    return { meeting: { ...meeting, lost: 'wanted' }, effects: [{ type: 'rejoin-later', id: meeting.id }] };
  return ended(meeting, endingSaid(said, 'not-joined'), now, false);
}

/** All its names are gone. The call that carries its sound may go on for a while, and the user comes in again by what people join it by. */
function applicationLost(meeting: Meeting, operationId: string, now: number): OneStep {
  const none = { conversation: null, invitation: null, accept: null, decline: null, cancel: null };
  if (!isLive(meeting)) return { meeting, effects: [] };
  const mayComeBack = isEngaged(meeting) && !isStillCall(meeting) && meeting.uri !== null;
  if (!mayComeBack) return ended({ ...meeting, ...none }, { reason: 'server-lost', code: '' }, now, false);
  const nothing = { voicing: 'no', escalation: null, lost: 'sought', added: [], notDone: false } as const;
  const gone: Meeting = { ...meeting, ...none, operationId, ...nothing };
  if (meeting.lost !== 'no' && meeting.state === 'joining') return { meeting: gone, effects: [] };
  const coming = moved(gone, 'joining', now);
  const hushed: readonly MeetingEffect[] =
    meeting.escalation === null ? [] : [{ type: 'hush', callId: meeting.escalation }];
  return { meeting: coming, effects: [...hushed, expect(coming, longestAwayMs)] };
}

function looked(meeting: Meeting, conversation: string | null): OneStep {
  if (meeting.lost !== 'sought' || meeting.state !== 'joining') return { meeting, effects: [] };
  if (conversation === null) return { meeting: { ...meeting, lost: 'wanted' }, effects: [] };
  const found: Meeting = { ...meeting, conversation };
  return { meeting: found, effects: [{ type: 'read', meeting: found }] };
}

function rejoin(meeting: Meeting): OneStep {
  if (meeting.lost !== 'wanted' || meeting.state !== 'joining') return { meeting, effects: [] };
  const asked: Meeting = { ...meeting, lost: 'asked' };
  return { meeting: asked, effects: [{ type: 'go', meeting: asked }] };
}

function accept(meeting: Meeting, now: number): OneStep {
  if (meeting.state !== 'ringing' || meeting.accept === null) return { meeting, effects: [] };
  const joining: Meeting = { ...moved(meeting, 'joining', now), accepted: true };
  return {
    meeting: joining,
    effects: [{ type: 'accept', meeting: joining, href: meeting.accept }, expect(joining, longestJoinMs)],
  };
}

function notAccepted(meeting: Meeting, { again, code }: EventOf<'not-accepted'>, now: number): OneStep {
  if (meeting.state !== 'joining' || meeting.origin !== 'invited' || meeting.lost !== 'no')
    return { meeting, effects: [] };
  return again
    ? { meeting: { ...moved(meeting, 'ringing', now), accepted: false }, effects: [] }
    : ended(meeting, endingSaid({ code, subcode: null }, 'not-joined'), now, false);
}

/** Its conversation says how far the user is, and whether there is a voice to be had. */
function followed(meeting: Meeting, { conversation, ending }: EventOf<'followed'>, now: number): OneStep {
  if (meeting.state === 'ended') return ending === null ? { meeting, effects: [] } : mended(meeting, ending);
  if (conversation === undefined) {
    const fallback = meeting.state === 'ringing' ? 'cancelled-there' : 'over';
    return ended(meeting, ending ?? { reason: fallback, code: '' }, now, false);
  }
  const stage = meeting.state === 'ringing' ? null : stageOf(conversation, meeting);
  const known: Meeting = {
    ...meeting,
    uri: conversation.meeting?.onlineMeetingUri ?? meeting.uri,
    subject: meeting.subject ?? conversation.meeting?.subject ?? conversation.about?.subject ?? null,
    threadId: meeting.threadId ?? conversation.about?.threadId ?? null,
  };
  if (stage === null || stage === meeting.state) {
    const isDue = meeting.state === 'in' && meeting.voicing === 'waiting' && conversation.voice?.addAudio != null;
    return isDue ? askForVoice(known) : { meeting: unlessSame(meeting, known), effects: [] };
  }
  if (stage === 'lobby') return { meeting: moved(known, 'lobby', now), effects: [] };
  return entered(known, conversation, now);
}

/** Why it is over may be told behind the fact. */
function mended(meeting: Meeting, ending: MeetingEnding): OneStep {
  const { reason, code } = meeting.ending ?? {};
  const isInferred = code === '' && (reason === 'over' || reason === 'cancelled-there');
  if (!isInferred || ending.code === '' || ending.reason === reason) return { meeting, effects: [] };
  const known: Meeting = { ...meeting, ending };
  return { meeting: known, effects: [{ type: 'record', meeting: known }] };
}

/**
 * The user is in: who else is, is read where it was not told, and a call carries the sound where none does. The sound of a call that became a
 * meeting goes on until the server gives the link by which it is to be had in the meeting.
 */
function entered(meeting: Meeting, { voice }: LiveConversation, now: number): OneStep {
  const inside: Meeting = { ...moved(meeting, 'in', now), enteredAt: meeting.enteredAt ?? now, lost: 'no' };
  const read: MeetingEffect = { type: 'read', meeting: inside };
  if (meeting.lost !== 'no') return back(inside, meeting, voice, read);
  if (inside.escalation !== null) return addWaiting(inside, [read]);
  if (inside.voice !== null && voice?.addAudio == null)
    return { meeting: { ...inside, voicing: 'waiting' }, effects: [read] };
  const asked = askForVoice(inside);
  return { meeting: asked.meeting, effects: [read, ...asked.effects] };
}

/** What carried the sound before goes on only where the server has the conversation still. */
function back(inside: Meeting, { lost, voice: before }: Meeting, voice: Voice | null, read: MeetingEffect): OneStep {
  if (lost !== 'asked' && voice?.addAudio == null && before !== null) return { meeting: inside, effects: [read] };
  const asked = askForVoice(inside);
  const { meeting } = asked;
  return {
    meeting,
    effects: [read, ...(before === null ? asked.effects : [{ type: 'take-over', meeting, before } as const])],
  };
}

function overdue(meeting: Meeting, now: number): OneStep {
  if (meeting.state === 'ringing') return ended(meeting, { reason: 'unanswered', code: '' }, now, false);
  if (meeting.state !== 'joining') return { meeting, effects: [] };
  if (meeting.lost !== 'no') return ended(meeting, { reason: 'server-lost', code: 'overdue' }, now, true);
  return ended(meeting, { reason: 'not-joined', code: 'overdue' }, now, true);
}

function expect({ id, since }: Meeting, withinMs: number): MeetingEffect {
  return { type: 'expect', id, since, withinMs };
}

function unlessSame(before: Meeting, after: Meeting): Meeting {
  const { uri, subject, threadId } = before;
  return after.uri === uri && after.subject === subject && after.threadId === threadId ? before : after;
}

function replaced(list: Meetings, meeting: Meeting): Meetings {
  return list.map((other) => (other.id === meeting.id ? meeting : other));
}

function pruned(list: Meetings): Meetings {
  const hidden = list.filter(({ state, shown }) => state === 'ended' && !shown);
  const old = new Set(hidden.slice(0, Math.max(hidden.length - mostHidden, 0)));
  return old.size === 0 ? list : list.filter((meeting) => !old.has(meeting));
}
