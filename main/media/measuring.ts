import { networkInterfaces } from 'node:os';
import type { Clock, WireFigures } from '../core/ports.ts';
import type { FarLeg } from './far/far-leg.ts';
import type { OfferedAudio } from './sdp/far-offer.ts';

const intervalMs = 1000;

/** What is looked at each second. */
export interface Measured {
  readonly far: Pick<FarLeg, 'figures'>;
  readonly audio: OfferedAudio;
  /** Nothing is to be heard of the far side for now. */
  readonly quiet: boolean;
  /** How long its voice is held back here. */
  readonly heldMs: number;
}

/** Tells how each second of a call went, from when it started. */
export interface Measuring {
  start(): void;
  stop(): void;
}

/** `measured`: null while there is nothing to look at. */
export function createMeasuring(
  clock: Pick<Clock, 'after'>,
  measured: () => Measured | null,
  tell: (figures: WireFigures) => void,
): Measuring {
  let cancel: (() => void) | null = null;
  const measure = () => {
    cancel = clock.after(intervalMs, measure);
    const now = measured();
    if (now !== null) tell(figuresOf(now));
  };
  return {
    start() {
      cancel ??= clock.after(intervalMs, measure);
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}

function figuresOf({ far, audio, quiet, heldMs }: Measured): WireFigures {
  const { address, ...figures } = far.figures();
  const { codec, protection } = audio;
  return { codec, encrypted: protection.key !== null, quiet, via: interfaceOf(address), heldMs, ...figures };
}

/** The interface that has the address; its name says what kind of network it is, and nothing about whose. */
function interfaceOf(address: string | null): string | null {
  if (address === null) return null;
  const all = Object.entries(networkInterfaces());
  return all.find(([, own]) => own?.some((each) => each.address === address))?.[0] ?? null;
}
