import type { Clock } from '../../core/ports.ts';
import { type RtpPacket, sequenceDifference } from './packet.ts';
import type { ReceptionReport } from './rtcp.ts';

/** What an RTCP report says about the stream that we receive (RFC 3550 section 6.4.1 and appendix A). */
export interface Reception {
  packet(packet: RtpPacket): void;
  /** One that nobody plays, such as a keepalive: of the source that is counted it has a number, so that it is not lost; its time says nothing. */
  passedOver(packet: RtpPacket): void;
  /** The middle 32 bits of the NTP time of the far side's latest sender report. */
  senderReport(middleNtp: number): void;
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

interface Stream {
  readonly ssrc: number;
  readonly firstSequence: number;
  highestSequence: number;
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

/** Counts one source at a time, whose clock has `ticksPerMs`; another SSRC starts the counts anew. */
export function createReception(clock: Pick<Clock, 'now'>, ticksPerMs = 8): Reception {
  let stream: Stream | null = null;
  let lastReport: { readonly middleNtp: number; readonly at: number } | null = null;

  return {
    packet(packet) {
      const transit = Math.round(clock.now() * ticksPerMs) - packet.timestamp;
      if (stream === null || stream.ssrc !== packet.ssrc) {
        stream = newStream(packet, transit);
        return;
      }
      count(stream, packet);
      stream.jitter += (Math.abs((transit - stream.transit) | 0) - stream.jitter) / 16;
      stream.transit = transit;
    },
    passedOver(packet) {
      if (stream?.ssrc === packet.ssrc) count(stream, packet);
    },
    senderReport(middleNtp) {
      lastReport = { middleNtp, at: clock.now() };
    },
    report() {
      if (stream === null) return null;
      const delay = lastReport === null ? 0 : Math.round((clock.now() - lastReport.at) * 65.536);
      return { ...closeInterval(stream), lastSenderReport: lastReport?.middleNtp ?? 0, delaySinceLast: delay >>> 0 };
    },
    figures: () => (stream === null ? { received: 0, lost: 0, jitterMs: 0 } : closeFigures(stream, ticksPerMs)),
  };
}

function count(stream: Stream, { sequenceNumber }: RtpPacket): void {
  if (sequenceDifference(sequenceNumber, stream.highestSequence) > 0) {
    if (sequenceNumber < stream.highestSequence) stream.cycles += 1;
    stream.highestSequence = sequenceNumber;
  }
  stream.received += 1;
}

function newStream(packet: RtpPacket, transit: number): Stream {
  return {
    ssrc: packet.ssrc,
    firstSequence: packet.sequenceNumber,
    highestSequence: packet.sequenceNumber,
    cycles: 0,
    received: 1,
    expectedBefore: 0,
    receivedBefore: 0,
    receivedTold: 0,
    lostTold: 0,
    transit,
    jitter: 0,
  };
}

function highestOf({ cycles, highestSequence }: Stream): number {
  return cycles * 2 ** 16 + highestSequence;
}

function closeFigures(stream: Stream, ticksPerMs: number): ReceptionFigures {
  const missing = highestOf(stream) - stream.firstSequence + 1 - stream.received;
  const [received, lost] = [stream.received - stream.receivedTold, Math.max(0, missing - stream.lostTold)];
  stream.receivedTold = stream.received;
  stream.lostTold = Math.max(stream.lostTold, missing);
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
