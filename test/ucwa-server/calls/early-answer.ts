/** The answer that a client sends while it still rings (UCWA reference: sendProvisionalAnswer), and what it binds the client to. */
import type { Acceptance } from './simulated-call.ts';

/**
 * What is wrong with an answer after that one; null: nothing. Of several answers to one offer the first counts (RFC 3261 section 13.2.1), so the
 * one that accepts has to be the same, of the same session.
 */
export function complaintAfter(early: Acceptance | null, next: Acceptance): string | null {
  if (early === null) return null;
  if (early.sessionContext !== next.sessionContext) return 'another sessionContext than that of the provisional answer';
  if (early.processedOfferId !== next.processedOfferId) return 'answers another part than the provisional answer';
  return early.sdp === next.sdp ? null : 'another answer than the provisional one';
}
