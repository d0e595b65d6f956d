import { readCallerAddress, writeAddress } from '../party/caller-address.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import { type MessagesModel, mostPast, mostThreads, type Thread, unreadOf } from './state.ts';

/** What makes two others the same: the address as it is compared; null where they hide. */
export function keyOf({ uri, phoneNumber }: Participant): string | null {
  const address = readCallerAddress(uri ?? phoneNumber ?? '');
  if (address.kind === 'hidden') return null;
  if (address.kind === 'number') return `tel:${address.number.number.replace(/[^\d+]/g, '')}@${address.host ?? ''}`;
  return writeAddress(address).toLowerCase();
}

/** The thread with somebody, which begins with `id` where there is none. Of those who hide each conversation is one. */
export function threadWith(
  model: MessagesModel,
  party: Participant,
  id: string,
): { readonly model: MessagesModel; readonly thread: Thread } {
  const key = keyOf(party) ?? `hidden ${id}`;
  const before = model.threads.find((thread) => thread.key === key);
  if (before === undefined) {
    const thread = { ...newThread, id, key, party };
    return { model: { ...model, threads: bounded([...model.threads, thread], model.looking) }, thread };
  }
  if (before.party.name !== null || party.name === null) return { model, thread: before };
  const thread = { ...before, party: { ...before.party, name: party.name } };
  return { model: withThread(model, thread), thread };
}

const newThread: Omit<Thread, 'id' | 'key' | 'party'> = {
  threadId: null,
  conversation: null,
  past: [],
  pending: null,
  ended: null,
  entries: [],
  draft: '',
};

/** Of too many the oldest goes that has nothing to read, nothing begun and nothing under way. */
function bounded(threads: readonly Thread[], looking: string | null): readonly Thread[] {
  if (threads.length <= mostThreads) return threads;
  const inUse = (thread: Thread): boolean =>
    thread.id === looking || thread.conversation !== null || thread.draft !== '' || unreadOf(thread) > 0;
  const oldest = [...threads.slice(0, -1)].sort((one, other) => lastAt(one) - lastAt(other));
  const gone = oldest.find((thread) => !inUse(thread)) ?? oldest[0];
  return threads.filter((thread) => thread !== gone);
}

/** When something was last said in it. */
export function lastAt({ entries }: Thread): number {
  return entries.at(-1)?.at ?? 0;
}

export function withThread(model: MessagesModel, thread: Thread): MessagesModel {
  return { ...model, threads: model.threads.map((each) => (each.id === thread.id ? thread : each)) };
}

/** From now on it goes on in that conversation; what comes of the one before still belongs to it. */
export function movedTo(thread: Thread, conversation: string | null): Thread {
  const { conversation: before, past } = thread;
  if (conversation === before) return thread;
  const over = before === null ? past : [before, ...past.filter((one) => one !== before)].slice(0, mostPast);
  const isBack = conversation !== null;
  return {
    ...thread,
    conversation,
    past: over.filter((one) => one !== conversation),
    ended: isBack ? null : thread.ended,
  };
}
