/**
 * How a message is sealed. `rfc5389`: RFC 5389 section 15. `draft-02`: as [MS-ICE2] speaks it below version 3, after
 * draft-ietf-behave-rfc3489bis-02.
 */
export type StunForm = 'rfc5389' | 'draft-02';

export type StunClass = 'request' | 'indication' | 'success' | 'error';

/** Attributes of all messages and of connectivity checks (RFC 5389 section 18.2, RFC 8445 section 16.1, [MS-ICE2] section 2.2). */
export const attributeTypes = {
  mappedAddress: 0x0001,
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  realm: 0x0014,
  nonce: 0x0015,
  xorMappedAddress: 0x0020,
  priority: 0x0024,
  useCandidate: 0x0025,
  alternateServer: 0x8023,
  fingerprint: 0x8028,
  iceControlled: 0x8029,
  iceControlling: 0x802a,
  candidateIdentifier: 0x8054,
  implementationVersion: 0x8070,
} as const;

export interface StunAttribute {
  readonly type: number;
  readonly value: Buffer;
  /** Where its type stands in the message. */
  readonly at: number;
}

/** A message as it was received; attributes share its memory. */
export interface StunMessage {
  readonly class: StunClass;
  /** 1 is Binding. */
  readonly method: number;
  /** Twelve bytes. */
  readonly transactionId: Buffer;
  readonly attributes: readonly StunAttribute[];
  readonly datagram: Buffer;
}

export const headerBytes = 20;
export const magicCookie = 0x2112a442;
export const bindingMethod = 1;

/** The first attribute of a type; later ones do not count (RFC 5389 section 15). */
export function attribute(message: StunMessage, type: number): StunAttribute | null {
  return message.attributes.find((each) => each.type === type) ?? null;
}
