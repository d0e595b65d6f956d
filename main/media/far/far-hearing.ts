import type { Clock } from '../../core/ports.ts';
import { setNewest } from '../../core/set-newest.ts';
import type { FarReport } from '../rtp/read-rtcp.ts';
import { middleNtpOf, type ReceptionReport } from '../rtp/rtcp.ts';

/** What the far side's reports say of the voice that goes there and of its own. */
export interface FarHearing {
  /** How it receives us; null where no report of late says so. */
  readonly far: { readonly lostShare: number; readonly jitterMs: number } | null;
  /** There and back over the network, in ms; null before it can be known. */
  readonly roundTripMs: number | null;
  /** Whether it says that it sent voice between its latest two reports; null where none of late say so. */
  readonly farSends: boolean | null;
}

export interface FarHearingDeps {
  /** Of what we send. */
  readonly ssrc: number;
  /** Of the RTP clock of the voice. */
  readonly ticksPerMs: number;
  readonly clock: Pick<Clock, 'now'>;
}

export interface FarHearingTracker {
  /** A sender report of ours goes out, with this time in it. */
  reported(wallMs: number): void;
  told(report: FarReport): void;
  figures(): FarHearing;
}

/** Reports come every five seconds; after three that are missing, the last says nothing of now. */
const staleMs = 16_000;
/** Of our sender reports; the far side names the latest that it had. */
const mostReports = 8;
/** A longer way is none that voice would bear: the report names a time that we did not mean. */
const longestMs = 60_000;

/** Reads what is told of the stream with that SSRC, by the far side's reports (RFC 3550 section 6.4.1). */
export function createFarHearing({ ssrc, ticksPerMs, clock }: FarHearingDeps): FarHearingTracker {
  /** When each of our reports left, by the time that stands in it. */
  const sentAt = new Map<number, number>();
  let heard: { readonly at: number; readonly far: NonNullable<FarHearing['far']> } | null = null;
  let sending: { readonly at: number; readonly packets: number; readonly sends: boolean | null } | null = null;
  let roundTripMs: number | null = null;

  const roundTrip = ({ lastSenderReport, delaySinceLast }: ReceptionReport): number | null => {
    const left = sentAt.get(lastSenderReport);
    if (left === undefined) return null;
    const ms = clock.now() - left - delaySinceLast / 65.536;
    return ms > longestMs || ms < -1000 ? null : Math.max(0, ms);
  };
  const isFresh = <Told extends { readonly at: number }>(told: Told | null): Told | null =>
    told !== null && clock.now() - told.at < staleMs ? told : null;

  return {
    reported(wallMs) {
      setNewest(sentAt, middleNtpOf(wallMs), clock.now(), mostReports);
    },
    told({ sender, blocks }) {
      const at = clock.now();
      if (sender === null) sending = { at, packets: sending?.packets ?? 0, sends: false };
      else {
        const sends = sending === null ? null : sender.packets !== sending.packets;
        sending = { at, packets: sender.packets, sends };
      }
      const block = blocks.find((each) => each.ssrc === ssrc);
      if (block === undefined) return;
      heard = { at, far: { lostShare: block.fractionLost / 256, jitterMs: block.jitter / ticksPerMs } };
      roundTripMs = roundTrip(block) ?? roundTripMs;
    },
    figures: () => ({
      far: isFresh(heard)?.far ?? null,
      roundTripMs: isFresh(heard) === null ? null : roundTripMs,
      farSends: isFresh(sending)?.sends ?? null,
    }),
  };
}
