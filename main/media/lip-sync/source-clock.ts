import type { Clock } from '../../core/ports.ts';
import { setNewest } from '../../core/set-newest.ts';
import type { RtpPacket } from '../rtp/packet.ts';
import { cnameOf, readReport } from '../rtp/read-rtcp.ts';

/** Of sources whose latest sender report is kept. */
const mostSources = 4;
/** The share of one packet in the mean: of the last second or so. */
const share = 1 / 32;
/** Without a packet for so long a source is silent, and what comes next begins another mean, whatever time it says. */
const silentAfterMs = 5000;

/** How long what is sent now takes from the microphone or the camera to here, by the sender's own clock. */
export interface Transit {
  /** Mean, in ms, and from a start of no meaning: only the difference between two of one sender is a time. */
  readonly ms: number;
  /** Of the sender; two streams with the same one have the same clock (RFC 3550 section 6.5.1). */
  readonly cname: string;
  /** Nothing came for a while: this is how it was before. */
  readonly silent: boolean;
}

interface Mean extends Omit<Transit, 'silent'> {
  readonly ssrc: number;
  /** Of the latest packet. */
  readonly at: number;
  readonly timestamp: number;
}

/** When what comes in one stream was taken, as its sender reports say it (RFC 3550 section 6.4.1). */
export interface SourceClock {
  report(datagram: Buffer): void;
  /** One that completes what is to be played or shown at its time. */
  packet(packet: RtpPacket): void;
  /** Null while it is not known. */
  transit(): Transit | null;
}

interface Reported {
  readonly cname: string;
  /** One moment on the sender's clock, in ms, and on that of the stream. */
  readonly ntpMs: number;
  readonly timestamp: number;
}

export function createSourceClock(clock: Pick<Clock, 'now'>, ticksPerMs: number): SourceClock {
  const reported = new Map<number, Reported>();
  let mean: Mean | null = null;
  const isSilent = ({ at }: Mean) => clock.now() - at >= silentAfterMs;

  return {
    report(datagram) {
      const told = readReport(datagram);
      const cname = told && cnameOf(datagram, told.ssrc);
      if (!told?.sender || cname === null) return;
      const { ntpMs, timestamp } = told.sender;
      setNewest(reported, told.ssrc, { cname, ntpMs, timestamp }, mostSources);
    },
    packet({ ssrc, timestamp }) {
      const source = reported.get(ssrc);
      const before = mean?.ssrc === ssrc && mean.cname === source?.cname && !isSilent(mean) ? mean : null;
      // What repeats a time, such as a key that is held, or comes late, says nothing of the way.
      if (source === undefined || (before !== null && ((timestamp - before.timestamp) | 0) <= 0)) return;
      const at = clock.now();
      const ms = at - source.ntpMs - ((timestamp - source.timestamp) | 0) / ticksPerMs;
      const goesOn = before === null ? ms : before.ms + (ms - before.ms) * share;
      mean = { ssrc, at, timestamp, cname: source.cname, ms: goesOn };
    },
    transit: () => mean && { ms: mean.ms, cname: mean.cname, silent: isSilent(mean) },
  };
}
