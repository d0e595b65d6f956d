/** One RTP packet as the two legs of a call exchange it (RFC 3550 section 5.1), without CSRCs, extension and padding. */
export interface RtpPacket {
  readonly payloadType: number;
  readonly marker: boolean;
  /** 16 bits. */
  readonly sequenceNumber: number;
  /** 32 bits, in units of the codec's RTP clock. */
  readonly timestamp: number;
  /** 32 bits. */
  readonly ssrc: number;
  readonly payload: Buffer;
}

const fixedHeaderBytes = 12;

/** Reads a datagram as RTP version 2; null where it is none or is cut short. The payload shares the datagram's memory. */
export function readRtp(datagram: Buffer): RtpPacket | null {
  if (datagram.length < fixedHeaderBytes) return null;
  const flags = datagram.readUInt8(0);
  if (flags >> 6 !== 2) return null;
  const start = headerBytes(datagram);
  const end = (flags & 0x20) === 0 ? datagram.length : datagram.length - datagram.readUInt8(datagram.length - 1);
  if (start === null || end < start) return null;
  const second = datagram.readUInt8(1);
  return {
    payloadType: second & 0x7f,
    marker: (second & 0x80) !== 0,
    sequenceNumber: datagram.readUInt16BE(2),
    timestamp: datagram.readUInt32BE(4),
    ssrc: datagram.readUInt32BE(8),
    payload: datagram.subarray(start, end),
  };
}

/** The length of a packet's header, with its CSRCs and its extension; null where the datagram is shorter. */
export function headerBytes(datagram: Buffer): number | null {
  if (datagram.length < fixedHeaderBytes) return null;
  const flags = datagram.readUInt8(0);
  const extensionAt = fixedHeaderBytes + (flags & 0x0f) * 4;
  if ((flags & 0x10) === 0) return extensionAt <= datagram.length ? extensionAt : null;
  if (extensionAt + 4 > datagram.length) return null;
  const start = extensionAt + 4 + datagram.readUInt16BE(extensionAt + 2) * 4;
  return start <= datagram.length ? start : null;
}

/** The packet as a datagram. */
export function writeRtp(packet: RtpPacket): Buffer {
  const datagram = Buffer.allocUnsafe(fixedHeaderBytes + packet.payload.length);
  datagram.writeUInt8(0x80, 0);
  datagram.writeUInt8((packet.marker ? 0x80 : 0) | packet.payloadType, 1);
  datagram.writeUInt16BE(packet.sequenceNumber, 2);
  datagram.writeUInt32BE(packet.timestamp, 4);
  datagram.writeUInt32BE(packet.ssrc, 8);
  packet.payload.copy(datagram, fixedHeaderBytes);
  return datagram;
}

/** The 16-bit sequence number behind another one. */
export function nextSequenceNumber(number: number): number {
  return (number + 1) & 0xffff;
}

/** `a - b` of two 16-bit sequence numbers, the short way round: -32768 to 32767. */
export function sequenceDifference(a: number, b: number): number {
  return ((a - b) << 16) >> 16;
}
