/**
 * What the windows show of a call on the user's own telephone besides what they show of each call. `own-phone`: that telephone rings.
 * `far-side`: the user has picked it up, and it rings at the other side. `talking`: there; nothing of it is heard on this computer.
 */
export interface PhoneView {
  readonly step: 'own-phone' | 'far-side' | 'talking';
  /** The telephone, as people write its number; null where the server does not say which. */
  readonly number: string | null;
  /** The user's telephone rings first and the other side's behind it. */
  readonly steps: boolean;
}

/**
 * `answer-by-phone`: the user's telephone rings in place of an answer here. `call-by-phone`: it rings, then the other side.
 * `join-by-phone`: it rings, and is in the meeting then. `go-on-by-phone`: a call of this computer goes on there once it is picked up; `stay-here` gives that up.
 */
export type PhoneCallCommand =
  | { readonly type: 'answer-by-phone'; readonly callId: string }
  | { readonly type: 'call-by-phone'; readonly to: string; readonly onBehalfOf?: string; readonly subject?: string }
  | { readonly type: 'join-by-phone'; readonly callId: string }
  | { readonly type: 'go-on-by-phone'; readonly callId: string }
  | { readonly type: 'stay-here'; readonly callId: string };
