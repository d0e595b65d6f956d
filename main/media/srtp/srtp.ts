import { headerBytes } from '../rtp/packet.ts';
import { deriveSessionKeys, type SessionKeys } from './key-derivation.ts';
import { createReplayWindow, packetIndex, type ReplayWindow } from './replay-window.ts';
import type { SrtpKey } from './srtp-key.ts';
import { applyKeyStream, authenticationTag, isAuthentic, tagBytes } from './transform.ts';

/** RTP in one direction under one key: from the clear to what goes over the wire, or back; null for what is to be dropped. */
export type PacketTransform = (packet: Buffer) => Buffer | null;

/**
 * Streams that a key is used for at a time: a far side changes its SSRC when the call is transferred. A stranger cannot add one, because
 * its packets are not authentic.
 */
const mostStreams = 64;

/** Protects RTP (RFC 3711 section 3.3); null for a packet that is none, or whose number was used before: the same key stream never covers two texts. */
export function createSrtpSender(key: SrtpKey): PacketTransform {
  const keys = deriveSessionKeys(key.master, 'rtp');
  const windows = createWindows();
  return (packet) => {
    const header = headerBytes(packet);
    if (header === null) return null;
    const [ssrc, sequenceNumber] = [packet.readUInt32BE(8), packet.readUInt16BE(2)];
    const window = windows.of(ssrc);
    const index = packetIndex(window.highest(), sequenceNumber);
    if (!window.isNew(index)) return null;
    windows.see(ssrc, window, index);
    const text = applyKeyStream(keys, { ssrc, index }, packet.subarray(header));
    const covered = [packet.subarray(0, header), text];
    return Buffer.concat([...covered, key.mki, authenticationTag(keys, [...covered, rollover(index)])]);
  };
}

/** Opens SRTP; null for what is not authentic, was there before, or is older than the last 512. */
export function createSrtpReceiver(key: SrtpKey): PacketTransform {
  const keys = deriveSessionKeys(key.master, 'rtp');
  const windows = createWindows();
  return (packet) => {
    const end = packet.length - tagBytes - key.mki.length;
    const header = headerBytes(packet);
    if (header === null || end < header || !hasMki(packet, end, key)) return null;
    const [ssrc, sequenceNumber] = [packet.readUInt32BE(8), packet.readUInt16BE(2)];
    const window = windows.of(ssrc);
    const index = packetIndex(window.highest(), sequenceNumber);
    if (!window.isNew(index)) return null;
    if (!isAuthentic(keys, [packet.subarray(0, end), rollover(index)], packet.subarray(-tagBytes))) return null;
    windows.see(ssrc, window, index);
    return opened(keys, { ssrc, index }, packet.subarray(0, end), header);
  };
}

function opened(keys: SessionKeys, place: { ssrc: number; index: number }, packet: Buffer, header: number): Buffer {
  return Buffer.concat([packet.subarray(0, header), applyKeyStream(keys, place, packet.subarray(header))]);
}

/** Whether the key's identifier stands where the packet's text ends (RFC 3711 section 3.1). */
export function hasMki(packet: Buffer, end: number, { mki }: SrtpKey): boolean {
  return packet.subarray(end, end + mki.length).equals(mki);
}

/** How often the sequence number began anew; it is authenticated, and not sent. */
function rollover(index: number): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(Math.floor(index / 0x10000) >>> 0);
  return count;
}

/** What was seen of each stream. Only what is seen is remembered, of the streams that came last. */
export interface Windows {
  of(ssrc: number): ReplayWindow;
  see(ssrc: number, window: ReplayWindow, index: number): void;
}

export function createWindows(): Windows {
  const windows = new Map<number, ReplayWindow>();
  return {
    of: (ssrc) => windows.get(ssrc) ?? createReplayWindow(),
    see(ssrc, window, index) {
      window.see(index);
      if (windows.has(ssrc)) return;
      windows.set(ssrc, window);
      const [oldest] = windows.keys();
      if (windows.size > mostStreams && oldest !== undefined) windows.delete(oldest);
    },
  };
}
