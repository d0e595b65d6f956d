import type { HearingFigures } from '../../../preload/contract/index.ts';
import type { WireFigures } from '../ports.ts';
import { codecOf } from './codecs.ts';
import { opinionOf } from './e-model.ts';

/** How one direction of a call went in one second. */
export interface Direction {
  /** Of the voice that was due, 0 to 1: lost on the way, or there too late to be played. */
  readonly missing: number;
  readonly jitterMs: number;
  /** There and back over the network; null before it is known. */
  readonly roundTripMs: number | null;
  /** 1 to 4.5, by the E-model. */
  readonly score: number;
}

/** One second of a call. */
export interface Second {
  /** What is heard here; null where nothing was due, or nothing came. */
  readonly here: Direction | null;
  /** What the other side hears; null where it does not say. */
  readonly there: Direction | null;
  /** Nothing is to be expected of the other side. */
  readonly quiet: boolean;
  /** Some of its voice came. */
  readonly heard: boolean;
  /** Whether it says that it sends; null where it says nothing. */
  readonly farSends: boolean | null;
  /** The microphone is open and gives no sound at all. */
  readonly dumb: boolean;
}

/** The voice in one packet, as most send it, in ms: it is spoken before it can leave. */
const packetMs = 20;
/** A buffer holds about so many times the jitter, where it does not say what it holds. */
const bufferedJitters = 2;

/** Joins what the wire and the window tell of one second. `hearing`: null where the window told nothing; `muted`: the user may not be heard. */
export function secondOf(wire: WireFigures, hearing: HearingFigures | null, muted: boolean): Second {
  return {
    here: hereOf(wire, hearing),
    there: thereOf(wire),
    quiet: wire.quiet,
    heard: wire.received > 0,
    farSends: wire.farSends,
    dumb: !muted && hearing !== null && hearing.microphone === 0,
  };
}

function hereOf({ codec, received, lost, jitterMs, roundTripMs, heldMs }: WireFigures, hearing: HearingFigures | null) {
  if (received === 0) return null;
  const late = Math.min(hearing?.late ?? 0, received);
  const missing = (lost + late) / (received + lost);
  const bufferMs = hearing?.bufferMs ?? bufferedJitters * jitterMs;
  return { missing, jitterMs, roundTripMs, score: scoreFor(codec, missing, roundTripMs, bufferMs + heldMs) };
}

function thereOf({ codec, far, roundTripMs }: WireFigures): Direction | null {
  if (far === null) return null;
  const { lostShare: missing, jitterMs } = far;
  return { missing, jitterMs, roundTripMs, score: scoreFor(codec, missing, roundTripMs, bufferedJitters * jitterMs) };
}

function scoreFor(codec: string, missing: number, roundTripMs: number | null, bufferMs: number): number {
  const delayMs = (roundTripMs ?? 0) / 2 + bufferMs + packetMs;
  return opinionOf({ codec: codecOf(codec), missing, delayMs });
}
