import type { HearingFigures } from '../../preload/contract/index.ts';

/** What a peer connection's statistics tell of what is played: sums since its start (W3C webrtc-stats, RTCInboundRtpStreamStats). */
export interface Played {
  /** Packets that were thrown away, because their turn was over. */
  readonly discarded: number;
  /** The time that samples waited, in seconds, and how many left the buffer. */
  readonly waited: number;
  readonly emitted: number;
}

export const nothingPlayed: Played = { discarded: 0, waited: 0, emitted: 0 };

export function playedOf(stats: RTCStatsReport): Played {
  let played = nothingPlayed;
  stats.forEach((entry: RTCInboundRtpStreamStats) => {
    if (entry.type !== 'inbound-rtp') return;
    played = {
      discarded: entry.packetsDiscarded ?? 0,
      waited: entry.jitterBufferDelay ?? 0,
      emitted: entry.jitterBufferEmittedCount ?? 0,
    };
  });
  return played;
}

/** How it was between two looks. `microphone`: its loudness at most. */
export function hearingBetween(before: Played, now: Played, microphone: number): Omit<HearingFigures, 'callId'> {
  const emitted = now.emitted - before.emitted;
  return {
    late: Math.max(0, now.discarded - before.discarded),
    bufferMs: emitted <= 0 ? null : Math.max(0, ((now.waited - before.waited) / emitted) * 1000),
    microphone,
  };
}
