import { newEntry } from '../../main/core/messages/entries.ts';
import { projectMessages } from '../../main/core/messages/project.ts';
import { createMessagesQueries } from '../../main/core/messages/queries.ts';
import { type Entry, type MessagesModel, noMessages, type Thread } from '../../main/core/messages/state.ts';
import { readPlainText } from '../../main/core/messages/text/plain-text.ts';
import type { QueryHandlers } from '../../main/core/queries.ts';
import { signedOut } from '../../main/core/session/state.ts';
import type { MessagesQueries, MessagesView, SessionStatus } from '../../preload/contract/index.ts';
import { englishWords } from '../unit/core/fakes/words.ts';

const home = ['northwind.example'];
const user = { name: 'Dana Whitfield', address: 'dana.whitfield@northwind.example' };

/** Messages of which windows show this; where nothing else is said, the server takes them. */
export function said(threads: readonly Thread[], changes: Partial<MessagesModel> = {}): MessagesModel {
  return {
    ...noMessages,
    threads,
    means: { startMessaging: 'https://pool.example/startMessaging', isKnown: true, links: true, keeps: true },
    ...changes,
  };
}

let count = 0;

/** What is said with somebody, by the name before their address. */
export function threadOf(name: string, entries: readonly Entry[], changes: Partial<Thread> = {}): Thread {
  const address = `${name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z ]/g, '')
    .trim()
    .replaceAll(' ', '.')}@northwind.example`;
  return {
    id: `thread ${address}`,
    key: address,
    party: { name, uri: `sip:${address}`, phoneNumber: null },
    threadId: null,
    conversation: null,
    past: [],
    pending: null,
    ended: null,
    entries,
    draft: '',
    ...changes,
  };
}

/** A message of the other side, at a moment in ms since 1970. */
export function theirs(text: string, at: number, changes: Partial<Entry> = {}): Entry {
  count += 1;
  return { ...newEntry, id: `message-${count}`, direction: 'incoming', at, text: readPlainText(text), ...changes };
}

/** A message of the user. */
export function own(text: string, at: number, changes: Partial<Entry> = {}): Entry {
  return { ...theirs(text, at), direction: 'outgoing', source: text, delivery: 'sent', ...changes };
}

let revision = 0;

/** What a snapshot has of them; another one each time. */
export function viewOf(model: MessagesModel): MessagesView {
  revision += 1;
  return projectMessages(model, revision, home, englishWords);
}

/** What the app answers where this was said. */
export function answersOf(
  model: MessagesModel,
  { revision: messagesRevision }: MessagesView,
  status: SessionStatus,
): QueryHandlers<keyof MessagesQueries> {
  const state = status === 'Ready' ? ('online' as const) : ('reconnecting' as const);
  const session = { ...signedOut, state, user };
  const store = { model: { messages: model, messagesRevision, conversations: [], calls: [], session } };
  return createMessagesQueries({ store, words: englishWords });
}
