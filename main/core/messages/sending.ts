import type { MessagesEffect } from './effect.ts';
import { changeEntry, newEntry, nextAt, withEntry } from './entries.ts';
import type { MessagesEvent, WishEvent } from './event.ts';
import { type Entry, type Failure, isOpen, type MessagesModel, modalityOf, type Thread } from './state.ts';
import { type Step, still, then } from './step.ts';
import { threadWith, withThread } from './threads.ts';

/** The user writes. */
export function written(model: MessagesModel, event: WishEvent & { readonly type: 'write' }): Step {
  const { to, text, shown, entryId, operationId, wall, declinedCall } = event;
  const found = 'party' in to ? threadWith(model, to.party, to.id) : { model, thread: threadById(model, to.threadId) };
  const { thread } = found;
  if (thread === undefined) return still(model);
  const entry: Entry = {
    ...newEntry,
    id: entryId,
    direction: 'outgoing',
    operationId,
    at: nextAt(thread, wall),
    text: shown,
    source: text,
    delivery: 'waiting',
    declinedCall,
  };
  const draft = declinedCall ? thread.draft : '';
  const next = withThread(found.model, withEntry({ ...thread, draft }, entry));
  return event.online ? underWay(next, thread.id, operationId) : failing(next, operationId, offline);
}

const offline: Failure = { why: 'offline', code: '' };

/** Something has to become of it within a bound. */
function underWay(model: MessagesModel, threadId: string, operationId: string): Step {
  const { model: next, effects } = flushed(model, threadId);
  return { model: next, effects: [...effects, { type: 'expect', operationId }] };
}

/** Once more, under another name: what is refused was not sent, and what nobody knows of is the user's to decide. */
export function triedAgain(model: MessagesModel, event: WishEvent & { readonly type: 'try-again' }): Step {
  const { threadId, entryId, operationId, wall, online } = event;
  const thread = threadById(model, threadId);
  const entry = thread?.entries.find(({ id }) => id === entryId);
  if (thread === undefined || entry?.delivery !== 'failed') return still(model);
  const again: Entry = {
    ...entry,
    operationId,
    ...{ conversation: null, href: null, opening: false, timed: false, failure: null, undelivered: [] },
    at: nextAt(thread, wall),
    delivery: 'waiting',
  };
  const next = withThread(model, withEntry(thread, again));
  return online ? underWay(next, threadId, operationId) : failing(next, operationId, offline);
}

/** Sends what waits, as far as the conversation lets it; where there is none, the first of it begins one. */
export function flushed(model: MessagesModel, threadId: string): Step {
  const thread = threadById(model, threadId);
  const waiting = thread?.entries.filter(({ delivery }) => delivery === 'waiting') ?? [];
  const [first] = waiting;
  if (thread === undefined || first === undefined) return still(model);
  const modality = modalityOf(model, thread);
  if (isOpen(modality))
    return waiting.reduce(
      (step, entry) => then(step, (now) => sending(now, threadId, entry, modality.sendMessage)),
      still(model),
    );
  if (thread.pending?.by === 'them')
    return thread.pending.state === 'accepting' ? still(model) : accepting(model, threadId);
  if (thread.pending !== null || modality?.state === 'connecting') return still(model);
  return beginning(model, thread, first);
}

function sending(model: MessagesModel, threadId: string, entry: Entry, href: string): Step {
  const { operationId, source: text } = entry;
  const thread = threadById(model, threadId);
  if (thread === undefined || operationId === null) return still(model);
  const sent: Entry = { ...entry, conversation: thread.conversation, delivery: 'sending' };
  return {
    model: withThread(model, withEntry(thread, sent)),
    effects: [{ type: 'send', href, operationId, text }],
  };
}

