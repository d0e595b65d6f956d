import { type Entry, type MessageEnd, type MessagesModel, mostEntries, type Thread } from './state.ts';
import { wordsOf } from './text/pieces.ts';
import { withThread } from './threads.ts';

/** Nothing is known of it yet. */
export const newEntry: Omit<Entry, 'id' | 'direction' | 'at' | 'text'> = {
  conversation: null,
  href: null,
  operationId: null,
  opening: false,
  timed: false,
  source: '',
  by: null,
  delivery: 'received',
  failure: null,
  undelivered: [],
  declinedCall: false,
  away: false,
  read: true,
};

/** The thread with a message in its place: by time, each once, and not too many. */
export function withEntry(thread: Thread, entry: Entry): Thread {
  const double = thread.entries.find((other) => other.id !== entry.id && isDouble(thread, other, entry));
  const joined = double === undefined ? entry : merged(double, entry);
  const others = thread.entries.filter((other) => other.id !== entry.id && other !== double);
  const entries = inOrder([...others, joined]).slice(-mostEntries);
  return { ...thread, entries };
}

/** All of a model's threads with one message changed. */
export function changeEntry(
  model: MessagesModel,
  isIt: (entry: Entry) => boolean,
  change: (entry: Entry) => Entry,
): MessagesModel {
  const thread = model.threads.find(({ entries }) => entries.some(isIt));
  const entry = thread?.entries.find(isIt);
  if (thread === undefined || entry === undefined) return model;
  const changed = change(entry);
  return changed === entry ? model : withThread(model, withEntry(thread, changed));
}

/** The server names one message in two ways, or tells of the first one both as an invitation and as a message. */
function isDouble(thread: Thread, one: Entry, other: Entry): boolean {
  if (one.direction !== other.direction) return false;
  if (one.href !== null && other.href !== null) return one.href === other.href;
  // What the user sends twice is two, whatever it says.
  if (one.operationId !== null && other.operationId !== null) return one.operationId === other.operationId;
  if (one.opening === other.opening || one.conversation !== other.conversation) return false;
  const message = one.opening ? other : one;
  return message.href !== null && isFirst(thread, message) && wordsOf(one.text) === wordsOf(other.text);
}

/** Nothing was said before it from its side of the conversation. */
function isFirst({ entries }: Thread, message: Entry): boolean {
  return !entries.some(
    (other) =>
      !other.opening &&
      other.id !== message.id &&
      other.conversation === message.conversation &&
      other.direction === message.direction &&
      compare(other, message) < 0,
  );
}

/** What is known of either. The one that is shown already keeps its name here. */
function merged(shown: Entry, other: Entry): Entry {
  const timed = shown.timed ? shown : other.timed ? other : shown;
  const sent = shown.operationId === null ? other : shown;
  const ends = [shown, other].find(({ delivery }) => delivery === 'sent' || delivery === 'failed');
  return {
    ...sent,
    id: shown.id,
    href: shown.href ?? other.href,
    opening: shown.opening || other.opening,
    at: timed.at,
    timed: timed.timed,
    by: shown.by ?? other.by,
    delivery: ends?.delivery ?? sent.delivery,
    failure: ends?.failure ?? null,
    undelivered: shown.undelivered.length > 0 ? shown.undelivered : other.undelivered,
    declinedCall: shown.declinedCall || other.declinedCall,
    away: shown.away || other.away,
    read: shown.read || other.read,
  };
}

/** What opened a conversation stands before what was said in it, whatever the clocks say. */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  const firsts = new Map<string, number>();
  for (const { opening, conversation, at } of entries) {
    if (opening || conversation === null) continue;
    firsts.set(conversation, Math.min(firsts.get(conversation) ?? at, at));
  }
  const placed = entries.map((entry) => {
    const first =
      entry.opening && !entry.timed && entry.conversation !== null ? firsts.get(entry.conversation) : undefined;
    return first !== undefined && entry.at >= first ? { ...entry, at: first - 1 } : entry;
  });
  return placed.sort(compare);
}

/** At one moment by name, of which the shorter is the smaller number. */
function compare(one: Entry, other: Entry): number {
  if (one.at !== other.at) return one.at - other.at;
  const [name, otherName] = [one.href ?? '', other.href ?? ''];
  if (name.length !== otherName.length) return name.length - otherName.length;
  return name < otherName ? -1 : name > otherName ? 1 : 0;
}

/** When something is said after all that was said before. */
export function nextAt({ entries }: Thread, wall: number): number {
  return Math.max(wall, (entries.at(-1)?.at ?? 0) + 1);
}

/** The message as its delivery ended. */
export function ended(entry: Entry, end: MessageEnd): Entry {
  const { delivered, at, undelivered, code, href } = end;
  return {
    ...entry,
    href: entry.href ?? href,
    ...(at === null ? {} : { at, timed: true }),
    delivery: delivered ? 'sent' : 'failed',
    failure: delivered ? null : { why: 'not-delivered', code },
    undelivered,
  };
}
