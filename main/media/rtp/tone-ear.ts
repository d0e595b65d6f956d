import type { KeyTone } from '../../../preload/contract/index.ts';
import type { Clock } from '../../core/ports.ts';
import type { RtpPacket } from './packet.ts';
import { createSequence, type Sequence, usualLimits } from './sequence.ts';
import { type KeyEvent, readKeyEvent } from './telephone-event.ts';

/**
 * No exchange presses a key more often than each 80 ms (ITU-T Q.24); so many may come at once, where the network held them up. It bounds what
 * a flood can do.
 */
const [quickestMs, mostAtOnce] = [80, 32];

/** A key whose packets are behind the newest by less than this is late, unless its source starts anew. In milliseconds. */
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
  readonly sequence: Sequence;
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
  const isOld = (before: Pressed, timestamp: number): boolean => {
    const ticks = ahead(timestamp, before.timestamp);
    return ticks < 0 && ticks > -lateMs * ticksPerMs;
  };

  const mayHear = (): boolean => {
    const now = clock.now();
    const keys = Math.min(allowance.keys + (now - allowance.at) / quickestMs, mostAtOnce);
    allowance = { keys: Math.max(keys - 1, 0), at: now };
    return keys >= 1;
  };

  return {
    take({ payload, ssrc, sequenceNumber, timestamp, marker }) {
      const event = readKeyEvent(payload);
      // A key that was pressed for no time was not pressed.
      if (event === null || event.duration === 0) return;
      const before = last?.ssrc === ssrc ? last : null;
      const standing = before?.sequence.place(sequenceNumber) ?? 'anew';
      if (before === null || standing === 'anew') {
        // Between two keys there may be a minute of voice, whose numbers are not seen here.
        last = { ...event, ssrc, timestamp, sequence: createSequence(sequenceNumber, usualLimits) };
      } else {
        const { sequence } = before;
        if (standing !== 'ahead' && isOld(before, timestamp)) return;
        const pressed = { ...event, ssrc, timestamp, sequence };
        const isSame = before.timestamp === timestamp;
        last = isSame ? latest(before, pressed) : pressed;
        if (isSame || goesOn(before, pressed, marker)) return;
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
