import type { Operation } from './operation.ts';

/**
 * Accepts an audioVideoInvitation with an SDP answer: POST, 204 (UCWA reference: acceptWithAnswer, whose parameters are those of
 * sendProvisionalAnswer). `processedOfferId` names the part of a multipart offer that was answered.
 */
export function acceptWithAnswer(
  href: string,
  answer: { readonly sdp: string; readonly sessionContext: string; readonly processedOfferId: string | null },
): Operation {
  const { sdp, sessionContext, processedOfferId } = answer;
  return {
    method: 'POST',
    href,
    query: { sessionContext, ...(processedOfferId === null ? {} : { processedOfferId }) },
    headers: { 'content-type': 'application/sdp' },
    body: sdp,
  };
}
