import { type ReceptionReport, receiverReportType, senderReportType, sourceDescriptionType } from './rtcp.ts';

/** What the far side's first report in a compound packet tells (RFC 3550 sections 6.4.1 and 6.4.2). */
export interface FarReport {
  readonly ssrc: number;
  /** Null in a receiver report: the far side sends nothing. */
  readonly sender: {
    /** The middle 32 bits of its NTP time. */
    readonly middleNtp: number;
    /** The same time in ms since 1900, and the time stamp of its stream at that moment; 32 bits. */
    readonly ntpMs: number;
    readonly timestamp: number;
    /** How many it sent so far; 32 bits. */
    readonly packets: number;
  } | null;
  /** What it received of each source, in its order. */
  readonly blocks: readonly ReceptionReport[];
}

const blockBytes = 24;
/** Header and SSRC, and in a sender report what it sent. */
const bytesBeforeBlocks = { [senderReportType]: 28, [receiverReportType]: 8 } as const;

/**
 * The first sender or receiver report of a compound packet; null where there is none, or it is cut short. What follows the report blocks, such
 * as profile-specific extensions, is skipped by the packet's length.
 */
export function readReport(datagram: Buffer): FarReport | null {
  for (let at = 0; at + 8 <= datagram.length; ) {
    if (datagram.readUInt8(at) >> 6 !== 2) return null;
    const type = datagram.readUInt8(at + 1);
    const end = at + 4 + datagram.readUInt16BE(at + 2) * 4;
    if (type === senderReportType || type === receiverReportType) {
      return end > datagram.length ? null : reportIn(datagram.subarray(at, end), type);
    }
    at = end;
  }
  return null;
}

function reportIn(part: Buffer, type: keyof typeof bytesBeforeBlocks): FarReport | null {
  const start = bytesBeforeBlocks[type];
  if (part.length < start) return null;
  const fitting = Math.floor((part.length - start) / blockBytes);
  const count = Math.min(part.readUInt8(0) & 0x1f, fitting);
  return {
    ssrc: part.readUInt32BE(4),
    sender: type === senderReportType ? senderIn(part) : null,
    blocks: Array.from({ length: count }, (_, index) => readBlock(part.subarray(start + index * blockBytes))),
  };
}

function senderIn(part: Buffer): NonNullable<FarReport['sender']> {
  return {
    middleNtp: part.readUInt32BE(10),
    ntpMs: part.readUInt32BE(8) * 1000 + (part.readUInt32BE(12) * 1000) / 2 ** 32,
    timestamp: part.readUInt32BE(16),
    packets: part.readUInt32BE(20),
  };
}

/** The name of whoever sends a source (RFC 3550 section 6.5.1), as a compound packet tells it; null where it does not. */
export function cnameOf(datagram: Buffer, ssrc: number): string | null {
  for (const { type, body } of packetsIn(datagram)) {
    if (type !== sourceDescriptionType || body.length < 8 || body.readUInt32BE(0) !== ssrc) continue;
    // The first chunk, whose first item it is at whoever writes reports; others follow at those who mix.
    const length = body.readUInt8(5);
    if (body.readUInt8(4) === cnameItem && 6 + length <= body.length) return body.toString('latin1', 6, 6 + length);
  }
  return null;
}

const cnameItem = 1;

/** The packets of a compound one, without their first words, up to where it is cut short. */
function* packetsIn(datagram: Buffer): Generator<{ readonly type: number; readonly body: Buffer }> {
  for (let at = 0; at + 4 <= datagram.length; ) {
    const end = at + 4 + datagram.readUInt16BE(at + 2) * 4;
    if (datagram.readUInt8(at) >> 6 !== 2 || end > datagram.length) return;
    yield { type: datagram.readUInt8(at + 1), body: datagram.subarray(at + 4, end) };
    at = end;
  }
}

function readBlock(part: Buffer): ReceptionReport {
  return {
    ssrc: part.readUInt32BE(0),
    fractionLost: part.readUInt8(4),
    packetsLost: part.readIntBE(5, 3),
    highestSequence: part.readUInt32BE(8),
    jitter: part.readUInt32BE(12),
    lastSenderReport: part.readUInt32BE(16),
    delaySinceLast: part.readUInt32BE(20),
  };
}
