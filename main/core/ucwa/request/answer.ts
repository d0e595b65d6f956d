import type { Operation } from './operation.ts';

/** An SDP answer to the offer of an audioVideoInvitation. */
export interface MediaAnswer {
  readonly sdp: string;
  /** The invitation's; up to 50 characters. */
  readonly sessionContext: string;
  /** The part of a multipart offer that was answered, up to 100 characters; null where there was only one. */
  readonly processedOfferId: string | null;
}

/** Accepts an audioVideoInvitation: POST, 204 (UCWA reference: acceptWithAnswer). */
export function acceptWithAnswer(href: string, answer: MediaAnswer): Operation {
  return { ...sendAnswer(href, answer), spareConnection: true };
}

/** Sends sound before an audioVideoInvitation is accepted: POST, 204 (UCWA reference: sendProvisionalAnswer). */
export function sendProvisionalAnswer(href: string, answer: MediaAnswer): Operation {
  return sendAnswer(href, answer);
}

function sendAnswer(href: string, { sdp, sessionContext, processedOfferId }: MediaAnswer): Operation {
  return {
    method: 'POST',
    href,
    query: { sessionContext, ...(processedOfferId === null ? {} : { processedOfferId }) },
    headers: { 'content-type': 'application/sdp' },
    body: sdp,
  };
}
