import { errorCodeOf } from '../stun/binding-attributes.ts';
import { hasFingerprint } from '../stun/fingerprint.ts';
import { sealedForm } from '../stun/integrity.ts';
import { readMappedAddress } from '../stun/mapped-address.ts';
import { attribute, attributeTypes, type StunMessage } from '../stun/message.ts';
import type { TransportAddress } from '../transport-address.ts';

/** What a response to a check comes to. */
export type Answer =
  | { readonly kind: 'success'; readonly mapped: TransportAddress }
  /** The peer has the role that we said to have. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'error'; readonly code: number };

const roleConflict = 487;

/**
 * Reads a response; null where it is not proved to be the peer's. Refusals for want of a proof (400, 401) never are: a peer that
 * has not our answer yet sends them, and the check is simply sent again.
 */
export function readAnswer(message: StunMessage, key: Buffer): Answer | null {
  const isDamaged = attribute(message, attributeTypes.fingerprint) !== null && !hasFingerprint(message);
  if (isDamaged || sealedForm(message, key) === null) return null;
  if (message.class === 'success') {
    const mapped = readMappedAddress(message);
    return mapped === null ? null : { kind: 'success', mapped };
  }
  const code = errorCodeOf(message);
  if (code === null) return null;
  return code === roleConflict ? { kind: 'conflict' } : { kind: 'error', code };
}
