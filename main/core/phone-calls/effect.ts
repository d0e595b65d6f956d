import type { EndReason } from '../calls/state.ts';
import type { PhoneCall } from './state.ts';

/** What is to be done after the state has moved. */
export type PhoneCallEffect =
  /** Asks the server to ring the user's telephone. */
  | { readonly type: 'ask'; readonly call: PhoneCall }
  /** Tells it that the call is over here, in the way that fits its state. */
  | { readonly type: 'end'; readonly call: PhoneCall }
  /** It goes on although it is over here. */
  | { readonly type: 'cancel'; readonly call: PhoneCall }
  | { readonly type: 'turn'; readonly call: PhoneCall; readonly href: string }
  | { readonly type: 'find-people'; readonly callId: string; readonly hrefs: readonly string[] }
  | { readonly type: 'find-who-answered'; readonly callId: string; readonly contact: string }
  /** A call that is in the same state when the time is over is lost. */
  | { readonly type: 'expect-move'; readonly call: PhoneCall; readonly withinMs: number; readonly otherwise: EndReason }
  /** What it means to the call of this computer that it belongs to. */
  | { readonly type: 'taken-over'; readonly call: PhoneCall; readonly of: string }
  | { readonly type: 'given-back'; readonly call: PhoneCall; readonly of: string }
  /** It rings on: that it was lost is no entry of the history. */
  | { readonly type: 'withdraw'; readonly callId: string }
  | { readonly type: 'record'; readonly call: PhoneCall }
  /** The entry that it has in the history becomes another. */
  | { readonly type: 'correct'; readonly call: PhoneCall }
  | { readonly type: 'forget-later'; readonly callId: string };
