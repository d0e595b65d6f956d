import { createCipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import type { SessionKeys } from './key-derivation.ts';

/** Of AES_CM_128_HMAC_SHA1_80, in RTP and in RTCP (RFC 4568 section 6.2). */
export const tagBytes = 10;

/** A packet's place in the key stream: whose it is, and its number (48 bits of RTP, 31 of RTCP). */
export interface StreamPlace {
  readonly ssrc: number;
  readonly index: number;
}

/** Encrypts or decrypts, which is the same (RFC 3711 section 4.1.1). */
export function applyKeyStream({ cipher, salt }: SessionKeys, { ssrc, index }: StreamPlace, text: Buffer): Buffer {
  const counter = Buffer.alloc(16);
  salt.copy(counter);
  counter.writeUInt32BE((counter.readUInt32BE(4) ^ ssrc) >>> 0, 4);
  const high = Math.floor(index / 0x10000);
  counter.writeUInt32BE((counter.readUInt32BE(8) ^ high) >>> 0, 8);
  counter.writeUInt16BE(counter.readUInt16BE(12) ^ (index % 0x10000), 12);
  return createCipheriv('aes-128-ctr', cipher, counter).update(text);
}

/** The first ten bytes of HMAC-SHA1 over the parts, one behind the other (RFC 3711 section 4.2.1). */
export function authenticationTag({ authentication }: SessionKeys, parts: readonly Buffer[]): Buffer {
  const hmac = createHmac('sha1', authentication);
  for (const part of parts) hmac.update(part);
  return hmac.digest().subarray(0, tagBytes);
}

/** Whether the tag is that of the parts; takes the same time whatever is wrong with it. */
export function isAuthentic(keys: SessionKeys, parts: readonly Buffer[], tag: Buffer): boolean {
  return timingSafeEqual(authenticationTag(keys, parts), tag);
}
