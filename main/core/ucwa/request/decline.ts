import { type Operation, postJson } from './operation.ts';

/**
 * Why an invitation is declined (UCWA reference: decline). `Local` stops the ringing of this endpoint only, `Global` that of all the
 * user's endpoints; the others say why media cannot be had.
 */
export type DeclineReason =
  | 'Local'
  | 'Global'
  | 'InvalidMediaOffer'
  | 'UnsupportedMedia'
  | 'EncryptionMismatch'
  | 'IPv6NotSupported'
  | 'CodecMismatch'
  | 'MediaAllocationFailure'
  | 'MediaConnectivityFailure';

/** Declines an incoming invitation: POST, 204. */
export function decline(href: string, reason: DeclineReason): Operation {
  return postJson(href, { reason });
}
