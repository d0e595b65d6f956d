/** The messages of [MS-TURN] section 2.2.1. */
export const messageTypes = {
  allocate: 0x0003,
  allocated: 0x0103,
  allocateError: 0x0113,
  /** Never answered. */
  send: 0x0004,
  data: 0x0115,
  setActive: 0x0006,
  activeSet: 0x0106,
  setActiveError: 0x0116,
} as const;

/** Attributes of [MS-TURN] section 2.2.2, as far as they are read or written here. */
export const attributeTypes = {
  mappedAddress: 0x0001,
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  lifetime: 0x000d,
  alternateServer: 0x000e,
  magicCookie: 0x000f,
  destinationAddress: 0x0011,
  remoteAddress: 0x0012,
  data: 0x0013,
  nonce: 0x0014,
  realm: 0x0015,
  version: 0x8008,
  xorMappedAddress: 0x8020,
  sequenceNumber: 0x8050,
} as const;

/** The value of the attribute that every message begins with. */
export const magicCookie: Buffer = Buffer.from([0x72, 0xc6, 0x4b, 0xc6]);

export const headerBytes = 20;
export const transactionIdBytes = 16;

export interface MsTurnAttribute {
  readonly type: number;
  readonly value: Buffer;
  /** Where its type stands in the message. */
  readonly at: number;
}

/** A message as it was received; attributes share its memory. */
export interface MsTurnMessage {
  readonly type: number;
  readonly transactionId: Buffer;
  readonly attributes: readonly MsTurnAttribute[];
  readonly bytes: Buffer;
}

/** The value of the first attribute of a type; null where there is none. */
export function attributeValue(message: MsTurnMessage, type: number): Buffer | null {
  return message.attributes.find((each) => each.type === type)?.value ?? null;
}

/** An attribute of four bytes; null where it is missing or none. */
export function numberOf(message: MsTurnMessage, type: number): number | null {
  const value = attributeValue(message, type);
  return value?.length === 4 ? value.readUInt32BE(0) : null;
}

/** 300 to 699 (RFC 3489 section 11.2.9); null where it cannot be read. */
export function errorCodeOf(message: MsTurnMessage): number | null {
  const value = attributeValue(message, attributeTypes.errorCode);
  if (value === null || value.length < 4) return null;
  const code = (value.readUInt8(2) & 0x7) * 100 + value.readUInt8(3);
  return code >= 300 && code < 700 ? code : null;
}
