/** Payload-specific feedback (RFC 4585 section 6.3), and its two ways to ask for a whole picture. */
const feedbackType = 206;
const pictureLoss = 1;
const fullIntra = 4;

/** Picture Loss Indication (RFC 4585 section 6.3.1) about the stream `media`. */
export function writePli(sender: number, media: number): Buffer {
  return words([head(pictureLoss, 2), sender, media]);
}

/** Full Intra Request (RFC 5104 section 4.3.1). `count` is one higher for each new request. */
export function writeFir(sender: number, media: number, count: number): Buffer {
  return words([head(fullIntra, 4), sender, 0, media, (count & 0xff) * 2 ** 24]);
}

/** Whether a compound RTCP packet asks for a whole picture of the stream `ssrc`. One that names no stream means the only one. */
export function asksForPicture(datagram: Buffer, ssrc: number): boolean {
  for (let at = 0; at + 12 <= datagram.length; ) {
    const first = datagram.readUInt8(at);
    const end = at + 4 + datagram.readUInt16BE(at + 2) * 4;
    if (first >> 6 !== 2 || end > datagram.length) return false;
    if (datagram.readUInt8(at + 1) === feedbackType && asks(datagram.subarray(at, end), first & 0x1f, ssrc))
      return true;
    at = end;
  }
  return false;
}

function asks(part: Buffer, format: number, ssrc: number): boolean {
  const isMeant = (named: number) => named === ssrc || named === 0;
  if (format === pictureLoss) return part.length >= 12 && isMeant(part.readUInt32BE(8));
  return format === fullIntra && part.length >= 20 && isMeant(part.readUInt32BE(12));
}

function head(format: number, length: number): number {
  return (0x80 | format) * 2 ** 24 + feedbackType * 2 ** 16 + length;
}

function words(values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) buffer.writeUInt32BE(value >>> 0, index * 4);
  return buffer;
}
