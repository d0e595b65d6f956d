/** A datagram of one peer, or for one, behind four bytes (RFC 8656 section 12.4). */
export interface ChannelData {
  readonly channel: number;
  readonly data: Buffer;
}

export const firstChannel = 0x4000;
const lastChannel = 0x4fff;
export const channelHeaderBytes = 4;

/** Whether bytes from a relay begin a ChannelData message; those of STUN begin with two zero bits. */
export function looksLikeChannelData(bytes: Buffer): boolean {
  return bytes.length > 0 && bytes.readUInt8(0) >> 4 === firstChannel >> 12;
}

/** Null for what is none, or is shorter than it says. What stands behind the data is padding. */
export function readChannelData(bytes: Buffer): ChannelData | null {
  if (bytes.length < channelHeaderBytes) return null;
  const channel = bytes.readUInt16BE(0);
  const end = channelHeaderBytes + bytes.readUInt16BE(2);
  if (channel < firstChannel || channel > lastChannel || end > bytes.length) return null;
  return { channel, data: bytes.subarray(channelHeaderBytes, end) };
}

/** Filled up to a multiple of four bytes, as it has to be on a stream and may be in a datagram. */
export function writeChannelData({ channel, data }: ChannelData): Buffer {
  const bytes = Buffer.alloc(channelHeaderBytes + Math.ceil(data.length / 4) * 4);
  bytes.writeUInt16BE(channel, 0);
  bytes.writeUInt16BE(data.length, 2);
  data.copy(bytes, channelHeaderBytes);
  return bytes;
}
