import type { Participant } from '../ucwa/decode/participant.ts';
import { ended, newEntry, nextAt, withEntry } from './entries.ts';
import type { Invited, MessageSeen, MessagesEvent } from './event.ts';
import { accepting, flushed } from './sending.ts';
import { type Entry, type MessagesModel, mostEnds, mostStrays, type Pending, type Thread, threadOf } from './state.ts';
import { type Step, still, then } from './step.ts';
import { movedTo, threadWith, withThread } from './threads.ts';

/** Somebody writes first, or writes first again. */
export function invited(model: MessagesModel, event: Invited): Step {
  const { id, invitation, conversation, from, threadId } = event;
  const known = model.threads.find(({ pending, entries }) => isOf(pending, entries, invitation));
  // The user may wait for a link by which it is answered.
  if (known !== undefined) {
    const step = still(withThread(model, relinked(known, event)));
    return then(step, (now) => (now.looking === known.id ? accepting(now, known.id) : flushed(now, known.id)));
  }
  const party = from ?? { name: null, uri: null, phoneNumber: null };
  const found = threadWith(model, party, id);
  const { pending } = found.thread;
  const moved = event.isOver ? found.thread : movedTo(found.thread, conversation ?? found.thread.conversation);
  const thread: Thread = {
    ...moved,
    threadId: threadId ?? moved.threadId,
    // What we wrote at the same moment goes its own way.
    pending: event.isOver ? pending : pendingOf(event),
  };
  const opened = withEntry(thread, openingOf(event, model.looking === thread.id));
  const step = still(withThread(found.model, opened));
  const adopted = conversation === null ? step : then(step, (now) => still(adopt(now, conversation, opened.id)));
  return model.looking === thread.id && !event.isOver ? then(adopted, (now) => accepting(now, opened.id)) : adopted;
}

function isOf(pending: Pending | null, entries: readonly Entry[], invitation: string): boolean {
  return pending?.invitation === invitation || entries.some(({ id }) => id === openingId(invitation));
}

/** An invitation makes one message, however often it is told of. */
function openingId(invitation: string): string {
  return `opening ${invitation}`;
}

function pendingOf({ invitation, accept, decline }: Invited): Pending {
  return { by: 'them', invitation, accept, decline, state: 'waiting' };
}

/** Told again: its links may be others by now. */
function relinked(thread: Thread, { invitation, accept, decline }: Invited): Thread {
  const { pending } = thread;
  if (pending?.by !== 'them' || pending.invitation !== invitation) return thread;
  return { ...thread, pending: { ...pending, accept: accept ?? pending.accept, decline: decline ?? pending.decline } };
}

function openingOf({ invitation, conversation, wall, text, isOver }: Invited, isLookedAt: boolean): Entry {
  return {
    ...newEntry,
    id: openingId(invitation),
    direction: 'incoming',
    conversation,
    opening: true,
    at: wall,
    text,
    away: isOver,
    read: isLookedAt,
  };
}

/** A message of either side; of ours also one that another of the user's devices sent. */
export function messageSeen(model: MessagesModel, event: MessageSeen): Step {
  const own =
    event.operationId === null ? null : entryOf(model, ({ operationId }) => operationId === event.operationId);
  const thread = own?.thread ?? threadOf(model, event.conversation);
  const isLookedAt = thread !== undefined && model.looking === thread.id;
  const entry = seen(event, own?.entry ?? null, isLookedAt);
  const quiet = stoppedTyping(model, event);
  if (thread === undefined) return still({ ...quiet, strays: [...quiet.strays, entry].slice(-mostStrays) });
  // What has no time of its own stands where it came.
  const placed = own === null && !entry.timed ? { ...entry, at: nextAt(thread, event.wall) } : entry;
  return still(withThread(quiet, withEntry(thread, withEnd(model, placed))));
}

/** Clocks may differ so much. */
const farthestAheadMs = 24 * 60 * 60_000;

