import { deriveSessionKeys } from './key-derivation.ts';
import { createWindows, hasMki, type PacketTransform, type Receiver } from './srtp.ts';
import type { SrtpKey } from './srtp-key.ts';
import { applyKeyStream, authenticationTag, isAuthentic, tagBytes } from './transform.ts';

/** The first packet's header and the sender's SSRC stay readable. */
const clearBytes = 8;
const indexBytes = 4;
const encrypted = 2 ** 31;

/** What protects reports. */
export interface ReportSender extends PacketTransform {
  /** Of the latest packet; 0 before the first. */
  index(): number;
}

/** Protects compound RTCP (RFC 3711 section 3.4). `before`: the index of the key that this one takes the place of, which goes on (section 3.2.1). */
export function createSrtcpSender(key: SrtpKey, before = 0): ReportSender {
  const keys = deriveSessionKeys(key.master, 'rtcp');
  let index = before;
  const protect = (packet: Buffer) => {
    if (packet.length < clearBytes) return null;
    index = (index + 1) % encrypted;
    const place = { ssrc: packet.readUInt32BE(4), index };
    const number = Buffer.alloc(indexBytes);
    number.writeUInt32BE(encrypted + index);
    const covered = [packet.subarray(0, clearBytes), applyKeyStream(keys, place, packet.subarray(clearBytes)), number];
    return Buffer.concat([...covered, key.mki, authenticationTag(keys, covered)]);
  };
  return Object.assign(protect, { index: () => index });
}

/** Opens SRTCP. Its index is in the packet, so that it does not matter where that begins. */
export function createSrtcpReceiver(key: SrtpKey): Receiver {
  const keys = deriveSessionKeys(key.master, 'rtcp');
  const windows = createWindows();

  const textEndOf = (packet: Buffer): number | null => {
    const end = packet.length - tagBytes - key.mki.length;
    const isWhole = end - indexBytes >= clearBytes && hasMki(packet, end, key);
    return isWhole ? end - indexBytes : null;
  };
  const isSealed = (packet: Buffer, textEnd: number) =>
    isAuthentic(keys, [packet.subarray(0, textEnd + indexBytes)], packet.subarray(-tagBytes));
  const open = (packet: Buffer) => {
    const textEnd = textEndOf(packet);
    if (textEnd === null) return null;
    const [ssrc, number] = [packet.readUInt32BE(4), packet.readUInt32BE(textEnd)];
    const index = number % encrypted;
    const window = windows.of(ssrc);
    if (!window.isNew(index) || !isSealed(packet, textEnd)) return null;
    windows.see(ssrc, window, index);
    const text = packet.subarray(clearBytes, textEnd);
    const clear = number < encrypted ? text : applyKeyStream(keys, { ssrc, index }, text);
    return Buffer.concat([packet.subarray(0, clearBytes), clear]);
  };
  return Object.assign(open, {
    isAuthentic(packet: Buffer) {
      const textEnd = textEndOf(packet);
      return textEnd !== null && isSealed(packet, textEnd);
    },
  });
}
