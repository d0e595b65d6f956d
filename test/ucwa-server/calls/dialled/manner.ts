/** How somebody takes a call of the user; others are named by their ids. */
import type { ErrorBody } from '../../http/representation.ts';

export type Manner =
  /** It rings, and the test does the rest. */
  | { readonly kind: 'rings' }
  /** Nothing is heard of it, and the test does the rest. */
  | { readonly kind: 'is silent' }
  /** `early`: with sound before that. */
  | { readonly kind: 'answers'; readonly afterMs: number; readonly early?: boolean }
  | { readonly kind: 'forwards'; readonly to: string; readonly afterMs: number }
  | { readonly kind: 'rings the team'; readonly by: string; readonly afterMs: number }
  /** It rings for so long, and ends with that. */
  | { readonly kind: 'fails'; readonly reason: ErrorBody; readonly afterMs: number };

const ended = (subcode: string, code = 'RemoteFailure'): ErrorBody => ({ code, subcode });

/** Busy at once. */
export const busy: Manner = { kind: 'fails', reason: ended('Busy'), afterMs: 0 };
export const doNotDisturb: Manner = { kind: 'fails', reason: ended('DoNotDisturb'), afterMs: 0 };
/** A machine picks up soon. */
export const mailbox: Manner = { kind: 'answers', afterMs: 300 };
export const unknownNumber: Manner = { kind: 'fails', reason: ended('DestinationNotFound'), afterMs: 0 };
export const declines = (afterMs: number): Manner => ({ kind: 'fails', reason: ended('Declined'), afterMs });
export const noAnswer = (afterMs: number): Manner => ({ kind: 'fails', reason: ended('Timeout', 'Timeout'), afterMs });
