import { type KeyTone, keyTones } from '../../../preload/contract/index.ts';

/** A packet of telephone-event about a key (RFC 4733 section 2.3). */
export interface KeyEvent {
  readonly tone: KeyTone;
  /** The key was let go. */
  readonly ended: boolean;
  /** For how long it has been pressed, in units of the RTP clock; 16 bits. */
  readonly duration: number;
}

const eventBytes = 4;
const endBit = 0x80;

/** As loud as other telephones say: 10 dB below the loudest. Six bits. */
const volume = 10;

/** Null for what is shorter than an event, and for events that are no keys. More of them in one packet are none of ours. */
export function readKeyEvent(payload: Buffer): KeyEvent | null {
  if (payload.length < eventBytes) return null;
  const tone = keyTones[payload.readUInt8(0)];
  if (tone === undefined) return null;
  return { tone, ended: (payload.readUInt8(1) & endBit) !== 0, duration: payload.readUInt16BE(2) };
}

export function writeKeyEvent({ tone, ended, duration }: KeyEvent): Buffer {
  const payload = Buffer.alloc(eventBytes);
  payload.writeUInt8(keyTones.indexOf(tone), 0);
  payload.writeUInt8((ended ? endBit : 0) | volume, 1);
  payload.writeUInt16BE(Math.min(duration, 0xffff), 2);
  return payload;
}
