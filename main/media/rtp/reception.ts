import type { Clock } from '../../core/ports.ts';
import { setNewest } from '../../core/set-newest.ts';
import type { RtpPacket } from './packet.ts';
import type { ReceptionReport } from './rtcp.ts';
import { createSequence, type Sequence, type Standing, usualLimits } from './sequence.ts';

/** What an RTCP report says about the stream that we receive (RFC 3550 section 6.4.1 and appendix A). */
export interface Reception {
  packet(packet: RtpPacket): void;
  /** One that nobody plays, such as a keepalive: of the source that is counted it has a number, so that it is not lost; its time says nothing. */
  passedOver(packet: RtpPacket): void;
  /** A sender report of the far side came: of which source, and the middle 32 bits of its NTP time. */
  senderReport(ssrc: number, middleNtp: number): void;
  /** Closes the interval since the report before; null until something was received. */
  report(): ReceptionReport | null;
  /** What came since the figures before, whatever was reported meanwhile. */
  figures(): ReceptionFigures;
}

/** An interval of a stream that comes. */
export interface ReceptionFigures {
  readonly received: number;
  /** Whose turn it was, and did not come. One that comes late after all is taken off what is lost next. */
  readonly lost: number;
  /** As RFC 3550 section 6.4.1 smooths it, in ms. */
  readonly jitterMs: number;
}

/** Sources whose latest sender report is kept: that of a new one may come before its first packet. */
const mostSenders = 4;

interface Stream {
  readonly ssrc: number;
  readonly firstSequence: number;
  readonly sequence: Sequence;
  cycles: number;
  received: number;
  expectedBefore: number;
  receivedBefore: number;
  /** Up to the figures before. */
  receivedTold: number;
  lostTold: number;
  transit: number;
  jitter: number;
}

/** Counts one source at a time, whose clock has `ticksPerMs`; another SSRC starts the counts anew, and so does one that begins to count from somewhere else. */
export function createReception(clock: Pick<Clock, 'now'>, ticksPerMs = 8): Reception {
  let stream: Stream | null = null;
  /** By SSRC, the oldest first. */
  const senders = new Map<number, { readonly middleNtp: number; readonly at: number }>();

  return {
    packet(packet) {
      const transit = Math.round(clock.now() * ticksPerMs) - packet.timestamp;
      const standing = stream?.ssrc === packet.ssrc ? count(stream, packet) : 'anew';
      if (stream === null || standing === 'anew') {
        stream = newStream(packet, transit, stream);
        return;
      }
      // Its time may be of another count too.
      if (standing === 'unsure') return;
      stream.jitter += (Math.abs((transit - stream.transit) | 0) - stream.jitter) / 16;
      stream.transit = transit;
    },
    passedOver(packet) {
      if (stream?.ssrc !== packet.ssrc || count(stream, packet) !== 'anew') return;
      stream = newStream(packet, stream.transit, stream);
    },
    senderReport(ssrc, middleNtp) {
      setNewest(senders, ssrc, { middleNtp, at: clock.now() }, mostSenders);
    },
    report() {
      if (stream === null) return null;
      const last = senders.get(stream.ssrc);
      const delay = last === undefined ? 0 : Math.round((clock.now() - last.at) * 65.536);
      return { ...closeInterval(stream), lastSenderReport: last?.middleNtp ?? 0, delaySinceLast: delay >>> 0 };
    },
    figures: () => (stream === null ? { received: 0, lost: 0, jitterMs: 0 } : closeFigures(stream, ticksPerMs)),
  };
}

/** Counts a packet of the stream, but one that may be, or is, of another count. */
function count(stream: Stream, { sequenceNumber }: RtpPacket): Standing {
  const before = stream.sequence.highest();
  const standing = stream.sequence.place(sequenceNumber);
  if (standing === 'anew' || standing === 'unsure') return standing;
  if (standing === 'ahead' && sequenceNumber < before) stream.cycles += 1;
  stream.received += 1;
  return standing;
}

/** What came of the one before it is still to be told, and what it lost. */
function newStream({ ssrc, sequenceNumber }: RtpPacket, transit: number, before: Stream | null): Stream {
  return {
    ssrc,
    firstSequence: sequenceNumber,
    sequence: createSequence(sequenceNumber, usualLimits),
    cycles: 0,
    received: 1,
    expectedBefore: 0,
    receivedBefore: 0,
    receivedTold: before === null ? 0 : before.receivedTold - before.received,
    lostTold: before === null ? 0 : Math.min(0, before.lostTold - missing(before)),
    transit,
    jitter: before?.ssrc === ssrc ? before.jitter : 0,
  };
}

function highestOf({ cycles, sequence }: Stream): number {
  return cycles * 2 ** 16 + sequence.highest();
}

/** How many did not come up to now. */
function missing(stream: Stream): number {
  return highestOf(stream) - stream.firstSequence + 1 - stream.received;
}

function closeFigures(stream: Stream, ticksPerMs: number): ReceptionFigures {
  const missed = missing(stream);
  const [received, lost] = [stream.received - stream.receivedTold, Math.max(0, missed - stream.lostTold)];
  stream.receivedTold = stream.received;
  stream.lostTold = Math.max(stream.lostTold, missed);
  return { received, lost, jitterMs: stream.jitter / ticksPerMs };
}

function closeInterval(stream: Stream): Omit<ReceptionReport, 'lastSenderReport' | 'delaySinceLast'> {
  const extendedHighest = highestOf(stream);
  const expected = extendedHighest - stream.firstSequence + 1;
  const expectedNow = expected - stream.expectedBefore;
  const lostNow = expectedNow - (stream.received - stream.receivedBefore);
  stream.expectedBefore = expected;
  stream.receivedBefore = stream.received;
  return {
    ssrc: stream.ssrc,
    fractionLost: expectedNow <= 0 || lostNow <= 0 ? 0 : Math.min(255, Math.floor((lostNow * 256) / expectedNow)),
    packetsLost: Math.max(-0x800000, Math.min(0x7fffff, expected - stream.received)),
    highestSequence: extendedHighest >>> 0,
    jitter: Math.floor(stream.jitter) >>> 0,
  };
}
