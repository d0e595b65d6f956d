import type { MeetingEffect } from './effect.ts';
import type { MeetingEvent } from './event.ts';
import { type Added, isLive, type Meeting } from './state.ts';
import { askForVoice, ended, moved, type OneStep } from './step.ts';

type EventOf<Type extends MeetingEvent['type']> = Extract<MeetingEvent, { readonly type: Type }>;

/** Somebody whom nobody answers for is shown; as many are added at a time. */
const mostAdded = 20;

/** The voice is in the conference, and the user with it; the word that the conversation is a meeting may come later. */
export function escalated(meeting: Meeting, now: number): OneStep {
  if (meeting.escalation === null || !isLive(meeting)) return { meeting, effects: [] };
  const inside: Meeting = {
    ...(meeting.state === 'in' ? meeting : moved(meeting, 'in', now)),
    ...({ voice: meeting.escalation, escalation: null, voicing: 'no' } as const),
    enteredAt: meeting.enteredAt ?? now,
  };
  return addWaiting(inside, [{ type: 'read', meeting: inside }]);
}

/** Whoever was to be added is added as on a server that does all by itself; without anybody it stays the call that it is. */
export function notEscalated(meeting: Meeting, code: string, now: number): OneStep {
  if (meeting.escalation === null || !isLive(meeting)) return { meeting, effects: [] };
  const alone: Meeting = { ...meeting, escalation: null };
  if (meeting.state === 'in') return askForVoice(alone);
  const isWanted = meeting.added.some(({ state }) => state === 'waiting');
  return isWanted ? addWaiting(alone, []) : ended(alone, { reason: 'escalation-failed', code }, now, false);
}

/** Who waits for the meeting is asked to it. */
export function addWaiting(meeting: Meeting, before: readonly MeetingEffect[]): OneStep {
  const waiting = meeting.added.filter(({ state }) => state === 'waiting');
  const added = meeting.added.map((one): Added => (one.state === 'waiting' ? { ...one, state: 'asked' } : one));
  const asking: Meeting = { ...meeting, added };
  const effects = waiting.map(({ id, to }) => ({ type: 'add', meeting: asking, operationId: id, to }) as const);
  return { meeting: asking, effects: [...before, ...effects] };
}

/** Somebody is to be in it: once it is a meeting, where that takes a call into the conference. */
export function adding(meeting: Meeting, added: Added): OneStep {
  if (!isLive(meeting) || meeting.added.length >= mostAdded) return { meeting, effects: [] };
  const others = meeting.added.filter(({ to, state }) => to !== added.to || state !== 'failed');
  if (meeting.escalation !== null && meeting.state === 'joining') {
    return { meeting: { ...meeting, added: [...others, { ...added, state: 'waiting' }] }, effects: [] };
  }
  const asked: Meeting = { ...meeting, added: [...others, added] };
  return { meeting: asked, effects: [{ type: 'add', meeting: asked, operationId: added.id, to: added.to }] };
}

/** The user takes somebody back, or the server does not take that. */
export function cancelAdding(meeting: Meeting, { addedId, isCancelling }: EventOf<'cancel-adding'>): OneStep {
  const waits = meeting.added.find(({ id, state }) => id === addedId && state === 'waiting');
  if (waits !== undefined)
    return { meeting: { ...meeting, added: meeting.added.filter((one) => one !== waits) }, effects: [] };
  const from = isCancelling ? 'asked' : 'cancelling';
  const one = meeting.added.find(({ id, state }) => id === addedId && state === from);
  if (one === undefined || one.cancel === null) return { meeting, effects: [] };
  const state = isCancelling ? 'cancelling' : 'asked';
  const added = meeting.added.map((each) => (each === one ? ({ ...each, state } as const) : each));
  const known: Meeting = { ...meeting, added, notDone: !isCancelling };
  if (!isCancelling) return { meeting: known, effects: [] };
  return { meeting: known, effects: [{ type: 'cancel-adding', meeting: known, addedId, href: one.cancel }] };
}

/** Whoever is in the roster is not shown as somebody who is asked. */
export function answered(list: readonly Added[], event: EventOf<'added'>): readonly Added[] {
  const { invitation, cancel, end } = event;
  if (end?.succeeded === true) return list.filter((one) => !isSameAdded(one, event));
  return list.flatMap((one) => {
    if (!isSameAdded(one, event)) return one;
    // Who was taken back is not there, and nobody has to be told.
    if (end !== null && one.state === 'cancelling') return [];
    const known: Added = { ...one, invitation: invitation ?? one.invitation, cancel: cancel ?? one.cancel };
    return end === null ? known : { ...known, state: 'failed', why: end.subcode ?? (end.code || end.state) };
  });
}

/** By our name of them, or by the server's. */
export function isSameAdded(one: Added, { operationId, invitation }: EventOf<'added'>): boolean {
  return one.id === operationId || (invitation !== null && one.invitation === invitation);
}
