import { deriveSessionKeys } from './key-derivation.ts';
import { createWindows, hasMki, type PacketTransform } from './srtp.ts';
import type { SrtpKey } from './srtp-key.ts';
import { applyKeyStream, authenticationTag, isAuthentic, tagBytes } from './transform.ts';

/** The first packet's header and the sender's SSRC stay readable. */
const clearBytes = 8;
const indexBytes = 4;
const encrypted = 2 ** 31;

/** Protects compound RTCP (RFC 3711 section 3.4). */
export function createSrtcpSender(key: SrtpKey): PacketTransform {
  const keys = deriveSessionKeys(key.master, 'rtcp');
  let index = 0;
  return (packet) => {
    if (packet.length < clearBytes) return null;
    index = (index + 1) % encrypted;
    const place = { ssrc: packet.readUInt32BE(4), index };
    const number = Buffer.alloc(indexBytes);
    number.writeUInt32BE(encrypted + index);
    const covered = [packet.subarray(0, clearBytes), applyKeyStream(keys, place, packet.subarray(clearBytes)), number];
    return Buffer.concat([...covered, key.mki, authenticationTag(keys, covered)]);
  };
}

/** Opens SRTCP; null for what is not authentic or was there before. */
export function createSrtcpReceiver(key: SrtpKey): PacketTransform {
  const keys = deriveSessionKeys(key.master, 'rtcp');
  const windows = createWindows();
  return (packet) => {
    const end = packet.length - tagBytes - key.mki.length;
    const textEnd = end - indexBytes;
    if (textEnd < clearBytes || !hasMki(packet, end, key)) return null;
    const [ssrc, number] = [packet.readUInt32BE(4), packet.readUInt32BE(textEnd)];
    const index = number % encrypted;
    const window = windows.of(ssrc);
    if (!window.isNew(index)) return null;
    if (!isAuthentic(keys, [packet.subarray(0, end)], packet.subarray(-tagBytes))) return null;
    windows.see(ssrc, window, index);
    const text = packet.subarray(clearBytes, textEnd);
    const clear = number < encrypted ? text : applyKeyStream(keys, { ssrc, index }, text);
    return Buffer.concat([packet.subarray(0, clearBytes), clear]);
  };
}
