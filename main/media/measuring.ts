import type { Clock, WireFigures } from '../core/ports.ts';
import type { FarLeg } from './far/far-leg.ts';
import type { Interfaces } from './ice/sockets/host-addresses.ts';
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

export interface MeasuringDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly interfaces: Interfaces;
  /** Null while there is nothing to look at. */
  readonly measured: () => Measured | null;
  readonly tell: (figures: WireFigures) => void;
}

export function createMeasuring({ clock, interfaces, measured, tell }: MeasuringDeps): Measuring {
  let cancel: (() => void) | null = null;
  const measure = () => {
    cancel = clock.after(intervalMs, measure);
    const now = measured();
    if (now === null) return;
    const { home, ...figures } = now.far.figures();
    tell({ ...saidOf(now), ...figures, via: interfaceOf(home, interfaces) });
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

function saidOf({ audio: { codec, protection }, quiet, heldMs }: Measured) {
  return { codec, encrypted: protection.key !== null, quiet, heldMs };
}

/** The interface that has the address; its name says what kind of network it is, and nothing about whose. */
function interfaceOf(address: string | null, interfaces: Interfaces): string | null {
  if (address === null) return null;
  const all = Object.entries(interfaces());
  return all.find(([, own]) => own?.some((each) => each.address === address))?.[0] ?? null;
}
