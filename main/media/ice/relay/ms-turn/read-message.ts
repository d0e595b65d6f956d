import { attributeTypes, headerBytes, type MsTurnAttribute, type MsTurnMessage, magicCookie } from './message.ts';
import { writtenAttribute } from './write-message.ts';

const mostAttributes = 32;
const beginning = writtenAttribute([attributeTypes.magicCookie, magicCookie]);

/**
 * Reads a message of [MS-TURN] section 2.2; null where it is none. It begins with the magic cookie, and attributes follow each other
 * without anything in between, whatever their length. What follows the seal does not count.
 */
export function readMessage(bytes: Buffer): MsTurnMessage | null {
  if (!looksLikeMessage(bytes)) return null;
  const attributes = readAttributes(bytes);
  if (attributes === null) return null;
  const seal = attributes.findIndex(({ type }) => type === attributeTypes.messageIntegrity);
  return {
    type: bytes.readUInt16BE(0),
    transactionId: bytes.subarray(4, headerBytes),
    attributes: seal < 0 ? attributes : attributes.slice(0, seal + 1),
    bytes,
  };
}

/** What sets it apart from media and checks, which the relay passes on as they are. */
function looksLikeMessage(bytes: Buffer): boolean {
  if (bytes.length < headerBytes + beginning.length) return false;
  const isWhole = bytes.readUInt16BE(2) + headerBytes === bytes.length;
  const begins = bytes.subarray(headerBytes, headerBytes + beginning.length).equals(beginning);
  return isWhole && begins && bytes.readUInt8(0) < 0x40;
}

/** Null where they do not end where the message ends. */
function readAttributes(bytes: Buffer): MsTurnAttribute[] | null {
  const attributes: MsTurnAttribute[] = [];
  let at = headerBytes;
  while (at < bytes.length) {
    if (at + 4 > bytes.length || attributes.length === mostAttributes) return null;
    const end = at + 4 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return null;
    attributes.push({ type: bytes.readUInt16BE(at), value: bytes.subarray(at + 4, end), at });
    at = end;
  }
  return attributes;
}
