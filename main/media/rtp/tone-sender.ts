import type { KeyTone } from '../../../preload/contract/index.ts';
import type { Clock } from '../../core/ports.ts';
import { writeKeyEvent } from './telephone-event.ts';

/**
 * How long a key is pressed, and how long none is until the next, in milliseconds: what browsers do (W3C webrtc, RTCDTMFSender). Exchanges
 * need 40 of each at least (ITU-T Q.24).
 */
const [toneMs, pauseMs] = [100, 70];

/** From one packet about a key to the next, in milliseconds: as often as voice would come. */
const everyMs = 20;

/** The last packet about a key is sent so often, because with it the key would hang (RFC 4733 section 2.5.1.4). */
const endings = 3;

const packets = toneMs / everyMs + endings - 1;

/** Presses keys, one behind the other. */
export interface ToneSender {
  /** Behind those that wait. */
  press(tones: readonly KeyTone[]): void;
  /** A key goes out: voice has to wait (RFC 4733 section 2.5.1.1). */
  isSounding(): boolean;
  /** Nothing more is sent of what waits and of what goes out. */
  stop(): void;
}

export interface ToneSenderDeps {
  readonly clock: Clock;
  /** Of the RTP clock. */
  readonly ticksPerMs: number;
  /** Sends a packet about a key: the first of one, or another of the same. */
  readonly send: (payload: Buffer, isFirst: boolean) => void;
  /** A key begins to go out. */
  readonly onPressed: (tone: KeyTone) => void;
}

export function createToneSender({ clock, ticksPerMs, send, onPressed }: ToneSenderDeps): ToneSender {
  let waiting: readonly KeyTone[] = [];
  let sounding = false;
  let cancel: (() => void) | null = null;

  /** By the time since the first, so that late timers do not add up. */
  const at = (startedAt: number, ms: number, run: () => void) => {
    cancel = clock.after(Math.max(startedAt + ms - clock.now(), 0), run);
  };
  const sendPart = (tone: KeyTone, part: number, startedAt: number) => {
    const pressedMs = Math.min((part + 1) * everyMs, toneMs);
    send(writeKeyEvent({ tone, ended: pressedMs === toneMs, duration: pressedMs * ticksPerMs }), part === 0);
    const next = part + 1;
    if (next < packets) return at(startedAt, next * everyMs, () => sendPart(tone, next, startedAt));
    sounding = false;
    at(startedAt, toneMs + pauseMs, pressNext);
  };
  const pressNext = () => {
    cancel = null;
    const [tone, ...others] = waiting;
    if (tone === undefined) return;
    waiting = others;
    sounding = true;
    onPressed(tone);
    sendPart(tone, 0, clock.now());
  };

  return {
    press(tones) {
      waiting = [...waiting, ...tones];
      if (cancel === null) pressNext();
    },
    isSounding: () => sounding,
    stop() {
      cancel?.();
      cancel = null;
      waiting = [];
      sounding = false;
    },
  };
}
