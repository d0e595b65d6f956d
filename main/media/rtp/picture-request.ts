import { type Feedback, payloadFeedback, readFeedback, writeFeedback } from './feedback.ts';

/** The two ways to ask for a whole picture. */
const pictureLoss = 1;
const fullIntra = 4;
const intraBytes = 8;

/** Picture Loss Indication (RFC 4585 section 6.3.1) about the stream `media`. */
export function writePli(sender: number, media: number): Buffer {
  return writeFeedback({ type: payloadFeedback, format: pictureLoss, media, control: Buffer.alloc(0) }, sender);
}

/** Full Intra Request (RFC 5104 section 4.3.1). `count` is one higher for each new request. */
export function writeFir(sender: number, media: number, count: number): Buffer {
  const control = Buffer.alloc(intraBytes);
  control.writeUInt32BE(media, 0);
  control.writeUInt8(count & 0xff, 4);
  return writeFeedback({ type: payloadFeedback, format: fullIntra, media: 0, control }, sender);
}

/** Whether a compound RTCP packet asks for a whole picture of the stream `ssrc`. One that names no stream means the only one. */
export function asksForPicture(datagram: Buffer, ssrc: number): boolean {
  return readFeedback(datagram).some((feedback) => asks(feedback, ssrc));
}

function asks({ type, format, media, control }: Feedback, ssrc: number): boolean {
  const isMeant = (named: number) => named === ssrc || named === 0;
  if (type !== payloadFeedback) return false;
  if (format === pictureLoss) return isMeant(media);
  return format === fullIntra && control.length >= intraBytes && isMeant(control.readUInt32BE(0));
}
