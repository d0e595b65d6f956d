import { createSrtcpReceiver, createSrtcpSender } from './srtcp.ts';
import { createSrtpReceiver, createSrtpSender, type Indexes, type PacketTransform, type Receiver } from './srtp.ts';
import type { SrtpKey } from './srtp-key.ts';

/** How datagrams are protected on their way over the network; each way null for one that is to be dropped. */
export interface Protection extends Sealing, Opening {}

/** What goes out. */
export interface Sealing {
  readonly protectRtp: PacketTransform;
  readonly protectRtcp: PacketTransform;
}

/** What comes in. */
export interface Opening {
  readonly openRtp: PacketTransform;
  readonly openRtcp: PacketTransform;
}

/** What goes out under a key, and how far its counters are. */
export interface KeyedSealing extends Sealing {
  counters(): SentCounters;
}

/** Of RTP for each SSRC, and of RTCP. */
export interface SentCounters {
  readonly rtp: Indexes;
  readonly rtcp: number;
}

/** What comes in, whether or not it is protected, and how far that has come. */
export interface FarOpening extends Opening {
  readonly isClear: boolean;
  readonly openRtp: Receiver;
  readonly openRtcp: Receiver;
  indexes(): Indexes;
}

/** Without a key nothing is authentic. */
const asItIs: Receiver = Object.assign((packet: Buffer) => packet, { isAuthentic: () => false });

/** Plain RTP. */
export const inTheClear: Sealing & FarOpening = {
  protectRtp: (packet) => packet,
  protectRtcp: (packet) => packet,
  isClear: true,
  openRtp: asItIs,
  openRtcp: asItIs,
  indexes: () => new Map(),
};

/** SRTP and SRTCP under two keys: `own` for what is sent, `far` for what comes. */
export function protectedBy(own: SrtpKey, far: SrtpKey): Protection {
  return { ...sealedBy(own), ...openedBy(far) };
}

/** `before`: the counters of the key that this one takes the place of, where they go on. */
export function sealedBy(own: SrtpKey, before?: SentCounters): KeyedSealing {
  const protectRtp = createSrtpSender(own, before?.rtp);
  const protectRtcp = createSrtcpSender(own, before?.rtcp);
  return { protectRtp, protectRtcp, counters: () => ({ rtp: protectRtp.indexes(), rtcp: protectRtcp.index() }) };
}

/** `before`: how far the stream had come under the key that this one takes the place of. `inMidst`: it may have begun before anybody here listened. */
export function openedBy(far: SrtpKey, before?: Indexes, inMidst = false): FarOpening {
  const openRtp = createSrtpReceiver(far, before, inMidst);
  return { isClear: false, openRtp, openRtcp: createSrtcpReceiver(far), indexes: openRtp.indexes };
}

/**
 * What comes in by another agreement, with what was sent before the far side knew of it. Nothing but what is authentic is taken where a key is agreed; and
 * where none is any more, what is under the old key is no voice in the clear.
 */
export function goingOver(before: FarOpening, next: FarOpening): FarOpening {
  if (before.isClear) return next;
  const over = next.isClear ? untilPlain : untilAuthentic;
  return { ...next, openRtp: over(before.openRtp, next.openRtp), openRtcp: over(before.openRtcp, next.openRtcp) };
}

/** By the old key until the first packet under the new one. */
function untilAuthentic(before: Receiver, next: Receiver): Receiver {
  let old: Receiver | null = before;
  const open = (packet: Buffer) => {
    const opened = next(packet);
    if (opened !== null) old = null;
    return opened ?? old?.(packet) ?? null;
  };
  const isAuthentic = (packet: Buffer) => next.isAuthentic(packet) || old?.isAuthentic(packet) === true;
  return Object.assign(open, { isAuthentic });
}

/** Nothing shows when the last packet under the old key is here: each is tried. */
function untilPlain(before: Receiver, next: Receiver): Receiver {
  const open = (packet: Buffer) => before(packet) ?? (before.isAuthentic(packet) ? null : next(packet));
  return Object.assign(open, { isAuthentic: next.isAuthentic });
}
