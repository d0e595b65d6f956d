import { createCipheriv, createDecipheriv } from 'node:crypto';
import { headerBytes } from '../rtp/packet.ts';
import { deriveSessionKeys, masterSaltBytes, type SessionKeys } from './key-derivation.ts';
import { packetIndex } from './replay-window.ts';
import { createWindows, type PacketTransform } from './srtp.ts';

/** Of AEAD_AES_128_GCM (RFC 7714 sections 8 and 12). */
const gcmTagBytes = 16;
const gcmSaltBytes = 12;
const [options, algorithm] = [{ authTagLength: gcmTagBytes }, 'aes-128-gcm'] as const;

/** A master key of 16 bytes and its salt of 12, as DTLS makes them. */
export interface GcmKey {
  readonly key: Buffer;
  readonly salt: Buffer;
}

/** Protects RTP; null for a packet that is none, or whose number was used before: one nonce never covers two texts. */
export function createGcmSender(key: GcmKey): PacketTransform {
  const keys = sessionKeys(key);
  const windows = createWindows();
  return (packet) => {
    const header = headerBytes(packet);
    if (header === null) return null;
    const ssrc = packet.readUInt32BE(8);
    const window = windows.of(ssrc);
    const index = packetIndex(window.highest(), packet.readUInt16BE(2));
    if (!window.isNew(index)) return null;
    windows.see(ssrc, window, index);
    const cipher = createCipheriv(algorithm, keys.cipher, nonce(keys, ssrc, index), options);
    cipher.setAAD(packet.subarray(0, header));
    const text = cipher.update(packet.subarray(header));
    cipher.final();
    return Buffer.concat([packet.subarray(0, header), text, cipher.getAuthTag()]);
  };
}

/** Opens RTP; null for what is not authentic, was there before, or is older than the last 512. */
export function createGcmReceiver(key: GcmKey): PacketTransform {
  const keys = sessionKeys(key);
  const windows = createWindows();
  return (packet) => {
    const end = packet.length - gcmTagBytes;
    const header = headerBytes(packet);
    if (header === null || end < header) return null;
    const ssrc = packet.readUInt32BE(8);
    const window = windows.of(ssrc);
    const index = packetIndex(window.highest(), packet.readUInt16BE(2));
    if (!window.isNew(index)) return null;
    const cipher = createDecipheriv(algorithm, keys.cipher, nonce(keys, ssrc, index), options);
    cipher.setAAD(packet.subarray(0, header));
    cipher.setAuthTag(packet.subarray(end));
    const text = cipher.update(packet.subarray(header, end));
    if (!isAuthentic(cipher)) return null;
    windows.see(ssrc, window, index);
    return Buffer.concat([packet.subarray(0, header), text]);
  };
}

function isAuthentic(cipher: ReturnType<typeof createDecipheriv>): boolean {
  try {
    cipher.final();
    return true;
  } catch {
    return false;
  }
}

/** The same derivation, with a salt that is shorter by two bytes (RFC 7714 section 11). */
function sessionKeys({ key, salt }: GcmKey): SessionKeys {
  return deriveSessionKeys(Buffer.concat([key, salt, Buffer.alloc(masterSaltBytes - gcmSaltBytes)]), 'rtp');
}

/** RFC 7714 section 8.1: two bytes of zero, the SSRC and the index, by the salt. */
function nonce({ salt }: SessionKeys, ssrc: number, index: number): Buffer {
  const bytes = Buffer.alloc(gcmSaltBytes);
  salt.copy(bytes, 0, 0, gcmSaltBytes);
  bytes.writeUInt32BE((bytes.readUInt32BE(2) ^ ssrc) >>> 0, 2);
  bytes.writeUInt32BE((bytes.readUInt32BE(6) ^ Math.floor(index / 0x10000)) >>> 0, 6);
  bytes.writeUInt16BE(bytes.readUInt16BE(10) ^ (index % 0x10000), 10);
  return bytes;
}
