import type { Escalation } from './event.ts';
import type { Meeting } from './state.ts';

/** What is to be done after the state has moved. */
export type MeetingEffect =
  | { readonly type: 'accept'; readonly meeting: Meeting; readonly href: string }
  | { readonly type: 'decline'; readonly meeting: Meeting; readonly reason: 'Global' | 'Local' }
  /** The request to join, or to begin; once. */
  | { readonly type: 'go'; readonly meeting: Meeting }
  | { readonly type: 'add'; readonly meeting: Meeting; readonly operationId: string; readonly to: string }
  | { readonly type: 'cancel-adding'; readonly meeting: Meeting; readonly addedId: string; readonly href: string }
  /** Makes the call that takes the voice of two into it. */
  | { readonly type: 'escalate'; readonly meeting: Meeting; readonly escalation: Escalation }
  /** Makes the call that carries its sound. */
  | { readonly type: 'voice'; readonly meeting: Meeting }
  /** The user is in it again: another call carries its sound in place of `before`, which is of an application that is gone. */
  | { readonly type: 'take-over'; readonly meeting: Meeting; readonly before: string }
  /** What is not told of who is in it is read. */
  | { readonly type: 'read'; readonly meeting: Meeting }
  | { readonly type: 'leave'; readonly meeting: Meeting }
  /** Ends the call that carries its sound. */
  | { readonly type: 'hush'; readonly callId: string }
  /** The request to join it anew did not get out: it is tried again. */
  | { readonly type: 'rejoin-later'; readonly id: string }
  | { readonly type: 'expect'; readonly id: string; readonly since: number; readonly withinMs: number }
  | { readonly type: 'record'; readonly meeting: Meeting }
  | { readonly type: 'forget-later'; readonly id: string };
