import type { Conversation } from '../ucwa/decode/conversation.ts';
import type { OnlineMeeting } from '../ucwa/decode/online-meeting.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import type { PhoneDialIn } from '../ucwa/decode/phone-dial-in-information.ts';
import type { AudioOf, Phone, Standing, Voice } from './state.ts';

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
      readonly standing: Standing | null;
      /** It is the user. */
      readonly isSelf: boolean;
    }
  | { readonly type: 'participant-left'; readonly conversation: string; readonly participant: string }
  /** Somebody was put among the leaders, the attendees or those who wait, or taken out. */
  | {
      readonly type: 'participant-moved';
      readonly conversation: string;
      readonly participant: string;
      readonly into: 'leaders' | 'attendees' | 'lobby';
      readonly is: boolean;
    }
  | { readonly type: 'meeting'; readonly conversation: string; readonly meeting: OnlineMeeting }
  /** How it is reached by telephone was read. */
  | { readonly type: 'dial-in'; readonly conversation: string; readonly dialIn: PhoneDialIn }
  | { readonly type: 'voice'; readonly conversation: string; readonly voice: Voice | null }
  | { readonly type: 'phone'; readonly conversation: string; readonly phone: Phone | null }
  | { readonly type: 'audio'; readonly conversation: string; readonly audio: AudioOf }
  | { readonly type: 'audio-gone'; readonly conversation: string; readonly audio: string }
  /** Everything of the application is gone. */
  | { readonly type: 'application-lost' };
