import { createSrtcpReceiver, createSrtcpSender } from './srtcp.ts';
import { createSrtpReceiver, createSrtpSender, type PacketTransform } from './srtp.ts';
import type { SrtpKey } from './srtp-key.ts';

/** How datagrams are protected on their way over the network; each way null for one that is to be dropped. */
export interface Protection {
  readonly protectRtp: PacketTransform;
  readonly protectRtcp: PacketTransform;
  readonly openRtp: PacketTransform;
  readonly openRtcp: PacketTransform;
}

/** Plain RTP. */
export const inTheClear: Protection = {
  protectRtp: (packet) => packet,
  protectRtcp: (packet) => packet,
  openRtp: (packet) => packet,
  openRtcp: (packet) => packet,
};

/** SRTP and SRTCP under two keys: `own` for what is sent, `far` for what comes. */
export function protectedBy(own: SrtpKey, far: SrtpKey): Protection {
  return {
    protectRtp: createSrtpSender(own),
    protectRtcp: createSrtcpSender(own),
    openRtp: createSrtpReceiver(far),
    openRtcp: createSrtcpReceiver(far),
  };
}

/** A new protection, which also opens what was sent before the far side knew of it, until the first packet of its own comes. */
export function goingOver(before: Protection, next: Protection): Protection {
  const either = (kind: 'openRtp' | 'openRtcp'): PacketTransform => {
    let isOver = false;
    return (packet) => {
      const opened = next[kind](packet);
      if (opened !== null) isOver = true;
      return opened ?? (isOver ? null : before[kind](packet));
    };
  };
  return { ...next, openRtp: either('openRtp'), openRtcp: either('openRtcp') };
}
