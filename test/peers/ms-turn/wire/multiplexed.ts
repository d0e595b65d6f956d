/** Data of versions 5 and 6 (MS-TURN 2.2.3): a channel number, a length that counts what follows it, the session's ID of eight bytes. */
import { uint16 } from './message.ts';

const channel = 0xff10;
const idBytes = 8;

export function wrap(sessionId: Buffer, data: Buffer): Buffer {
  return Buffer.concat([uint16(channel), uint16(idBytes + data.length), sessionId, data]);
}

/** The data in a packet of that session; null where it is no such packet. */
export function unwrap(sessionId: Buffer, packet: Buffer): Buffer | null {
  if (packet.length < 4 + idBytes || packet.readUInt16BE(0) !== channel) return null;
  if (packet.readUInt16BE(2) !== packet.length - 4) return null;
  return packet.subarray(4, 4 + idBytes).equals(sessionId) ? packet.subarray(4 + idBytes) : null;
}
