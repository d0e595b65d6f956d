/** Feedback about a stream that a compound RTCP packet has (RFC 4585 section 6.1). */
export interface Feedback {
  readonly type: number;
  readonly format: number;
  /** The stream that it is about; 0 where it names none there. */
  readonly media: number;
  /** What stands behind it. */
  readonly control: Buffer;
}

const headBytes = 12;

/** Packet types: of the transport, and of the payload. */
export const transportFeedback = 205;
export const payloadFeedback = 206;

/** All feedback in a compound packet, up to where it is cut short. */
export function readFeedback(datagram: Buffer): Feedback[] {
  const found: Feedback[] = [];
  for (let at = 0; at + headBytes <= datagram.length; ) {
    const first = datagram.readUInt8(at);
    const end = at + 4 + datagram.readUInt16BE(at + 2) * 4;
    if (first >> 6 !== 2 || end > datagram.length) return found;
    const type = datagram.readUInt8(at + 1);
    if ((type === transportFeedback || type === payloadFeedback) && end >= at + headBytes) {
      const media = datagram.readUInt32BE(at + 8);
      found.push({ type, format: first & 0x1f, media, control: datagram.subarray(at + headBytes, end) });
    }
    at = end;
  }
  return found;
}

/** One packet of feedback. `control` has whole words. */
export function writeFeedback({ type, format, media, control }: Feedback, sender: number): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt8(0x80 | format, 0);
  head.writeUInt8(type, 1);
  head.writeUInt16BE((headBytes + control.length) / 4 - 1, 2);
  head.writeUInt32BE(sender, 4);
  head.writeUInt32BE(media, 8);
  return Buffer.concat([head, control]);
}
