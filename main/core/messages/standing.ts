import { withEntry } from './entries.ts';
import type { MessagesEvent } from './event.ts';
import { accepting, flushed, threadById } from './sending.ts';
import {
  type Entry,
  type Failure,
  type MessagesModel,
  type Modality,
  mostModalities,
  type Thread,
  threadOf,
} from './state.ts';
import { type Step, still, then } from './step.ts';
import { movedTo, withThread } from './threads.ts';

/** Where conversations stand: open, over, before the user. */

type Of<Type extends MessagesEvent['type']> = MessagesEvent & { readonly type: Type };

/** The messages of a conversation can, or cannot, be written. */
export function modalityChanged(model: MessagesModel, { modality }: Of<'messaging'>): Step {
  const before = model.modalities.find((one) => one.conversation === modality.conversation);
  const typing = modality.state === 'connected' ? (before?.typing ?? []) : [];
  const all = [...model.modalities.filter((one) => one !== before), { ...modality, typing }].slice(-mostModalities);
  const next = { ...model, modalities: all };
  const thread = threadOf(next, modality.conversation);
  if (thread === undefined) return still(next);
  if (modality.state === 'connected') {
    return flushed(
      withThread(next, { ...movedTo(thread, modality.conversation), pending: pendingAfter(thread) }),
      thread.id,
    );
  }
  const isEnd = modality.state === 'disconnected' && before?.state === 'connected';
  return isEnd ? stopped(next, thread, modality) : still(next);
}

/** Whoever took it, an invitation of theirs is over once messages go both ways. Ours ends by its own event, which tells of its message. */
function pendingAfter({ pending }: Thread): Thread['pending'] {
  return pending?.by === 'them' ? null : pending;
}

/** Messages ended, and the conversation may go on: what is written next begins anew. */
function stopped(model: MessagesModel, thread: Thread, { conversation, addMessaging }: Omit<Modality, 'typing'>): Step {
  if (thread.conversation !== conversation) return still(model);
  const left: Thread = { ...(addMessaging === null ? movedTo(thread, null) : thread), ended: thread.ended ?? 'there' };
  return still(withThread(model, left));
}

/** Somebody begins to type, or stops. */
export function typingChanged(model: MessagesModel, { container, participant, is }: Of<'typing'>): Step {
  const modality = model.modalities.find(({ typingParticipants }) => typingParticipants === container);
  if (modality === undefined || modality.typing.includes(participant) === is) return still(model);
  const typing = is
    ? [...modality.typing, participant].slice(-20)
    : modality.typing.filter((one) => one !== participant);
  const modalities = model.modalities.map((one) => (one === modality ? { ...one, typing } : one));
  return still({ ...model, modalities });
}

/** That somebody stopped typing may be among what was missed. */
export function eventsMissed(model: MessagesModel): Step {
  if (!model.modalities.some(({ typing }) => typing.length > 0)) return still(model);
  return still({ ...model, modalities: model.modalities.map((one) => ({ ...one, typing: [] })) });
}

/** A conversation is over for the server. */
export function conversationOver(model: MessagesModel, conversation: string): Step {
  const modalities = model.modalities.filter((one) => one.conversation !== conversation);
  const strays = model.strays.filter((entry) => entry.conversation !== conversation);
  const next = {
    ...model,
    modalities: modalities.length === model.modalities.length ? model.modalities : modalities,
    strays: strays.length === model.strays.length ? model.strays : strays,
  };
  const thread = next.threads.find((one) => one.conversation === conversation);
  if (thread === undefined) return still(next);
  const { pending } = thread;
  const wasOpen = model.modalities.some((one) => one.conversation === conversation && one.state === 'connected');
  const over: Thread = { ...movedTo(thread, null), ended: thread.ended ?? (wasOpen ? 'there' : null) };
  // An invitation that is still told of ends by its own event.
  return still(withThread(next, { ...over, pending }));
}

/** The answer to who wrote first did not arrive in time. */
export function acceptFailed(model: MessagesModel, { invitation }: Of<'accept-failed'>): Step {
  const thread = model.threads.find(({ pending }) => pending?.by === 'them' && pending.invitation === invitation);
  if (thread === undefined) return still(model);
  return flushed(withThread(model, { ...movedTo(thread, null), pending: null }), thread.id);
}

/**
 * Everything on the server is gone: what was under way has come to nothing that is known of. What still waited was not sent, and goes out from the
 * next application, but behind a first one that nobody knows of.
 */
export function applicationLost(model: MessagesModel): Step {
  const threads = model.threads.map((thread): Thread => {
    const told = thread.entries.reduce((now, entry) => {
      const failure = lostWith(entry, thread);
      return failure === null ? now : withEntry(now, { ...entry, delivery: 'failed', failure });
    }, thread);
    const { conversation, pending } = told;
    return conversation === null && pending === null ? told : { ...movedTo(told, null), pending: null };
  });
  const means = { ...model.means, startMessaging: null, isKnown: false };
  return still({ ...model, threads, means, modalities: [], strays: [], ends: [] });
}

function lostWith({ delivery }: Entry, { pending }: Thread): Failure | null {
  if (delivery === 'sending') return { why: 'unknown', code: '' };
  return delivery === 'waiting' && pending?.by === 'us' ? { why: 'offline', code: '' } : null;
}

/** The user turns to a thread: what is in it is read, and who wrote first is answered. */
export function lookedAt(model: MessagesModel, threadId: string | null): Step {
  const thread = threadId === null ? undefined : threadById(model, threadId);
  const next = { ...model, looking: thread?.id ?? null };
  if (thread === undefined) return still(model.looking === null ? model : next);
  const isRead = thread.entries.every(({ read }) => read);
  const read = isRead
    ? thread
    : { ...thread, entries: thread.entries.map((entry) => (entry.read ? entry : { ...entry, read: true })) };
  return then(still(withThread(next, read)), (now) => accepting(now, thread.id));
}
