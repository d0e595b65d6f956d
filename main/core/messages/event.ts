import type { Participant } from '../ucwa/decode/participant.ts';
import type { Policies } from '../ucwa/decode/policies.ts';
import type { Failure, Modality, Writer } from './state.ts';
import type { MessageText } from './text/pieces.ts';

/** What happens to messages. Hrefs are absolute; `wall` is the time in ms since 1970, `id` a new one for what is made of the event. */
export type MessagesEvent =
  | Invited
  /** An invitation of ours is on its way. */
  | {
      readonly type: 'inviting';
      readonly operationId: string;
      readonly invitation: string;
      readonly conversation: string | null;
      readonly threadId: string | null;
      readonly cancel: string | null;
    }
  /** An invitation is decided. */
  | {
      readonly type: 'invitation-over';
      readonly invitation: string;
      readonly operationId: string | null;
      readonly taken: boolean;
      /** Where it goes on, also where another than the invited took it. */
      readonly conversation: string | null;
      readonly code: string;
      readonly subcode: string | null;
      /** Of an incoming one: somebody else took it, or the user did elsewhere. */
      readonly elsewhere: boolean;
      /** Of one of ours: who took it, where the server says so. */
      readonly by?: Participant;
    }
  | { readonly type: 'messaging'; readonly modality: Omit<Modality, 'typing'> }
  | MessageSeen
  | {
      readonly type: 'message-over';
      readonly href: string;
      readonly operationId: string | null;
      readonly delivered: boolean;
      readonly at: number | null;
      readonly undelivered: readonly Writer[];
      readonly code: string;
    }
  | { readonly type: 'typing'; readonly container: string; readonly participant: string; readonly is: boolean }
  | { readonly type: 'conversation-over'; readonly conversation: string }
  /** The channel was away. */
  | { readonly type: 'events-missed' }
  /** Who takes part became known: messages may be theirs that were nobody's. */
  | {
      readonly type: 'participants';
      readonly conversation: string;
      readonly others: readonly Participant[];
      readonly id: string;
    }
  | WishEvent
  | OutcomeEvent;

/** Somebody writes first. */
export interface Invited {
  readonly type: 'invited';
  readonly id: string;
  readonly invitation: string;
  readonly conversation: string | null;
  readonly accept: string | null;
  readonly decline: string | null;
  readonly from: Participant | null;
  readonly threadId: string | null;
  readonly text: MessageText;
  readonly wall: number;
  /** It is over already, and this is all that comes of it. */
  readonly isOver: boolean;
}

/** A message of either side. */
export interface MessageSeen {
  readonly type: 'message';
  readonly id: string;
  readonly href: string;
  readonly conversation: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly operationId: string | null;
  readonly at: number | null;
  readonly wall: number;
  readonly text: MessageText;
  readonly by: Writer | null;
  readonly status: 'pending' | 'sent' | 'failed';
}

/** What the user wants. */
export type WishEvent =
  | {
      readonly type: 'write';
      readonly to: { readonly threadId: string } | { readonly party: Participant; readonly id: string };
      readonly text: string;
      readonly shown: MessageText;
      readonly entryId: string;
      readonly operationId: string;
      readonly wall: number;
      readonly online: boolean;
      readonly declinedCall: boolean;
    }
  | {
      readonly type: 'try-again';
      readonly threadId: string;
      readonly entryId: string;
      readonly operationId: string;
      readonly wall: number;
      readonly online: boolean;
    }
  | { readonly type: 'look'; readonly threadId: string | null }
  | { readonly type: 'open'; readonly party: Participant; readonly id: string }
  | { readonly type: 'open-thread'; readonly threadId: string }
  | { readonly type: 'put-off'; readonly threadId: string }
  | { readonly type: 'leave'; readonly threadId: string }
  | { readonly type: 'draft'; readonly threadId: string; readonly text: string }
  /** The same for somebody with whom there may be no thread: behind what is begun there. */
  | { readonly type: 'draft-for'; readonly party: Participant; readonly id: string; readonly text: string };

/** What came of what was asked of the server. */
export type OutcomeEvent =
  /** `location`: the message's or the invitation's absolute name. */
  | { readonly type: 'sent'; readonly operationId: string; readonly location: string | null }
  | { readonly type: 'send-failed'; readonly operationId: string; readonly failure: Failure }
  /**
   * The conversation is over: what was written begins another, with that id. `threadTaken`: the server has another conversation of that thread, so
   * that it begins a thread of its own.
   */
  | {
      readonly type: 'send-astray';
      readonly operationId: string;
      readonly again: string;
      readonly threadTaken: boolean;
    }
  | { readonly type: 'overdue'; readonly operationId: string }
  | { readonly type: 'accept-failed'; readonly invitation: string; readonly code: string }
  /** What the server lets the user begin. */
  | { readonly type: 'means'; readonly startMessaging: string | null }
  /** What the administrator says. */
  | { readonly type: 'policies'; readonly policies: Pick<Policies, 'messagingUrls' | 'saveMessagingHistory'> }
  | { readonly type: 'application-lost' }
  | { readonly type: 'signed-out' };
