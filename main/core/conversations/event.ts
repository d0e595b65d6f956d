import type { Conversation } from '../ucwa/decode/conversation.ts';
import type { Participant } from '../ucwa/decode/participant.ts';

/** What happens to conversations. Hrefs are absolute. */
export type ConversationEvent =
  /** `about`: null where the event only names it. */
  | { readonly type: 'conversation'; readonly conversation: string; readonly about: Conversation | null }
  | { readonly type: 'conversation-over'; readonly conversation: string }
  /** Somebody is there. `who`: null where the event only names them. */
  | {
      readonly type: 'participant';
      readonly conversation: string;
      readonly participant: string;
      readonly who: Participant | null;
      readonly title: string | null;
      /** It is the user. */
      readonly isSelf: boolean;
    }
  | { readonly type: 'participant-left'; readonly conversation: string; readonly participant: string }
  /** Everything of the application is gone. */
  | { readonly type: 'application-lost' };
