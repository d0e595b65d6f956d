/** Messages of MS-TURN made by hand, and looked at by hand: nothing of the server's own code, which they are to try. */
import { createHash, createHmac, randomBytes } from 'node:crypto';

export const cookie = '000f000472c64bc6';

/** An attribute from its type in hex and its value. */
export function tlv(type: string, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type, 'hex'), u16(value.length), value]);
}

export function u16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255]);
}

export function u32(value: number): Buffer {
  return Buffer.concat([u16(value >>> 16), u16(value & 0xffff)]);
}

export function hex(text: string): Buffer {
  return Buffer.from(text.replaceAll(' ', ''), 'hex');
}

/** An IPv4 transport address as an attribute holds it. */
export function at(host: string, port: number): Buffer {
  return Buffer.from([0, 1, port >> 8, port & 255, ...host.split('.').map(Number)]);
}

/** A whole message with a fresh transaction ID. */
export function message(type: string, ...attributes: readonly Buffer[]): Buffer {
  const body = Buffer.concat([hex(cookie), ...attributes]);
  return Buffer.concat([hex(type), u16(body.length), randomBytes(16), body]);
}

export type Hash = 'sha1' | 'sha256';

/** The message with a Message Integrity at its end. */
export function proven(plain: Buffer, key: Buffer, hash: Hash = 'sha1'): Buffer {
  const size = hash === 'sha1' ? 20 : 32;
  const text = Buffer.from(plain);
  u16(plain.length - 20 + 4 + size).copy(text, 2);
  return Buffer.concat([text, tlv('0008', proof(text, key, hash))]);
}

export function keyOf(username: Buffer, realm: string, password: Buffer): Buffer {
  const parts = [username, Buffer.from(`:${realm}:`), password];
  return createHash('md5').update(Buffer.concat(parts)).digest();
}

/** An answer: its type in hex, and the values of its attributes by type in hex. */
export interface Answer {
  readonly type: string;
  readonly transactionId: Buffer;
  readonly values: ReadonlyMap<string, Buffer>;
  /** Types in their order. */
  readonly order: readonly string[];
  readonly bytes: Buffer;
}

export function read(bytes: Buffer): Answer {
  const values = new Map<string, Buffer>();
  const order: string[] = [];
  for (let from = 20; from < bytes.length; ) {
    const type = bytes.subarray(from, from + 2).toString('hex');
    const end = from + 4 + bytes.readUInt16BE(from + 2);
    values.set(type, bytes.subarray(from + 4, end));
    order.push(type);
    from = end;
  }
  return { type: bytes.subarray(0, 2).toString('hex'), transactionId: bytes.subarray(4, 20), values, order, bytes };
}

/** `401 Unauthorized`. */
export function errorOf({ values }: Answer): string {
  const [, , hundreds = 0, rest = 0, ...words] = values.get('0009') ?? Buffer.alloc(4);
  return `${hundreds * 100 + rest} ${Buffer.from(words)}`;
}

/** `127.0.0.1:4711`. */
export function addressIn(value: Buffer | undefined): string {
  const [, , high = 0, low = 0, ...host] = value ?? Buffer.alloc(0);
  return `${host.join('.')}:${high * 256 + low}`;
}

/** Whether the last attribute proves the answer under that key. */
export function isProven({ bytes, order }: Answer, key: Buffer, hash: Hash = 'sha1'): boolean {
  const size = hash === 'sha1' ? 20 : 32;
  const text = bytes.subarray(0, bytes.length - 4 - size);
  return order.at(-1) === '0008' && proof(text, key, hash).equals(bytes.subarray(-size));
}

function proof(text: Buffer, key: Buffer, hash: Hash): Buffer {
  const filled = Buffer.alloc(Math.ceil(text.length / 64) * 64);
  text.copy(filled);
  return createHmac(hash, key).update(filled).digest();
}
