import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { attributeTypes, type MsTurnMessage } from './message.ts';

/** What a message is sealed by: SHA-1 below version 3 of the protocol, SHA-256 from there on ([MS-TURN] section 2.2.2.17). */
export type SealHash = 'sha1' | 'sha256';

const sealBytes: Readonly<Record<SealHash, number>> = { sha1: 20, sha256: 32 };
/** What the text is filled up to, with zeroes. */
const blockBytes = 64;

/** As the relay token gave them, with the bytes that go over the wire. The password is a secret. */
export interface LongTermCredentials {
  readonly username: Buffer;
  readonly password: Buffer;
}

/** What seals are made with: MD5 over user name, realm and password. */
export function sealKey({ username, password }: LongTermCredentials, realm: Buffer): Buffer {
  const colon = Buffer.from(':');
  return createHash('md5')
    .update(Buffer.concat([username, colon, realm, colon, password]))
    .digest();
}

/** How long the whole attribute is. */
export function sealAttributeBytes(hash: SealHash): number {
  return 4 + sealBytes[hash];
}

/** Over the message up to the attribute, with the length in its header that it has in the end. */
export function sealOf(text: Buffer, key: Buffer, hash: SealHash): Buffer {
  const over = text.length % blockBytes;
  const hmac = createHmac(hash, key).update(text);
  if (over > 0) hmac.update(Buffer.alloc(blockBytes - over));
  return hmac.digest();
}

/** Whether the last attribute is a seal made with that key, by either hash. */
export function isSealed({ attributes, bytes }: MsTurnMessage, key: Buffer): boolean {
  const seal = attributes.at(-1);
  if (seal?.type !== attributeTypes.messageIntegrity || seal.at + 4 + seal.value.length !== bytes.length) return false;
  const hash = (['sha1', 'sha256'] as const).find((each) => sealBytes[each] === seal.value.length);
  if (hash === undefined) return false;
  return timingSafeEqual(sealOf(bytes.subarray(0, seal.at), key, hash), seal.value);
}
