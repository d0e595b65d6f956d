import type { Participant } from '../ucwa/decode/participant.ts';
import { changeEntry, withEntry } from './entries.ts';
import type { MessagesEvent } from './event.ts';
import { adopt } from './incoming.ts';
import { accepting, failing, flushed, threadById } from './sending.ts';
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
import { keyOf, movedTo, withThread } from './threads.ts';

/** Where conversations stand: invited, open, over. */

type Of<Type extends MessagesEvent['type']> = MessagesEvent & { readonly type: Type };

/** The server tells of an invitation of ours. */
export function inviting(model: MessagesModel, event: Of<'inviting'>): Step {
  const { operationId, invitation, conversation, threadId, cancel } = event;
  const thread = ours(model, operationId, invitation);
  if (thread?.pending?.by !== 'us') return still(model);
  const pending = { ...thread.pending, invitation, cancel };
  const moved = {
    ...movedTo(thread, conversation ?? thread.conversation),
    threadId: threadId ?? thread.threadId,
    pending,
  };
  const next = withThread(model, moved);
  if (conversation === null) return still(next);
  const placed = changeEntry(next, isOperation(operationId), (entry) => ({ ...entry, conversation }));
  return still(adopt(placed, conversation, thread.id));
}

function ours({ threads }: MessagesModel, operationId: string | null, invitation: string): Thread | undefined {
  return threads.find(
    ({ pending }) =>
      pending?.by === 'us' &&
      (pending.invitation === invitation || (operationId !== null && pending.operationId === operationId)),
  );
}

function isOperation(operationId: string): (entry: Entry) => boolean {
  return (entry) => entry.operationId === operationId;
}

/** An invitation is decided. */
export function invitationOver(model: MessagesModel, event: Of<'invitation-over'>): Step {
  const mine = ours(model, event.operationId, event.invitation);
  if (mine?.pending?.by === 'us') return oursOver(model, mine, mine.pending.operationId, event);
  const theirs = model.threads.find(({ pending }) => pending?.by === 'them' && pending.invitation === event.invitation);
  return theirs === undefined ? still(model) : theirsOver(model, theirs, event);
}

function oursOver(model: MessagesModel, thread: Thread, operationId: string, event: Of<'invitation-over'>): Step {
  const { taken, conversation, code, subcode } = event;
  if (!taken) {
    const left = withThread(model, { ...movedTo(thread, null), pending: thread.pending });
    return failing(left, operationId, { why: whyOf(subcode), code: [code, subcode].filter(Boolean).join('/') });
  }
  const named = namedBy(thread, event.by);
  const next = withThread(model, { ...movedTo(named, conversation ?? thread.conversation), pending: null });
  const told = changeEntry(next, isOperation(operationId), (entry) => ({
    ...entry,
    conversation: conversation ?? entry.conversation,
    delivery: 'sent',
    failure: null,
  }));
  const adopted = conversation === null ? told : adopt(told, conversation, thread.id);
  return flushed(adopted, thread.id);
}

/** Who was written to by their address alone has a name once they answer. */
function namedBy(thread: Thread, by: Participant | undefined): Thread {
  if (by === undefined || by.name === null || thread.party.name !== null || keyOf(by) !== thread.key) return thread;
  return { ...thread, party: { ...thread.party, name: by.name } };
}

/** Why an invitation came to nothing, by the subcode of its end (UCWA reference: ErrorSubcode; an open list). */
function whyOf(subcode: string | null): Failure['why'] {
  switch (subcode) {
    case 'Declined':
    case 'DoNotDisturb':
    case 'Busy':
      return 'declined';
    case 'Timeout':
    case 'Expired':
    case 'TemporarilyUnavailable':
    case 'Unavailable':
    case 'Unreachable':
    case 'NotAcceptable':
      return 'not-answered';
    case 'DestinationNotFound':
    case 'ConversationNotFound':
      return 'not-found';
    default:
      return 'refused';
  }
}

/** Taken here it goes on; taken elsewhere, the user read it there; else it was not read in time. */
function theirsOver(model: MessagesModel, thread: Thread, event: Of<'invitation-over'>): Step {
  const { taken, conversation, invitation, elsewhere } = event;
  if (taken) {
    const next = withThread(model, { ...movedTo(thread, conversation ?? thread.conversation), pending: null });
    return flushed(next, thread.id);
  }
  const id = `opening ${invitation}`;
  const over = { ...movedTo(thread, null), pending: null };
  const told = changeEntry(
    withThread(model, over),
    (entry) => entry.id === id,
    (entry) =>
      elsewhere ? { ...entry, read: true } : { ...entry, away: thread.pending?.by === 'them' && !entry.read },
  );
  // What the user wrote meanwhile begins a conversation.
  return flushed(told, thread.id);
}

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

/** Everything on the server is gone: what was under way has come to nothing that is known of. */
export function applicationLost(model: MessagesModel): Step {
  const threads = model.threads.map((thread): Thread => {
    const under = thread.entries.filter(({ delivery }) => delivery === 'sending' || delivery === 'waiting');
    const told = under.reduce(
      (now, entry) => withEntry(now, { ...entry, delivery: 'failed', failure: { why: 'unknown', code: '' } }),
      thread,
    );
    const { conversation, pending } = told;
    return conversation === null && pending === null ? told : { ...movedTo(told, null), pending: null };
  });
  return still({ ...model, threads, modalities: [], strays: [], ends: [] });
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
