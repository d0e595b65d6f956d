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

/**
 * Offers to go on in another way: POST, 201 with an audioVideoRenegotiation, whose answer comes by the event channel (UCWA reference:
 * renegotiations, resumeAudio). `operationId`: up to 50 characters, echoed there. 409: another one is under way.
 */
export function offerRenegotiation(
  href: string,
  { sdp, operationId }: { readonly sdp: string; readonly operationId: string },
): Operation {
  return { method: 'POST', href, query: { operationId }, headers: { 'content-type': 'application/sdp' }, body: sdp };
}

/** Answers the SDP offer of an audioVideoRenegotiation: POST, 204 (UCWA reference: answer). */
export function answerRenegotiation(href: string, sdp: string): Operation {
  return { method: 'POST', href, headers: { 'content-type': 'application/sdp' }, body: sdp };
}

/** Refuses it; the call goes on as before: POST, 204 (UCWA reference: dismiss). */
export function dismissRenegotiation(href: string, reason: DismissReason): Operation {
  return postJson(href, { reason });
}
