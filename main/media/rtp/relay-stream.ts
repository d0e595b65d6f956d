import type { Clock, Random } from '../../core/ports.ts';
import { type RtpPacket, sequenceDifference } from './packet.ts';
import { createSequence, type Sequence, type SequenceLimits, usuallyLate } from './sequence.ts';

/** Of the clock of most voice codecs, which is 8 kHz. */
const usualTicksPerMs = 8;

/** What a packet of ours is taken to last before the next one. */
const frameMs = 20;

/** A jump larger than this is a new start of the source, not a loss (RFC 3550 appendix A.1, MAX_DROPOUT, made tighter). */
const largestGap = 1000;

/** Pieces of a picture are sent again, many in a row, after as many others as go out in two seconds; so they are late, and no new start. */
const mostLate: Readonly<Record<Relayed, number>> = { voice: usuallyLate, pictures: largestGap };

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

interface Anchor {
  readonly ssrc: number;
  readonly sequence: Sequence;
  readonly sequenceOffset: number;
  readonly timestampOffset: number;
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
  const limits: SequenceLimits = { largestGap, mostLate: mostLate[carries] };
  let sequenceNumber = Math.floor(random.fraction() * 2 ** 15);
  let timestamp = Math.floor(random.fraction() * 2 ** 32);
  let sentAt = Number.NEGATIVE_INFINITY;
  /** When the time stamp was that of a packet which went out; one that goes on with it is later than it says. */
  let stampedAt = sentAt;
  let anchor: Anchor | null = null;

  const next = () => {
    const passedMs = stampedAt === Number.NEGATIVE_INFINITY ? 0 : clock.now() - stampedAt;
    const ticks = Math.round(Math.max(passedMs, frameMs) * ticksPerMs);
    return { sequenceNumber: to16(sequenceNumber + 1), timestamp: to32(timestamp + ticks) };
  };

  const startsAnew = (packet: RtpPacket) =>
    anchor?.ssrc !== packet.ssrc || anchor.sequence.place(packet.sequenceNumber) === 'anew';

  const anchorAt = (packet: RtpPacket): Anchor => {
    const here = next();
    return {
      ssrc: packet.ssrc,
      sequence: createSequence(packet.sequenceNumber, limits),
      sequenceOffset: to16(here.sequenceNumber - packet.sequenceNumber),
      timestampOffset: to32(here.timestamp - packet.timestamp),
    };
  };

  const advance = (sent: RtpPacket) => {
    if (sequenceDifference(sent.sequenceNumber, sequenceNumber) > 0) {
      if (sent.timestamp !== timestamp) stampedAt = clock.now();
      ({ sequenceNumber, timestamp } = sent);
    }
    sentAt = clock.now();
    return sent;
  };

  return {
    ssrc,
    relay(packet, payloadType) {
      const first = startsAnew(packet);
      const at = anchor === null || first ? anchorAt(packet) : anchor;
      anchor = at;
      return advance({
        payloadType,
        marker: (first && carries === 'voice') || packet.marker,
        sequenceNumber: to16(packet.sequenceNumber + at.sequenceOffset),
        timestamp: to32(packet.timestamp + at.timestampOffset),
        ssrc,
        payload: packet.payload,
      });
    },
    skip(packet) {
      if (anchor === null || startsAnew(packet)) return;
      const { sequenceOffset } = anchor;
      if (sequenceDifference(to16(packet.sequenceNumber + sequenceOffset), sequenceNumber) <= 0) return;
      anchor = { ...anchor, sequenceOffset: to16(sequenceOffset - 1) };
    },
    insert(payload, payloadType) {
      anchor = null;
      return advance({ ...next(), payloadType, marker: true, ssrc, payload });
    },
    insertMore(payload, payloadType) {
      anchor = null;
      return advance({ ...next(), timestamp, payloadType, marker: false, ssrc, payload });
    },
    lastAt: () => sentAt,
    numberThere: (number) => (anchor === null ? null : to16(number - anchor.sequenceOffset)),
  };
}

function to16(value: number): number {
  return value & 0xffff;
}

function to32(value: number): number {
  return value >>> 0;
}
