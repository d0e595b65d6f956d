import type { UcwaEvent } from '../ucwa/events.ts';
import type { Reason } from '../ucwa/reason.ts';

/** What the server says of why something is over (UCWA reference: reason). */
export type Why = Pick<Reason, 'code' | 'subcode'>;

/** Also what only changes, or is deleted, may say why. */
export function whyOf({ reason }: UcwaEvent): { readonly why?: Why } {
  return reason === null ? {} : { why: { code: reason.code, subcode: reason.subcode } };
}
