import type { Participant } from '../ucwa/decode/participant.ts';
import type { MessageText } from './text/pieces.ts';

/**
 * Messages, by whom they are exchanged with. A thread is what the user sees: one with each other side, and it goes on while
 * conversations on the server begin and end. Of its conversation it knows where it stands:
 *
 *     none --we write--> ours: inviting ------taken------> there --Connected--> open
 *      ^  \--they write--> theirs: waiting --we answer--> theirs: accepting ------^  |
 *      |                      | 30 s, put off, taken elsewhere  | gone            |
 *      |<-- declined, failed -+---------------------------------+                 |
 *      |<-- it ended, they left, the application is gone -------------------------+
 *
 * What the user writes goes on its way at once where the conversation is open; else it waits for it, or begins one:
 *
 *     waiting --> sending --> sent
 *        \----------\-------> failed --try again--> waiting, or sending
 *
 * Nothing of it is kept on the disk: it is there until the user signs out or quits.
 */
export interface MessagesModel {
  /** In the order in which they began. */
  readonly threads: readonly Thread[];
  /** The messaging of each conversation that has some; oldest first. */
  readonly modalities: readonly Modality[];
  /** Messages of conversations of which nobody knows yet whose they are. */
  readonly strays: readonly Entry[];
  /** How messages ended that are not known by that name yet, newest last. */
  readonly ends: readonly MessageEnd[];
  /** The thread that the user has before them. */
  readonly looking: string | null;
  /** The thread that was asked for from outside the page of messages; `turn` grows with each time. */
  readonly opened: { readonly threadId: string; readonly turn: number } | null;
  readonly means: MessagingMeans;
}

/** What the server takes of messages, as far as it said so. */
export interface MessagingMeans {
  /** Absolute; null: no conversation can be begun by message, as far as is known. */
  readonly startMessaging: string | null;
  /** The present application said so; before, what is written waits. */
  readonly isKnown: boolean;
  /** Addresses in messages can be opened (UCWA reference: policies, messagingUrls). */
  readonly links: boolean;
  /** Messages may be kept once a conversation is over (UCWA reference: policies, saveMessagingHistory). */
  readonly keeps: boolean;
}

export interface Thread {
  readonly id: string;
  /** What makes two others the same: the address without what does not matter in it. */
  readonly key: string;
  readonly party: Participant;
  /** By which the server knows what belongs together; null before the first conversation. */
  readonly threadId: string | null;
  /** Absolute; the newest that is not over. */
  readonly conversation: string | null;
  /** Those before it: what was said there belongs here too. */
  readonly past: readonly string[];
  readonly pending: Pending | null;
  /** How the last conversation ended; null while there is one, and before the first. */
  readonly ended: 'here' | 'there' | null;
  /** By time. */
  readonly entries: readonly Entry[];
  /** What the user has begun to write. */
  readonly draft: string;
}

/** An invitation that is not decided yet. Hrefs are absolute. */
export type Pending =
  | {
      readonly by: 'them';
      readonly invitation: string;
      readonly accept: string | null;
      readonly decline: string | null;
      readonly state: 'waiting' | 'accepting';
    }
  | {
      readonly by: 'us';
      readonly operationId: string;
      /** Null until the server told of it. */
      readonly invitation: string | null;
      readonly cancel: string | null;
    };

/** The instant messages of one conversation. Hrefs are absolute; null is not possible now. */
export interface Modality {
  readonly conversation: string;
  readonly messaging: string;
  readonly state: 'connecting' | 'connected' | 'disconnected';
  readonly sendMessage: string | null;
  readonly setIsTyping: string | null;
  readonly stopMessaging: string | null;
  readonly addMessaging: string | null;
  readonly typingParticipants: string | null;
  /** Who types: absolute names. */
  readonly typing: readonly string[];
}

export interface Entry {
  readonly id: string;
  readonly direction: 'incoming' | 'outgoing';
  /** Absolute; null for what was never sent. */
  readonly conversation: string | null;
  /** Absolute name of the message; null before the server gave it one. */
  readonly href: string | null;
  /** Only of what is sent here. */
  readonly operationId: string | null;
  /** It came or went with an invitation, for which the server need not make a message. */
  readonly opening: boolean;
  /** In ms since 1970; by the server's clock where it told. */
  readonly at: number;
  readonly timed: boolean;
  readonly text: MessageText;
  /** Of an outgoing one: what is sent. What is shown of it is cleaned. */
  readonly source: string;
  /** Who wrote it: an absolute name, and what they are called. Null: the other side of the thread, or the user. */
  readonly by: Writer | null;
  readonly delivery: 'received' | 'waiting' | 'sending' | 'sent' | 'failed';
  /** Of one that failed. */
  readonly failure: Failure | null;
  /** Who of several did not get it. */
  readonly undelivered: readonly Writer[];
  /** It is said in place of a call that was declined. */
  readonly declinedCall: boolean;
  /** Nobody here answered in time: the sender was told that it was not read. */
  readonly away: boolean;
  readonly read: boolean;
}

export interface Writer {
  readonly href: string;
  readonly name: string | null;
}

/** Why a message was not delivered. `unknown`: no word came of it. `code`: of the server, for the details. */
export interface Failure {
  readonly why:
    | 'offline'
    | 'not-offered'
    | 'refused'
    | 'declined'
    | 'not-answered'
    | 'not-found'
    | 'not-delivered'
    | 'unknown';
  readonly code: string;
}

/** How the delivery of a message ended. */
export interface MessageEnd {
  readonly href: string;
  readonly operationId: string | null;
  readonly delivered: boolean;
  readonly at: number | null;
  readonly undelivered: readonly Writer[];
  readonly code: string;
}

export const noMessages: MessagesModel = {
  threads: [],
  modalities: [],
  strays: [],
  ends: [],
  looking: null,
  opened: null,
  means: { startMessaging: null, isKnown: false, links: true, keeps: true },
};

/** So that no flood of strangers fills the memory. */
export const [mostThreads, mostEntries, mostModalities, mostStrays, mostEnds, mostPast] = [
  300, 1_000, 200, 200, 100, 20,
];

/** Messages of it that nobody has looked at. */
export function unreadOf({ entries }: Thread): number {
  return entries.filter(({ direction, read }) => direction === 'incoming' && !read).length;
}

/** The thread that a conversation is, or was, a part of. */
export function threadOf({ threads }: MessagesModel, conversation: string): Thread | undefined {
  return (
    threads.find((thread) => thread.conversation === conversation) ??
    threads.find(({ past }) => past.includes(conversation))
  );
}

/** The messaging of a thread's present conversation. */
export function modalityOf({ modalities }: MessagesModel, { conversation }: Thread): Modality | undefined {
  return conversation === null ? undefined : modalities.find((one) => one.conversation === conversation);
}

/** What is written there goes out at once. */
export function isOpen(modality: Modality | undefined): modality is Modality & { readonly sendMessage: string } {
  return modality?.state === 'connected' && modality.sendMessage !== null;
}
