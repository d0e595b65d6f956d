import { setNewest } from '../../core/set-newest.ts';
import { headerBytes } from '../rtp/packet.ts';
import { deriveSessionKeys, type SessionKeys } from './key-derivation.ts';
import { createReplayWindow, packetIndex, type ReplayWindow } from './replay-window.ts';
import type { SrtpKey } from './srtp-key.ts';
import { applyKeyStream, authenticationTag, isAuthentic, tagBytes } from './transform.ts';

/** RTP in one direction under one key: from the clear to what goes over the wire, or back; null for what is to be dropped. */
export type PacketTransform = (packet: Buffer) => Buffer | null;

/** The highest index of each stream by its SSRC. */
export type Indexes = ReadonlyMap<number, number>;

/** What protects, and how far it has come. */
export interface Sender extends PacketTransform {
  indexes(): Indexes;
}

/** What opens: null for what is not authentic, was there before, or is older than the last 512. */
export interface Receiver extends PacketTransform {
  /** Whether a packet was protected under the key, be it old or there before. */
  isAuthentic(packet: Buffer): boolean;
}

/** What opens RTP, and how far it has come. */
export interface StreamReceiver extends Receiver {
  indexes(): Indexes;
}

/**
 * Streams that a key is used for at a time: a far side changes its SSRC when the call is transferred. A stranger cannot add one, because
 * its packets are not authentic.
 */
const mostStreams = 64;

/**
 * How often the numbers of a stream may have begun anew before its first packet came here: of pictures in eight hours, of voice in four days. As it is
 * in no packet, each is tried; only where streams are met in their midst, and for so many packets alone, because whoever can send to us can send some that
 * fit none.
 */
const [mostRollovers, mostSearches] = [256, 64];

const none: Indexes = new Map();

/**
 * Protects RTP (RFC 3711 section 3.3); null for a packet that is none, or whose number was used before: the same key stream never covers two texts.
 * `before`: of the key that this one takes the place of, whose rollovers go on.
 */
export function createSrtpSender(key: SrtpKey, before = none): Sender {
  const keys = deriveSessionKeys(key.master, 'rtp');
  const windows = createWindows(before);
  const protect = (packet: Buffer) => {
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
  return Object.assign(protect, { indexes: windows.indexes });
}

/**
 * Opens SRTP. `before`: of the key that this one takes the place of. Its rollovers should go on (RFC 3711 section 3.3.1), and of a new place they begin
 * anew (RFC 4568 section 7.1.4); far sides do either wherever they are, so that a stream's first packet is tried with both. `inMidst`: a
 * stream may have begun before anybody here listened, as where a process carries a call on, and then it may have any.
 */
export function createSrtpReceiver(key: SrtpKey, before = none, inMidst = false): StreamReceiver {
  const keys = deriveSessionKeys(key.master, 'rtp');
  const windows = createWindows();
  let searches = inMidst ? mostSearches : 0;

  /** Those that a packet may have, of a stream whose highest is known. */
  const indexesOf = (highest: number, ssrc: number, sequenceNumber: number): number[] => {
    const index = packetIndex(highest, sequenceNumber);
    const goneOn = highest < 0 ? before.get(ssrc) : undefined;
    const other = goneOn === undefined ? index : packetIndex(goneOn, sequenceNumber);
    return other === index ? [index] : [index, other];
  };
  const laterIndexes = (sequenceNumber: number): number[] => {
    if (searches === 0) return [];
    searches -= 1;
    return Array.from({ length: mostRollovers }, (_, rollovers) => (rollovers + 1) * 0x10000 + sequenceNumber);
  };
  const authentic = (packet: Buffer, isTaken: (window: ReplayWindow, index: number) => boolean) => {
    const end = packet.length - tagBytes - key.mki.length;
    const header = headerBytes(packet);
    if (header === null || end < header || !hasMki(packet, end, key)) return null;
    const ssrc = packet.readUInt32BE(8);
    const [window, covered] = [windows.of(ssrc), packet.subarray(0, end)];
    const [highest, sequenceNumber] = [window.highest(), packet.readUInt16BE(2)];
    const isRight = (each: number) =>
      isTaken(window, each) && isAuthentic(keys, [covered, rollover(each)], packet.subarray(-tagBytes));
    const isMet = highest >= 0 || before.has(ssrc);
    const index =
      indexesOf(highest, ssrc, sequenceNumber).find(isRight) ??
      (isMet ? undefined : laterIndexes(sequenceNumber).find(isRight));
    return index === undefined ? null : { ssrc, window, index, covered, header };
  };
  const open = (packet: Buffer) => {
    const found = authentic(packet, (window, index) => window.isNew(index));
    if (found === null) return null;
    windows.see(found.ssrc, found.window, found.index);
    return opened(keys, found, found.covered, found.header);
  };
  return Object.assign(open, {
    isAuthentic: (packet: Buffer) => authentic(packet, (_window, index) => index >= 0) !== null,
    indexes: () => new Map([...before, ...windows.indexes()].slice(-mostStreams)),
  });
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
  indexes(): Indexes;
}

/** `before`: what counts as there already. */
export function createWindows(before = none): Windows {
  const windows = new Map([...before].map(([ssrc, index]) => [ssrc, createReplayWindow(index)]));
  return {
    of: (ssrc) => windows.get(ssrc) ?? createReplayWindow(),
    see(ssrc, window, index) {
      window.see(index);
      if (!windows.has(ssrc)) setNewest(windows, ssrc, window, mostStreams);
    },
    indexes: () => new Map([...windows].map(([ssrc, window]) => [ssrc, window.highest()])),
  };
}
