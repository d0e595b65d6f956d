import { longestOwnMessage } from '../../../preload/contract/index.ts';
import { assertNever } from '../result.ts';
import type { MessagesEvent } from './event.ts';
import { entryOf, invited, messageOver, messageSeen, participantsKnown } from './incoming.ts';
import { invitationOver, inviting } from './invitations.ts';
import { withoutUnkept } from './kept.ts';
import { astray, failing, flushed, sent, threadById, triedAgain, written } from './sending.ts';
import {
  acceptFailed,
  applicationLost,
  conversationOver,
  eventsMissed,
  lookedAt,
  modalityChanged,
  typingChanged,
} from './standing.ts';
import { type MessagesModel, modalityOf, noMessages, type Thread } from './state.ts';
import { type Step, still, then } from './step.ts';
import { movedTo, threadWith, withThread } from './threads.ts';

/** Total and idempotent: an event that comes again, or says what is known, changes nothing. */
export function reduceMessages(before: MessagesModel, event: MessagesEvent): Step {
  const { model, effects } = moved(before, event);
  return { model: withoutUnkept(model), effects };
}

function moved(model: MessagesModel, event: MessagesEvent): Step {
  switch (event.type) {
    case 'invited':
      return invited(model, event);
    case 'inviting':
      return inviting(model, event);
    case 'invitation-over':
      return invitationOver(model, event);
    case 'messaging':
      return modalityChanged(model, event);
    case 'message':
      return messageSeen(model, event);
    case 'message-over':
      return messageOver(model, event);
    case 'typing':
      return typingChanged(model, event);
    case 'conversation-over':
      return conversationOver(model, event.conversation);
    case 'events-missed':
      return eventsMissed(model);
    case 'participants':
      return participantsKnown(model, event.conversation, event.others, event.id);
    case 'write':
      return written(model, event);
    case 'try-again':
      return triedAgain(model, event);
    case 'look':
      return lookedAt(model, event.threadId);
    case 'open':
    case 'open-thread':
      return opened(model, event);
    case 'put-off':
      return putOff(model, event.threadId);
    case 'leave':
      return leaving(model, event.threadId);
    case 'draft':
      return drafted(model, event.threadId, event.text);
    case 'draft-for':
      return draftedFor(model, event);
    case 'sent':
      return still(sent(model, event));
    case 'send-failed':
      return failing(model, event.operationId, event.failure);
    case 'send-astray':
      return sentAstray(model, event);
    case 'overdue':
      return overdue(model, event.operationId);
    case 'accept-failed':
      return acceptFailed(model, event);
    case 'means':
      return meansKnown(model, event.startMessaging);
    case 'policies':
      return still({ ...model, means: { ...model.means, ...meansBy(event.policies) } });
    case 'application-lost':
      return applicationLost(model);
    case 'signed-out':
      return still(noMessages);
    default:
      return assertNever(event, 'messages event');
  }
}

function meansBy({ messagingUrls, saveMessagingHistory }: Extract<MessagesEvent, { type: 'policies' }>['policies']) {
  return { links: messagingUrls, keeps: saveMessagingHistory };
}

/** What was written before it was known goes out. */
function meansKnown(model: MessagesModel, startMessaging: string | null): Step {
  const next: MessagesModel = { ...model, means: { ...model.means, startMessaging, isKnown: true } };
  return model.threads.reduce((step, { id }) => then(step, (now) => flushed(now, id)), still(next));
}

/** Asked for from outside the page; it begins where there is none. */
function opened(model: MessagesModel, event: MessagesEvent & { readonly type: 'open' | 'open-thread' }): Step {
  const found =
    event.type === 'open'
      ? threadWith(model, event.party, event.id)
      : { model, thread: threadById(model, event.threadId) };
  if (found.thread === undefined) return still(model);
  const turn = (model.opened?.turn ?? 0) + 1;
  return still({ ...found.model, opened: { threadId: found.thread.id, turn } });
}

/** Not now, and not here: another of the user's devices may still take it. */
function putOff(model: MessagesModel, threadId: string): Step {
  const thread = threadById(model, threadId);
  const pending = thread?.pending;
  if (thread === undefined || pending?.by !== 'them' || pending.state !== 'waiting') return still(model);
  const next = withThread(model, { ...movedTo(thread, null), pending: null });
  return { model: next, effects: pending.decline === null ? [] : [{ type: 'decline', href: pending.decline }] };
}

/** The user leaves the conversation. */
function leaving(model: MessagesModel, threadId: string): Step {
  const thread = threadById(model, threadId);
  if (thread === undefined) return still(model);
  if (thread.pending?.by === 'them') return putOff(model, threadId);
  const href = thread.pending?.cancel ?? modalityOf(model, thread)?.stopMessaging ?? null;
  if (href === null) return still(model);
  const left: Thread = { ...thread, ended: 'here' };
  return { model: withThread(model, left), effects: [{ type: 'stop', href }] };
}

function drafted(model: MessagesModel, threadId: string, text: string): Step {
  const thread = threadById(model, threadId);
  return thread === undefined || thread.draft === text
    ? still(model)
    : still(withThread(model, { ...thread, draft: text }));
}

function draftedFor(model: MessagesModel, event: MessagesEvent & { readonly type: 'draft-for' }): Step {
  const found = threadWith(model, event.party, event.id);
  const { draft } = found.thread;
  const begun = draft === '' ? event.text : `${draft}\n${event.text}`;
  return still(withThread(found.model, { ...found.thread, draft: begun.slice(0, longestOwnMessage) }));
}

function sentAstray(model: MessagesModel, event: MessagesEvent & { readonly type: 'send-astray' }): Step {
  const thread = model.threads.find(({ entries }) =>
    entries.some(({ operationId }) => operationId === event.operationId),
  );
  const entry = thread?.entries.find(({ operationId }) => operationId === event.operationId);
  if (thread === undefined || entry === undefined) return still(model);
  if (event.threadTaken && thread.threadId === null) {
    return failing(model, event.operationId, { why: 'refused', code: 'ThreadIdAlreadyExists' });
  }
  const within = event.threadTaken ? null : (entry.conversation ?? thread.conversation);
  const over = within === null ? still(model) : conversationOver(model, within);
  const free = then(over, (now) => {
    const present = threadById(now, thread.id);
    const isIts = present?.pending?.by === 'us' && present.pending.operationId === event.operationId;
    if (present === undefined || !isIts) return still(now);
    const threadId = event.threadTaken ? null : present.threadId;
    return still(withThread(now, { ...present, threadId, pending: null }));
  });
  return then(free, (now) => astray(now, event));
}

/** Neither delivered nor refused: nobody knows what became of it. What still waits was never sent, and was refused only where somebody could be asked to take it. */
function overdue(model: MessagesModel, operationId: string): Step {
  const own = entryOf(model, (entry) => entry.operationId === operationId);
  switch (own?.entry.delivery) {
    case 'sending':
      return failing(model, operationId, { why: 'unknown', code: '' });
    case 'waiting':
      return failing(model, operationId, { why: model.means.isKnown ? 'refused' : 'offline', code: '' });
    default:
      return still(model);
  }
}
