import type { MessageView, NoteView, ThreadView, Words } from '../../../preload/contract/index.ts';
import { phoneWith } from '../conversations/phone-to-add.ts';
import { type Conversations, presentAt } from '../conversations/state.ts';
import { homeDomains, projectParty } from '../party/party.ts';
import type { SessionModel } from '../session/state.ts';
import { cleanText } from '../text.ts';
import { canGetMessages } from './address.ts';
import { type Entry, type Failure, type MessagesModel, modalityOf, type Thread, type Writer } from './state.ts';
import type { MessageText } from './text/pieces.ts';

/** What of the model a thread is drawn from. */
export interface ThreadSource {
  readonly messages: MessagesModel;
  readonly conversations: Conversations;
  readonly session: SessionModel;
}

/** All of a thread but its messages. */
export function projectThread(thread: Thread, source: ThreadSource, words: Words): ThreadView {
  const { messages, session } = source;
  const party = projectParty(thread.party, homeDomains(session), words);
  const modality = modalityOf(messages, thread);
  const notes = notesOf(thread, source, party.label, words);
  return {
    id: thread.id,
    party,
    writable: notes.every(({ kind }) => kind !== 'error'),
    ...(byPhone(thread, source) && { byPhone: true }),
    leavable: thread.pending !== null || modality?.state === 'connected',
    typing: typingOf(modality?.typing ?? [], thread, source, party.label, words),
    draft: thread.draft,
    notes: messages.means.keeps ? notes : [...notes, notKept(words)],
  };
}

/** Who is written with can be called in the same conversation. */
function byPhone({ party: { uri } }: Thread, { conversations }: ThreadSource): boolean {
  return uri !== null && phoneWith(uri, conversations) !== null;
}

/** What the organization wants of it. */
function notKept({ say }: Words): NoteView {
  return note('messages-not-kept', 'info', say('messages.not-kept.title'), say('messages.not-kept.help'));
}

/** Why nothing goes out, or what will become of what is written. */
function notesOf(thread: Thread, source: ThreadSource, name: string, { say }: Words): readonly NoteView[] {
  const { messages, session } = source;
  if (session.state !== 'online') {
    return [note('messages-offline', 'error', say('messages.offline.title'), say('messages.offline.help'))];
  }
  const isThere = thread.conversation !== null || thread.pending !== null;
  if (!isThere && !canGetMessages(thread.party)) {
    return [
      note('messages-no-address', 'error', say('messages.no-address.title', { name }), say('messages.no-address.help')),
    ];
  }
  if (!isThere && messages.means.isKnown && messages.means.startMessaging === null) {
    return [note('messages-not-offered', 'error', say('messages.not-offered.title'), say('messages.not-offered.help'))];
  }
  if (thread.ended === 'there' && !isThere) {
    return [note('messages-left', 'info', say('messages.left.title', { name }), say('messages.left.help'))];
  }
  return [];
}

function note(id: string, kind: NoteView['kind'], title: string, help: string): NoteView {
  return { id, kind, title, help };
}

function typingOf(
  typing: readonly string[],
  thread: Thread,
  { conversations }: ThreadSource,
  label: string,
  { say }: Words,
): string {
  const [first] = typing;
  if (first === undefined) return '';
  if (typing.length > 1) return say('messages.typing-many', { count: typing.length });
  const present = presentAt(conversations, first);
  const isParty = present?.who?.uri === thread.party.uri || present === undefined;
  const name = isParty ? label : (cleanText(present.who?.name ?? present.title) ?? label);
  return say('messages.typing', { name });
}

/** One message as the windows show it. */
export function projectMessage(entry: Entry, thread: Thread, source: ThreadSource, words: Words): MessageView {
  const { id, direction, at, text, delivery, declinedCall } = entry;
  return {
    id,
    own: direction === 'outgoing',
    by: entry.by === null ? null : writerName(entry.by, thread, source.conversations),
    at,
    pieces: source.messages.means.links ? text : withoutLinks(text),
    delivery,
    note: noteOf(entry, thread, source, words),
    declinedCall,
  };
}

/** Null for the other side of the thread, whose name stands above it. */
function writerName({ href, name }: Writer, { party }: Thread, conversations: Conversations): string | null {
  const present = presentAt(conversations, href);
  if (present?.who?.uri != null && present.who.uri === party.uri) return null;
  const said = cleanText(name ?? present?.who?.name ?? present?.title ?? null);
  return said === null || said === cleanText(party.name) ? null : said;
}

function withoutLinks(text: MessageText): MessageText {
  return text.map((piece) => (typeof piece === 'string' ? piece : piece.text));
}

function noteOf(entry: Entry, thread: Thread, source: ThreadSource, words: Words): string {
  const name = projectParty(thread.party, homeDomains(source.session), words).label;
  if (entry.away) return words.say('messages.while-away', { name });
  if (entry.delivery !== 'failed') return undeliveredNote(entry.undelivered, source.conversations, words);
  return failureNote(entry.failure, name, words);
}

function undeliveredNote(undelivered: readonly Writer[], conversations: Conversations, { say }: Words): string {
  const names = undelivered.flatMap(
    ({ href, name }) => cleanText(name ?? presentAt(conversations, href)?.who?.name ?? null) ?? [],
  );
  if (undelivered.length === 0) return '';
  return names.length === 0
    ? say('messages.undelivered-some', { count: undelivered.length })
    : say('messages.undelivered-to', { names: names.join(', ') });
}

/** Why it was not delivered; the words "Not delivered" stand before it. */
function failureNote(failure: Failure | null, name: string, { say }: Words): string {
  switch (failure?.why) {
    case 'offline':
      return say('messages.failed.offline');
    case 'not-offered':
      return say('messages.failed.not-offered');
    case 'declined':
      return say('messages.failed.declined', { name });
    case 'not-answered':
      return say('messages.failed.not-answered', { name });
    case 'not-found':
      return say('messages.failed.not-found');
    case 'unknown':
      return say('messages.failed.unknown');
    case 'refused':
      return failure.code === ''
        ? say('messages.failed.refused')
        : say('messages.failed.refused-with', { code: failure.code });
    default:
      return '';
  }
}
