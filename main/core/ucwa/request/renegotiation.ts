import { type Operation, postJson } from './operation.ts';

/** Why an audioVideoRenegotiation is not answered (UCWA reference: dismiss). `Conflict`: not now. */
export type DismissReason =
  | 'Unknown'
  | 'MediaAllocationFailure'
  | 'EncryptionMismatch'
  | 'IPv6NotSupported'
  | 'UnsupportedMedia'
  | 'InvalidMediaOffer'
  | 'InsufficientBandwidth'
  | 'Conflict';

/** Answers the SDP offer of an audioVideoRenegotiation: POST, 204 (UCWA reference: answer). */
export function answerRenegotiation(href: string, sdp: string): Operation {
  return { method: 'POST', href, headers: { 'content-type': 'application/sdp' }, body: sdp };
}

/** Refuses it; the call goes on as before: POST, 204 (UCWA reference: dismiss). */
export function dismissRenegotiation(href: string, reason: DismissReason): Operation {
  return postJson(href, { reason });
}
