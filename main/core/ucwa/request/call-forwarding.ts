import type { PartRel } from '../decode/call-forwarding.ts';
import { type Operation, postJson } from './operation.ts';

/** The operations of call forwarding: POST, 204 (UCWA reference: immediateForwardToContact and its like). */
export type ForwardingRel = Exclude<PartRel, 'self' | 'contact'>;

/** Those that take a number or an address. */
const toSomebody: ReadonlySet<ForwardingRel> = new Set([
  'immediateForwardToContact',
  'simultaneousRingToContact',
  'unansweredCallToContact',
]);
/** Those that take how long to ring before. */
const withDelay: ReadonlySet<ForwardingRel> = new Set([
  'simultaneousRingToDelegates',
  'simultaneousRingToTeam',
  'unansweredCallToContact',
  'unansweredCallToVoicemail',
]);

/** Sends calls somewhere. `target`: `tel:` or `sip:` URI; `ringDelay`: in seconds; each goes along where the operation takes it. */
export function sendCallsTo(
  href: string,
  rel: ForwardingRel,
  { target, ringDelay }: { readonly target: string | null; readonly ringDelay: number | null },
): Operation {
  const fields = {
    ...(toSomebody.has(rel) && target !== null && { target }),
    ...(withDelay.has(rel) && ringDelay !== null && { ringDelay }),
  };
  return Object.keys(fields).length === 0 ? { method: 'POST', href } : postJson(href, fields);
}

/** The user's work number rings, and what nobody answers goes to voicemail: POST, 204. */
export function turnOffCallForwarding(href: string): Operation {
  return { method: 'POST', href };
}
