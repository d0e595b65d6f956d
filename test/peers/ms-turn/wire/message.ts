/**
 * Messages of MS-TURN, as its sections 2.2 and 3.1.10 say: a header of 20 bytes with a transaction ID of 16, then attributes that are never
 * filled up, of which the first is the Magic Cookie.
 */
import { attributeTypes, magicCookie } from './names.ts';

export interface Attribute {
  readonly type: number;
  readonly value: Buffer;
}

export interface Message {
  readonly type: number;
  readonly transactionId: Buffer;
  /** Without the Magic Cookie. */
  readonly attributes: readonly Attribute[];
  /** As it came. */
  readonly bytes: Buffer;
}

/** What is wrong with bytes that are no message: they are improper in the sense of 3.1.10. */
export interface Improper {
  readonly improper: string;
}

export const headerBytes = 20;

/** Whether bytes have the mark of a message, which data between a client and its peer has not. */
export function hasMagicCookie(bytes: Buffer): boolean {
  return (
    bytes.length >= headerBytes + 8 &&
    bytes.readUInt16BE(headerBytes) === attributeTypes.magicCookie &&
    bytes.readUInt16BE(headerBytes + 2) === 4 &&
    bytes.readUInt32BE(headerBytes + 4) === magicCookie
  );
}

export function readMessage(bytes: Buffer): Message | Improper {
  if (bytes.length < headerBytes) return { improper: `it has ${bytes.length} bytes, fewer than a header` };
  const type = bytes.readUInt16BE(0);
  if (type >> 14 !== 0) return { improper: 'its first two bits are not zero' };
  const length = bytes.readUInt16BE(2);
  if (length !== bytes.length - headerBytes) {
    return { improper: `its header tells ${length} bytes, and ${bytes.length - headerBytes} follow` };
  }
  if (!hasMagicCookie(bytes)) return { improper: 'its first attribute is not the Magic Cookie' };
  const attributes = readAttributes(bytes.subarray(headerBytes));
  if (attributes === null) return { improper: 'its attributes do not end where it ends' };
  return { type, transactionId: bytes.subarray(4, headerBytes), attributes: attributes.slice(1), bytes };
}

/** The value of the first attribute of that type. */
export function attribute({ attributes }: Pick<Message, 'attributes'>, type: number): Buffer | null {
  return attributes.find((each) => each.type === type)?.value ?? null;
}

export function writeMessage(type: number, transactionId: Buffer, attributes: readonly Attribute[]): Buffer {
  const cookie = { type: attributeTypes.magicCookie, value: uint32(magicCookie) };
  const body = Buffer.concat([cookie, ...attributes].map(writeAttribute));
  return Buffer.concat([uint16(type), uint16(body.length), transactionId, body]);
}

export function writeAttribute({ type, value }: Attribute): Buffer {
  return Buffer.concat([uint16(type), uint16(value.length), value]);
}

export function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function readAttributes(body: Buffer): Attribute[] | null {
  const attributes: Attribute[] = [];
  for (let at = 0; at < body.length; ) {
    if (at + 4 > body.length) return null;
    const end = at + 4 + body.readUInt16BE(at + 2);
    if (end > body.length) return null;
    attributes.push({ type: body.readUInt16BE(at), value: body.subarray(at + 4, end) });
    at = end;
  }
  return attributes;
}
