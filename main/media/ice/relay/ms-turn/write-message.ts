import { attributeTypes, headerBytes, magicCookie } from './message.ts';
import { type SealHash, sealAttributeBytes, sealOf } from './seal.ts';

export type Attribute = readonly [type: number, value: Buffer];

/** A message to be written, without its cookie and its seal. */
export interface MessageDraft {
  readonly type: number;
  /** Sixteen bytes. */
  readonly transactionId: Buffer;
  readonly attributes: readonly Attribute[];
}

export interface Sealing {
  readonly key: Buffer;
  readonly hash: SealHash;
}

/** The message, cookie first and, where there is a key, the seal last ([MS-TURN] section 3.1.8). */
export function writeMessage({ type, transactionId, attributes }: MessageDraft, sealing: Sealing | null): Buffer {
  const body = [[attributeTypes.magicCookie, magicCookie] as const, ...attributes].map(writtenAttribute);
  const text = Buffer.concat([Buffer.alloc(headerBytes), ...body]);
  const wholeBytes = text.length + (sealing === null ? 0 : sealAttributeBytes(sealing.hash));
  text.writeUInt16BE(type, 0);
  text.writeUInt16BE(wholeBytes - headerBytes, 2);
  transactionId.copy(text, 4);
  if (sealing === null) return text;
  const seal = sealOf(text, sealing.key, sealing.hash);
  return Buffer.concat([text, writtenAttribute([attributeTypes.messageIntegrity, seal])]);
}

/** An attribute as it stands in a message: without anything behind it, whatever its length. */
export function writtenAttribute([type, value]: Attribute): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value]);
}

/** The value of an attribute that is a number of four bytes. */
export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0, 0);
  return bytes;
}
