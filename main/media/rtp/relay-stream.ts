import type { Clock, Random } from '../../core/ports.ts';
import { nextSequenceNumber, type RtpPacket, sequenceDifference } from './packet.ts';
import { RelayedSources } from './relayed-sources.ts';
import { usualLimits } from './sequence.ts';

/** Of the clock of most voice codecs, which is 8 kHz. */
const usualTicksPerMs = 8;

/** What a packet of ours is taken to last before the next one. */
const frameMs = 20;

/** A jump larger than this is a new start of the source, not a loss (RFC 3550 appendix A.1, MAX_DROPOUT, made tighter). */
const largestGap = 1000;

/** Pieces of a picture are sent again, many in a row, after as many others as go out in two seconds; so they are late, and no new start. */
const mostLate: Readonly<Record<Relayed, number>> = { voice: usualLimits.mostLate, pictures: largestGap };

/** A packet may belong to an earlier time, such as the start of a key that is held. One that is further behind is of another count. */
const mostBehindMs = 10_000;

/** A piece that is sent again is of a picture that was begun. */
const mostAheadMs = 500;

/** What a stream carries. */
export type Relayed = 'voice' | 'pictures';

/** One outgoing RTP stream with an SSRC of its own, whatever its source does. */
export interface RelayStream {
  readonly ssrc: number;
  /** Carries a packet over: same payload, loss and order; our SSRC, sequence and time line. */
  relay(packet: RtpPacket, payloadType: number): RtpPacket;
  /** A packet of the source ends here, and leaves no hole in the numbers by which it would seem lost. */
  skip(packet: RtpPacket): void;
  /** A packet of our own between those of the source, such as a keepalive. */
  insert(payload: Buffer, payloadType: number): RtpPacket;
  /** The same again, later: a packet about what began with the one before, under its time stamp (RFC 4733 section 2.5.1.2). */
  insertMore(payload: Buffer, payloadType: number): RtpPacket;
  /** Milliseconds of the clock when the last packet went out; minus infinity before the first. */
  lastAt(): number;
  /** The number that a packet of the source had, or would have had, which has this one here; null where nothing is carried over. */
  numberThere(sequenceNumber: number): number | null;
}

/**
 * Starts at a random sequence number and time stamp (RFC 3550 section 5.1), the number in the lower half: where the first packets are lost, a
 * receiver must not take it for one from before a rollover (RFC 3711 section 3.3.1). `ssrc` is fixed for the stream's life, and so are
 * the `ticksPerMs` of its clock. The first packet of a source of voice is marked, as that of a talk is; in pictures a mark is an end.
 */
export function createRelayStream(
  ssrc: number,
  clock: Pick<Clock, 'now'>,
  random: Random,
  ticksPerMs = usualTicksPerMs,
  carries: Relayed = 'voice',
): RelayStream {
  let sequenceNumber = Math.floor(random.fraction() * 2 ** 15);
  let timestamp = Math.floor(random.fraction() * 2 ** 32);
  let sentAt = Number.NEGATIVE_INFINITY;
  /** When the time stamp was that of a packet which went out; one that goes on with it is later than it says. */
  let stampedAt = sentAt;

  const next = () => {
    const passedMs = stampedAt === Number.NEGATIVE_INFINITY ? 0 : clock.now() - stampedAt;
    const ticks = Math.round(Math.max(passedMs, frameMs) * ticksPerMs);
    return { sequenceNumber: nextSequenceNumber(sequenceNumber), timestamp: to32(timestamp + ticks) };
  };

  /** Another source's pictures are no changes of those before: with a hole between, nobody takes them for that. */
  const nextOfAnother = () => {
    const here = next();
    const isHole = carries === 'pictures' && sentAt !== Number.NEGATIVE_INFINITY;
    return isHole ? { ...here, sequenceNumber: nextSequenceNumber(here.sequenceNumber) } : here;
  };

  const sources = new RelayedSources({
    clock,
    limits: { largestGap, mostLate: mostLate[carries] },
    times: carries === 'pictures' ? { ahead: mostAheadMs * ticksPerMs, behind: mostBehindMs * ticksPerMs } : null,
    next: nextOfAnother,
  });

  const advance = (sent: RtpPacket) => {
    sentAt = clock.now();
    if (sequenceDifference(sent.sequenceNumber, sequenceNumber) <= 0) return sent;
    sequenceNumber = sent.sequenceNumber;
    const ticks = (sent.timestamp - timestamp) | 0;
    if (ticks > 0 || ticks < -mostBehindMs * ticksPerMs) [timestamp, stampedAt] = [sent.timestamp, sentAt];
    return sent;
  };

  return {
    ssrc,
    relay(packet, payloadType) {
      const { source, begins } = sources.carry(packet);
      return advance({
        payloadType,
        marker: (begins && carries === 'voice') || packet.marker,
        sequenceNumber: source.line.here(packet.sequenceNumber),
        timestamp: to32(packet.timestamp + source.timestampOffset),
        ssrc,
        payload: packet.payload,
      });
    },
    skip(packet) {
      const source = sources.end(packet);
      if (source === null) return;
      const wouldBe = source.line.here(packet.sequenceNumber);
      // The turn of one that comes late may be over.
      if (sequenceDifference(wouldBe, sequenceNumber) > 0) source.line.leaveOut(packet.sequenceNumber);
    },
    insert(payload, payloadType) {
      sources.interrupt();
      return advance({ ...next(), payloadType, marker: true, ssrc, payload });
    },
    insertMore(payload, payloadType) {
      sources.interrupt();
      return advance({ ...next(), timestamp, payloadType, marker: false, ssrc, payload });
    },
    lastAt: () => sentAt,
    numberThere: (number) => sources.latest?.line.there(number) ?? null,
  };
}

function to32(value: number): number {
  return value >>> 0;
}