function seen(event: MessageSeen, own: Entry | null, isLookedAt: boolean): Entry {
  const { id, href, conversation, direction, operationId, at, wall, text, by, status } = event;
  // What came is not of the future: it would stand behind all that follows.
  const timed = at === null || at > wall + farthestAheadMs ? {} : { at, timed: true };
  const delivery = { pending: 'sending', sent: 'sent', failed: 'failed' } as const;
  if (own !== null) {
    const failure = status === 'failed' ? { why: 'not-delivered' as const, code: '' } : null;
    const isEnd = status !== 'pending';
    return { ...own, href, conversation, ...timed, ...(isEnd && { delivery: delivery[status], failure }) };
  }
  return {
    ...newEntry,
    ...{ id, href, conversation, direction, operationId, text, by, at: wall },
    ...timed,
    delivery: direction === 'incoming' ? 'received' : status === 'failed' ? 'failed' : 'sent',
    failure: direction === 'outgoing' && status === 'failed' ? { why: 'not-delivered', code: '' } : null,
    read: direction === 'outgoing' || isLookedAt,
  };
}

/** Its end may have come before it. */
function withEnd({ ends }: MessagesModel, entry: Entry): Entry {
  const end = ends.find(({ href }) => href === entry.href);
  return end === undefined || entry.direction === 'incoming' ? entry : ended(entry, end);
}

/** Who has written does not type any more. */
function stoppedTyping(model: MessagesModel, { conversation, by }: MessageSeen): MessagesModel {
  if (by === null || !model.modalities.some(({ typing }) => typing.includes(by.href))) return model;
  const modalities = model.modalities.map((one) =>
    one.conversation === conversation ? { ...one, typing: one.typing.filter((href) => href !== by.href) } : one,
  );
  return { ...model, modalities };
}

/** What became of a message that was sent. */
export function messageOver(model: MessagesModel, event: MessagesEvent & { readonly type: 'message-over' }): Step {
  const { type: _, ...end } = event;
  const isIt = ({ href, operationId }: Entry): boolean =>
    href === end.href || (operationId !== null && operationId === end.operationId);
  const own = entryOf(model, isIt);
  if (own === null) return still({ ...model, ends: [...model.ends, end].slice(-mostEnds) });
  if (own.entry.direction === 'incoming') return still(model);
  return still(withThread(model, withEntry(own.thread, ended(own.entry, end))));
}

export function entryOf(
  { threads }: MessagesModel,
  isIt: (entry: Entry) => boolean,
): { readonly thread: Thread; readonly entry: Entry } | null {
  for (const thread of threads) {
    const entry = thread.entries.find(isIt);
    if (entry !== undefined) return { thread, entry };
  }
  return null;
}

/** What was said in the conversation belongs to the thread. */
export function adopt(model: MessagesModel, conversation: string, threadId: string): MessagesModel {
  const mine = model.strays.filter((entry) => entry.conversation === conversation);
  const thread = model.threads.find(({ id }) => id === threadId);
  if (mine.length === 0 || thread === undefined) return model;
  const all = mine.reduce(
    (now, entry) => withEntry(now, { ...withEnd(model, entry), read: entry.read || model.looking === threadId }),
    thread,
  );
  const strays = model.strays.filter((entry) => entry.conversation !== conversation);
  return withThread({ ...model, strays }, all);
}

/** A conversation with one other is part of the thread with them, once something is said in it. */
export function participantsKnown(
  model: MessagesModel,
  conversation: string,
  others: readonly Participant[],
  id: string,
): Step {
  const isWaitedFor = model.strays.some((entry) => entry.conversation === conversation);
  const [other] = others;
  if (!isWaitedFor || threadOf(model, conversation) !== undefined || other === undefined) return still(model);
  const found = threadWith(model, other, id);
  const moved = movedTo(found.thread, conversation);
  const step = still(adopt(withThread(found.model, moved), conversation, moved.id));
  return then(step, (now) => flushed(now, moved.id));
}
