import type { KeyTone } from '../../../preload/contract/index.ts';
import type { Clock } from '../../core/ports.ts';
import type { RtpPacket } from './packet.ts';
import { type KeyEvent, readKeyEvent } from './telephone-event.ts';

/**
 * No exchange presses a key more often than each 80 ms (ITU-T Q.24); so many may come at once, where the network held them up. It bounds what
 * a flood can do.
 */
const [quickestMs, mostAtOnce] = [80, 32];

/** A key whose packets are behind the newest by less than this is late, and not of a source that starts anew. In milliseconds. */
const lateMs = 10_000;

/** A key that goes on under another time stamp begins there where it was, or so much later where packets are lost. In milliseconds. */
const seamMs = 100;

/** Hears the keys that the far side presses. */
export interface ToneEar {
  /** Takes each packet of the telephone events' payload type; they may be lost, doubled and out of order. */
  take(packet: RtpPacket): void;
}

interface Pressed extends KeyEvent {
  readonly ssrc: number;
  readonly timestamp: number;
}

export interface ToneEarDeps {
  readonly clock: Pick<Clock, 'now'>;
  /** Of the RTP clock. */
  readonly ticksPerMs: number;
  /** Once for each key, as soon as anything is heard of it. */
  readonly onTone: (tone: KeyTone) => void;
}

/** A key is all that comes under one time stamp (RFC 4733 section 2.5.2.2). */
export function createToneEar({ clock, ticksPerMs, onTone }: ToneEarDeps): ToneEar {
  let last: Pressed | null = null;
  /** How many keys may be heard now, as of a moment. */
  let allowance = { keys: mostAtOnce, at: clock.now() };

  /** Longer than 16 bits can say, a key is sent in pieces; and some gateways give every packet the time of its own. */
  const goesOn = (before: Pressed, next: Pressed, marker: boolean): boolean => {
    const late = ahead(next.timestamp, before.timestamp + before.duration);
    return next.tone === before.tone && !before.ended && !marker && late <= seamMs * ticksPerMs;
  };
  const isOld = (before: Pressed, { ssrc, timestamp }: Pressed): boolean => {
    const ticks = ahead(timestamp, before.timestamp);
    return ssrc === before.ssrc && ticks < 0 && ticks > -lateMs * ticksPerMs;
  };

  const mayHear = (): boolean => {
    const now = clock.now();
    const keys = Math.min(allowance.keys + (now - allowance.at) / quickestMs, mostAtOnce);
    allowance = { keys: Math.max(keys - 1, 0), at: now };
    return keys >= 1;
  };

  return {
    take({ payload, ssrc, timestamp, marker }) {
      const event = readKeyEvent(payload);
      // A key that was pressed for no time was not pressed.
      if (event === null || event.duration === 0) return;
      const before = last;
      const pressed: Pressed = { ...event, ssrc, timestamp };
      if (before !== null && isOld(before, pressed)) return;
      last = pressed;
      if (before?.ssrc === ssrc) {
        if (before.timestamp === timestamp) {
          last = latest(before, pressed);
          return;
        }
        if (goesOn(before, pressed, marker)) return;
      }
      if (mayHear()) onTone(event.tone);
    },
  };
}

/** Of one key: its end stays known where an earlier packet of it comes later. */
function latest(before: Pressed, next: Pressed): Pressed {
  return { ...before, ended: before.ended || next.ended, duration: Math.max(before.duration, next.duration) };
}

/** How far a time stamp is after another, the short way round, in ticks. */
function ahead(timestamp: number, other: number): number {
  return (timestamp - other) | 0;
}
