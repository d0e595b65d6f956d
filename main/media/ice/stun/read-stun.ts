import {
  attributeTypes,
  headerBytes,
  magicCookie,
  type StunAttribute,
  type StunClass,
  type StunMessage,
} from './message.ts';

/** Checks have about 150 bytes; with more, somebody only keeps us busy. */
const largestBytes = 2048;
const mostAttributes = 32;

const classes: readonly StunClass[] = ['request', 'indication', 'success', 'error'];

/** Whether a datagram is STUN rather than DTLS, RTP or RTCP, if it is anything (RFC 7983 section 7). */
export function looksLikeStun(datagram: Buffer): boolean {
  return datagram.length > 0 && datagram.readUInt8(0) < 4;
}

/**
 * Reads a datagram as a STUN message with the magic cookie; null where it is none. Attributes stand at multiples of four, or, as
 * old peers write them, without anything in between. What follows MESSAGE-INTEGRITY does not count, but FINGERPRINT.
 */
export function readStun(datagram: Buffer): StunMessage | null {
  if (datagram.length < headerBytes || datagram.length > largestBytes || !looksLikeStun(datagram)) return null;
  const type = datagram.readUInt16BE(0);
  const isWhole = datagram.readUInt16BE(2) + headerBytes === datagram.length;
  if (!isWhole || datagram.readUInt32BE(4) !== magicCookie) return null;
  const attributes = readAttributes(datagram, 4) ?? readAttributes(datagram, 1);
  const kind = classes[((type & 0x100) >> 7) | ((type & 0x10) >> 4)];
  if (attributes === null || kind === undefined) return null;
  return {
    class: kind,
    method: ((type & 0x3e00) >> 2) | ((type & 0xe0) >> 1) | (type & 0xf),
    transactionId: datagram.subarray(8, headerBytes),
    attributes: withoutUnsealed(attributes),
    datagram,
  };
}

/** Null where they do not end where the message ends. */
function readAttributes(datagram: Buffer, alignment: number): StunAttribute[] | null {
  const attributes: StunAttribute[] = [];
  let at = headerBytes;
  while (at < datagram.length) {
    if (at + 4 > datagram.length || attributes.length === mostAttributes) return null;
    const length = datagram.readUInt16BE(at + 2);
    const end = at + 4 + length;
    if (end > datagram.length) return null;
    attributes.push({ type: datagram.readUInt16BE(at), value: datagram.subarray(at + 4, end), at });
    at += 4 + Math.ceil(length / alignment) * alignment;
  }
  return at === datagram.length ? attributes : null;
}

function withoutUnsealed(attributes: readonly StunAttribute[]): StunAttribute[] {
  const seal = attributes.findIndex(({ type }) => type === attributeTypes.messageIntegrity);
  return attributes.filter(({ type }, index) => seal < 0 || index <= seal || type === attributeTypes.fingerprint);
}
