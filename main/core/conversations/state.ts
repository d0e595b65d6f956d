import type { Conversation } from '../ucwa/decode/conversation.ts';
import type { Participant } from '../ucwa/decode/participant.ts';

/**
 * Conversations of this application on the server: the containers that calls, messages and meetings are in. What is in one belongs to
 * the slice of its modality; here is who takes part.
 *
 *     --added, updated, or somebody joins--> there --Disconnected, deleted, the application is gone--> not there
 *
 * `Incoming`, `Connecting`, `Connected` and so on are the server's own states (UCWA reference: conversation): an open list, of which
 * only the last counts here.
 */
export interface LiveConversation {
  /** Absolute. */
  readonly href: string;
  /** Null until its own events came; those of who takes part may come first. */
  readonly about: Conversation | null;
  /** Without the user, in the order in which they joined. */
  readonly participants: readonly Present[];
  /** The absolute name of the user in it; null before it is known. */
  readonly self: string | null;
}

/** Somebody who takes part. */
export interface Present {
  /** Absolute. */
  readonly href: string;
  /** Null where only a link says that they are there. */
  readonly who: Participant | null;
  /** What the link is called: the name, or the number. */
  readonly title: string | null;
}

/** Oldest first. */
export type Conversations = readonly LiveConversation[];

export const [mostConversations, mostParticipants] = [200, 250];

/** The conversation of that absolute name. */
export function conversationAt(conversations: Conversations, href: string): LiveConversation | undefined {
  return conversations.find((one) => one.href === href);
}

/** Somebody in any of them, by their absolute name. */
export function presentAt(conversations: Conversations, href: string): Present | undefined {
  for (const { participants } of conversations) {
    const found = participants.find((one) => one.href === href);
    if (found !== undefined) return found;
  }
  return undefined;
}
