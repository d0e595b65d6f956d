/** A report block (RFC 3550 section 6.4.1). */
export interface ReceptionReport {
  readonly ssrc: number;
  /** Of 256, since the report before. */
  readonly fractionLost: number;
  /** Since the start; 24 bits, signed. */
  readonly packetsLost: number;
  readonly highestSequence: number;
  /** In units of the RTP clock. */
  readonly jitter: number;
  readonly lastSenderReport: number;
  /** In 1/65536 s. */
  readonly delaySinceLast: number;
}

/** The sender's part of a sender report. */
export interface SenderInfo {
  /** Milliseconds since 1970. */
  readonly wallMs: number;
  readonly timestamp: number;
  readonly packets: number;
  readonly octets: number;
}

export interface RtcpReport {
  readonly ssrc: number;
  readonly cname: string;
  /** Null makes a receiver report: nothing was sent yet. */
  readonly sender: SenderInfo | null;
  readonly reception: ReceptionReport | null;
  /** Adds a BYE: the stream ends. */
  readonly bye: boolean;
}

/** Packet types (RFC 3550 section 12.1). */
export const senderReportType = 200;
export const receiverReportType = 201;
export const sourceDescriptionType = 202;
const byeType = 203;
const secondsFrom1900To1970 = 2_208_988_800;

/** A compound RTCP packet: SR or RR, SDES with the CNAME, and BYE if asked (RFC 3550 section 6.1). */
export function writeRtcp(report: RtcpReport): Buffer {
  const parts = [report.sender === null ? receiverReport(report) : senderReport(report, report.sender)];
  parts.push(sourceDescription(report.ssrc, report.cname));
  if (report.bye) parts.push(packet(byeType, 1, words([report.ssrc])));
  return Buffer.concat(parts);
}

/** The middle 32 bits of the NTP time (RFC 3550 section 4) of a wall clock, in ms since 1970, as a sender report says it. */
export function middleNtpOf(wallMs: number): number {
  const { seconds, fraction } = ntpOf(wallMs);
  return (((seconds & 0xffff) << 16) | (fraction >>> 16)) >>> 0;
}

/** Whether a datagram looks like RTCP rather than RTP (RFC 5761 section 4). */
export function isRtcp(datagram: Buffer): boolean {
  if (datagram.length < 8 || datagram.readUInt8(0) >> 6 !== 2) return false;
  const type = datagram.readUInt8(1);
  return type >= 192 && type <= 223;
}

/** The SSRC of whoever sent a datagram that {@link isRtcp} takes for RTCP. */
export function senderOf(datagram: Buffer): number {
  return datagram.readUInt32BE(4);
}

function senderReport(report: RtcpReport, sender: SenderInfo): Buffer {
  const { seconds, fraction } = ntpOf(sender.wallMs);
  const info = words([report.ssrc, seconds, fraction, sender.timestamp, sender.packets, sender.octets]);
  return packet(senderReportType, report.reception === null ? 0 : 1, Buffer.concat([info, block(report.reception)]));
}

function ntpOf(wallMs: number): { readonly seconds: number; readonly fraction: number } {
  return {
    seconds: (Math.floor(wallMs / 1000) + secondsFrom1900To1970) >>> 0,
    fraction: Math.floor(((wallMs % 1000) / 1000) * 2 ** 32),
  };
}

function receiverReport(report: RtcpReport): Buffer {
  const body = Buffer.concat([words([report.ssrc]), block(report.reception)]);
  return packet(receiverReportType, report.reception === null ? 0 : 1, body);
}

function block(reception: ReceptionReport | null): Buffer {
  if (reception === null) return Buffer.alloc(0);
  return words([
    reception.ssrc,
    reception.fractionLost * 2 ** 24 + (reception.packetsLost & 0xffffff),
    reception.highestSequence,
    reception.jitter,
    reception.lastSenderReport,
    reception.delaySinceLast,
  ]);
}

function sourceDescription(ssrc: number, cname: string): Buffer {
  const text = Buffer.from(cname, 'ascii').subarray(0, 255);
  const unpadded = 4 + 2 + text.length;
  // The list of items ends with at least one zero byte, up to the next multiple of four.
  const body = Buffer.alloc(unpadded + 4 - (unpadded % 4));
  body.writeUInt32BE(ssrc, 0);
  body.writeUInt8(1, 4);
  body.writeUInt8(text.length, 5);
  text.copy(body, 6);
  return packet(sourceDescriptionType, 1, body);
}

function packet(type: number, count: number, body: Buffer): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt8(0x80 | count, 0);
  header.writeUInt8(type, 1);
  header.writeUInt16BE(body.length / 4, 2);
  return Buffer.concat([header, body]);
}

function words(values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => {
    buffer.writeUInt32BE(value >>> 0, index * 4);
  });
  return buffer;
}
