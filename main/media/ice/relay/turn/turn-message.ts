import { readXorAddress, xorMappedAddress } from '../../stun/mapped-address.ts';
import { attribute, type StunMessage } from '../../stun/message.ts';
import type { TransportAddress } from '../../transport-address.ts';

/** Methods of TURN (RFC 8656 section 17). */
export const turnMethods = {
  allocate: 0x003,
  refresh: 0x004,
  send: 0x006,
  data: 0x007,
  createPermission: 0x008,
  channelBind: 0x009,
} as const;

/** Attributes of TURN (RFC 8656 section 18). */
export const turnAttributes = {
  channelNumber: 0x000c,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  data: 0x0013,
  xorRelayedAddress: 0x0016,
  requestedTransport: 0x0019,
  /** In the range of what a relay may skip that does not know it. */
  additionalAddressFamily: 0x8000,
  /** The same under the number of the draft, by which coturn knows it. */
  additionalAddressFamilyOfDraft: 0x8032,
} as const;

/** An error's code (RFC 8656 section 19, RFC 8489 section 14.8). */
export const turnErrors = {
  tryAlternate: 300,
  badRequest: 400,
  unauthenticated: 401,
  forbidden: 403,
  allocationMismatch: 437,
  staleNonce: 438,
  familyNotSupported: 440,
  wrongCredentials: 441,
  unsupportedTransport: 442,
  familyMismatch: 443,
  quotaReached: 486,
  insufficientCapacity: 508,
} as const;

/** LIFETIME, in seconds; null where it is missing or none. */
export function lifetimeOf(message: StunMessage): number | null {
  const value = attribute(message, turnAttributes.lifetime)?.value;
  return value?.length === 4 ? value.readUInt32BE(0) : null;
}

/** An attribute in the form of XOR-MAPPED-ADDRESS; null where it is missing or none. */
export function xorAddressOf(message: StunMessage, type: number): TransportAddress | null {
  const value = attribute(message, type)?.value;
  return value === undefined ? null : readXorAddress(value, message.transactionId);
}

/** All attributes of a type in the form of XOR-MAPPED-ADDRESS; what is none is left out. */
export function xorAddressesOf({ attributes, transactionId }: StunMessage, type: number): TransportAddress[] {
  return attributes.flatMap((each) => (each.type === type ? (readXorAddress(each.value, transactionId) ?? []) : []));
}

/** XOR-PEER-ADDRESS, or nothing. */
export function peerAttribute(
  peer: TransportAddress | undefined,
  transactionId: Buffer,
): [type: number, value: Buffer][] {
  return peer === undefined ? [] : [[turnAttributes.xorPeerAddress, xorMappedAddress(peer, transactionId)]];
}
