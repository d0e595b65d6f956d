/**
 * Message Integrity (MS-TURN 2.2.2.3 and 3.1.11): the last attribute, a keyed hash of everything before it, filled up with zeroes to
 * a multiple of 64 bytes, under a header that counts the attribute already. The hash is SHA-1, or SHA-256 between two sides that both
 * tell version 3 or newer. What the public text does not show us is the key under SHA-256; here it is the same.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type Attribute, type Message, writeAttribute, writeMessage } from './message.ts';
import { attributeTypes } from './names.ts';

export interface Credentials {
  readonly username: Buffer;
  readonly password: Buffer;
}

export type Hash = 'sha1' | 'sha256';

const hashBytes: Readonly<Record<Hash, number>> = { sha1: 20, sha256: 32 };

/** The long-term key: MD5 of name, realm and password between colons. */
export function integrityKey({ username, password }: Credentials, realm: string): Buffer {
  const colon = Buffer.from(':');
  return createHash('md5')
    .update(Buffer.concat([username, colon, Buffer.from(realm), colon, password]))
    .digest();
}

/** A message with its proof at the end. */
export function signMessage(
  type: number,
  transactionId: Buffer,
  attributes: readonly Attribute[],
  key: Buffer,
  hash: Hash,
): Buffer {
  const dummy = { type: attributeTypes.messageIntegrity, value: Buffer.alloc(hashBytes[hash]) };
  const whole = writeMessage(type, transactionId, [...attributes, dummy]);
  const text = whole.subarray(0, whole.length - writeAttribute(dummy).length);
  return Buffer.concat([text, writeAttribute({ ...dummy, value: proof(text, key, hash) })]);
}

/** null where the proof is right, else what is wrong with it. */
export function integrityFault({ attributes, bytes }: Message, key: Buffer, hash: Hash): string | null {
  const last = attributes.at(-1);
  if (last?.type !== attributeTypes.messageIntegrity) return 'Message Integrity is not its last attribute';
  if (last.value.length !== hashBytes[hash]) return `its proof has ${last.value.length} bytes, which is not ${hash}`;
  const text = bytes.subarray(0, bytes.length - 4 - last.value.length);
  return timingSafeEqual(proof(text, key, hash), last.value)
    ? null
    : 'its proof is of another text or under another key';
}

function proof(text: Buffer, key: Buffer, hash: Hash): Buffer {
  const filling = Buffer.alloc((64 - (text.length % 64)) % 64);
  return createHmac(hash, key).update(text).update(filling).digest();
}
