import type { Participant } from '../ucwa/decode/participant.ts';
import { changeEntry } from './entries.ts';
import type { MessagesEvent } from './event.ts';
import { adopt, entryOf } from './incoming.ts';
import { failing, flushed } from './sending.ts';
import { type Entry, type Failure, type MessagesModel, mostPast, type Thread } from './state.ts';
import { type Step, still } from './step.ts';
import { keyOf, movedTo, withThread } from './threads.ts';

/** Invitations to write, of either side, and what becomes of them. */

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
  const crossed = entryOf(model, ({ operationId }) => operationId !== null && operationId === event.operationId);
  if (crossed !== null) return crossedOver(model, crossed.thread, crossed.entry, event);
  const theirs = model.threads.find(({ pending }) => pending?.by === 'them' && pending.invitation === event.invitation);
  return theirs === undefined ? still(model) : theirsOver(model, theirs, event);
}

function oursOver(model: MessagesModel, thread: Thread, operationId: string, event: Of<'invitation-over'>): Step {
  const { taken, conversation, code, subcode } = event;
  if (!taken) {
    const left = withThread(model, { ...movedTo(thread, null), pending: thread.pending });
    return failing(left, operationId, failureOf(code, subcode));
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

/** They wrote at the same moment, and the thread is where they did: what became of ours counts all the same. */
function crossedOver(model: MessagesModel, thread: Thread, entry: Entry, event: Of<'invitation-over'>): Step {
  const { taken, conversation, code, subcode } = event;
  const { operationId } = entry;
  if (operationId === null) return still(model);
  if (!taken) return failing(model, operationId, failureOf(code, subcode));
  const isElsewhere = conversation !== null && conversation !== thread.conversation;
  const past = isElsewhere ? [conversation, ...thread.past.filter((one) => one !== conversation)] : thread.past;
  const kept = withThread(model, { ...thread, past: past.slice(0, mostPast) });
  const told = changeEntry(kept, isOperation(operationId), (one) => ({
    ...one,
    conversation: conversation ?? one.conversation,
    delivery: 'sent',
    failure: null,
  }));
  return still(conversation === null ? told : adopt(told, conversation, thread.id));
}

function failureOf(code: string, subcode: string | null): Failure {
  return { why: whyOf(subcode), code: [code, subcode].filter(Boolean).join('/') };
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
