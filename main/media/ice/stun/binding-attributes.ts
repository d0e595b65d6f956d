import { attribute, attributeTypes, type StunMessage } from './message.ts';

/** USERNAME without the zeroes that [MS-ICE2] fills it up with; null where there is none. */
export function usernameOf(message: StunMessage): string | null {
  const username = attribute(message, attributeTypes.username);
  return username === null ? null : username.value.toString('latin1').replace(/\0+$/, '');
}

/** PRIORITY, 1 to 2^31 - 1 (RFC 8445 section 5.1.2); null where it is missing or none. */
export function priorityOf(message: StunMessage): number | null {
  const value = attribute(message, attributeTypes.priority)?.value;
  const priority = value?.length === 4 ? value.readUInt32BE(0) : 0;
  return priority > 0 && priority < 2 ** 31 ? priority : null;
}

/** Which role the sender takes itself to have, and its tie-breaker of eight bytes; null where it does not say. */
export function roleOf(message: StunMessage): { readonly controlling: boolean; readonly tieBreaker: Buffer } | null {
  const controlling = attribute(message, attributeTypes.iceControlling);
  const said = controlling ?? attribute(message, attributeTypes.iceControlled);
  return said?.value.length === 8 ? { controlling: controlling !== null, tieBreaker: said.value } : null;
}

export function usesCandidate(message: StunMessage): boolean {
  return attribute(message, attributeTypes.useCandidate) !== null;
}

/** 300 to 699 (RFC 5389 section 15.6); null where it cannot be read. */
export function errorCodeOf(message: StunMessage): number | null {
  const value = attribute(message, attributeTypes.errorCode)?.value;
  if (value === undefined || value.length < 4) return null;
  const code = (value.readUInt8(2) & 0x7) * 100 + value.readUInt8(3);
  return code >= 300 && code < 700 ? code : null;
}

/** A peer that tells its version has the right table for FINGERPRINT. */
export function tellsVersion(message: StunMessage): boolean {
  return attribute(message, attributeTypes.implementationVersion) !== null;
}
