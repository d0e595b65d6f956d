import type { NoteView } from './notes.ts';
import type { PartyView } from './party.ts';

/** Messages in the snapshot: with whom, and what was said last. */
export interface MessagesView {
  /** Whether the server lets the user begin a conversation by message. */
  readonly offered: boolean;
  /** Grows with each change of any of them. */
  readonly revision: number;
  /** Messages that nobody has looked at. */
  readonly unread: number;
  /** The one in which something was said last comes first. */
  readonly threads: readonly ThreadRow[];
  /** The thread that was asked for from outside the page; `turn` grows with each time. Null where none was. */
  readonly opened: { readonly threadId: string; readonly turn: number } | null;
}

/** One row of the list: everything that is said with one other side. */
export interface ThreadRow {
  readonly id: string;
  readonly party: PartyView;
  /** What was said last, in one line; empty where nothing was. */
  readonly said: string;
  /** The user said it. */
  readonly own: boolean;
  /** In ms since 1970; 0 where nothing was said. */
  readonly at: number;
  readonly unread: number;
  /** The last that the user said was not delivered. */
  readonly failed: boolean;
  readonly typing: boolean;
  /** The user has begun to write. */
  readonly begun: boolean;
}

/** A part of what is said: words, or an address of the web. */
export type PieceView = string | { readonly text: string; readonly url: string };

export interface MessageView {
  readonly id: string;
  readonly own: boolean;
  /** Who wrote it, where that is not the other side of the thread. */
  readonly by: string | null;
  /** In ms since 1970. */
  readonly at: number;
  readonly pieces: readonly PieceView[];
  /** `received`: of the other side. `waiting`: it goes out once the conversation is there. */
  readonly delivery: 'received' | 'waiting' | 'sending' | 'sent' | 'failed';
  /** Why it was not delivered, and what else there is to say of it, in words; empty where nothing is. */
  readonly note: string;
  /** It was said in place of a call that was declined. */
  readonly declinedCall: boolean;
}

/** All of a thread but its messages. */
export interface ThreadView {
  readonly id: string;
  readonly party: PartyView;
  /** What can be written goes out; else why not is in the notes. */
  readonly writable: boolean;
  /** The user's telephone can be added to the conversation; absent where not. */
  readonly byPhone?: boolean;
  /** There is a conversation that can be left. */
  readonly leavable: boolean;
  /** Who types, as a sentence; empty while nobody does. */
  readonly typing: string;
  readonly draft: string;
  readonly notes: readonly NoteView[];
}

/** A message that is told of by a notification. */
export interface NewMessageView {
  readonly threadId: string;
  readonly party: PartyView;
  /** What it says, in one line. */
  readonly words: string;
  /** Who wrote has not been answered yet. */
  readonly isFirst: boolean;
  /** Nobody answered in time. */
  readonly away: boolean;
}

/** The most messages that an answer has. */
export const mostMessagesAtOnce = 100;

/** The longest message that can be written, in UTF-16 units. */
export const longestOwnMessage = 8_000;

export interface MessagesQueries {
  /**
   * A thread with the newest of its messages, or, where `before` names one of them, with the newest of those before it; null where it is
   * not there.
   */
  readonly thread: {
    readonly asks: { readonly threadId: string; readonly count: number; readonly before: string | null };
    readonly answer: {
      /** Of the messages that this is of. */
      readonly revision: number;
      readonly thread: ThreadView;
      /** By time. */
      readonly messages: readonly MessageView[];
      /** There are older ones. */
      readonly more: boolean;
    } | null;
  };
}

/** What a user wants of messages. */
export type MessagesCommand =
  | { readonly type: 'send-message'; readonly threadId: string; readonly text: string }
  | { readonly type: 'send-again'; readonly threadId: string; readonly messageId: string }
  /** Declines a call that rings, everywhere, and writes to who calls. */
  | { readonly type: 'reply-with-message'; readonly callId: string; readonly text: string }
  /** What was written to a caller, and was not sent because the call went: it is begun in the thread with them. */
  | { readonly type: 'keep-reply'; readonly callId: string; readonly text: string }
  /** What the user has before them; null: no thread. It is read then, and who wrote first is answered. */
  | { readonly type: 'look-at-thread'; readonly threadId: string | null }
  /** Turns the page of messages to the thread with somebody, by the address that people type; it begins where there is none. */
  | { readonly type: 'open-thread'; readonly to: string }
  /** Turns the page of messages to the thread with who is, or was, at the other end of a call. */
  | { readonly type: 'write-to-caller'; readonly callId: string }
  /** Turns the page of messages to a thread. */
  | { readonly type: 'show-thread'; readonly threadId: string }
  /** Lets who wrote first wait: another device of the user may answer. */
  | { readonly type: 'put-off-thread'; readonly threadId: string }
  | { readonly type: 'leave-thread'; readonly threadId: string }
  | { readonly type: 'keep-draft'; readonly threadId: string; readonly text: string }
  /** The user types in it. */
  | { readonly type: 'type-message'; readonly threadId: string }
  /** Opens an address that stands in a message, in the user's browser. */
  | { readonly type: 'open-link'; readonly threadId: string; readonly messageId: string; readonly url: string };
