import { type Resource, textOf } from '../resource.ts';

/** The container of what is said and shown between two or more (UCWA reference: conversation). */
export interface Conversation {
  /** An open list: Incoming, Connecting, Connected, Conferencing, Conferenced, InLobby, Disconnecting, Disconnected. */
  readonly state: string;
}

export function decodeConversation(resource: Resource): Conversation {
  return { state: textOf(resource, 'state') ?? '' };
}
