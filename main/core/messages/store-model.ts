import type { Calls } from '../calls/state.ts';
import type { Conversations } from '../conversations/state.ts';
import type { SessionModel } from '../session/state.ts';
import type { MessagesModel } from './state.ts';

/** What of the whole model messages read and change. */
export interface MessagesStoreModel {
  readonly messages: MessagesModel;
  readonly messagesRevision: number;
  readonly conversations: Conversations;
  readonly calls: Calls;
  readonly session: SessionModel;
}