/** A conversation that has no messages yet, such as a call, takes them; else a new one begins. */
function beginning(model: MessagesModel, thread: Thread, entry: Entry): Step {
  const { operationId, source: text } = entry;
  if (operationId === null) return still(model);
  const addMessaging = modalityOf(model, thread)?.addMessaging ?? null;
  const { startMessaging, isKnown } = model.means;
  const to = thread.party.uri;
  const effect: MessagesEffect | null =
    addMessaging !== null
      ? { type: 'add', href: addMessaging, operationId, text }
      : startMessaging !== null && to !== null
        ? { type: 'start', href: startMessaging, to, operationId, threadId: thread.threadId, text }
        : null;
  if (effect === null && !isKnown) return still(model);
  if (effect === null) return allFailing(model, thread.id, { why: 'not-offered', code: '' });
  const sent: Entry = { ...entry, opening: true, delivery: 'sending' };
  const inviting: Thread = { ...thread, pending: { by: 'us', operationId, invitation: null, cancel: null } };
  return {
    model: withThread(model, withEntry(inviting, sent)),
    effects: [effect],
  };
}

/** Answers who wrote first. */
export function accepting(model: MessagesModel, threadId: string): Step {
  const thread = threadById(model, threadId);
  const pending = thread?.pending;
  if (thread === undefined || pending?.by !== 'them' || pending.state !== 'waiting' || pending.accept === null) {
    return still(model);
  }
  const next = withThread(model, { ...thread, pending: { ...pending, state: 'accepting' } });
  return { model: next, effects: [{ type: 'accept', invitation: pending.invitation, href: pending.accept }] };
}

/** One message was not delivered. An invitation that it began comes to nothing, and neither does what waits for it. */
export function failing(model: MessagesModel, operationId: string, failure: Failure): Step {
  const isIt = (entry: Entry): boolean => entry.operationId === operationId;
  const thread = model.threads.find(({ entries }) => entries.some(isIt));
  const next = changeEntry(model, isIt, (entry) =>
    isUnderWay(entry) ? { ...entry, delivery: 'failed', failure } : entry,
  );
  if (thread?.pending?.by !== 'us' || thread.pending.operationId !== operationId) return still(next);
  const now = threadById(next, thread.id) ?? thread;
  return allFailing(withThread(next, { ...now, pending: null }), thread.id, failure);
}

function allFailing(model: MessagesModel, threadId: string, failure: Failure): Step {
  const thread = threadById(model, threadId);
  if (thread === undefined) return still(model);
  const entries = thread.entries.map(
    (entry): Entry => (entry.delivery === 'waiting' ? { ...entry, delivery: 'failed', failure } : entry),
  );
  return still(withThread(model, { ...thread, entries }));
}

function isUnderWay({ delivery }: Entry): boolean {
  return delivery === 'waiting' || delivery === 'sending';
}

/** The server took it. */
export function sent(
  model: MessagesModel,
  { operationId, location }: MessagesEvent & { readonly type: 'sent' },
): MessagesModel {
  const end = model.ends.find(({ href }) => href === location);
  return changeEntry(
    model,
    (entry) => entry.operationId === operationId,
    (entry) => {
      if (entry.opening || location === null) return entry;
      const named = { ...entry, href: location };
      if (end === undefined || !isUnderWay(entry)) return named;
      const failure = end.delivered ? null : { why: 'not-delivered' as const, code: end.code };
      return { ...named, delivery: end.delivered ? 'sent' : 'failed', failure, undelivered: end.undelivered };
    },
  );
}

/** The conversation was over when it came: it begins another, with a name of its own, because it was not sent. */
export function astray(
  model: MessagesModel,
  { operationId, again }: MessagesEvent & { readonly type: 'send-astray' },
): Step {
  const thread = model.threads.find(({ entries }) => entries.some((entry) => entry.operationId === operationId));
  if (thread === undefined) return still(model);
  const next = changeEntry(
    model,
    (entry) => entry.operationId === operationId,
    (entry) => ({ ...entry, operationId: again, conversation: null, opening: false, delivery: 'waiting' }),
  );
  return underWay(next, thread.id, again);
}

export function threadById({ threads }: MessagesModel, id: string): Thread | undefined {
  return threads.find((thread) => thread.id === id);
}
