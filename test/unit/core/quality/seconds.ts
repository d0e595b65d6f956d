import type { WireFigures } from '../../../../main/core/ports.ts';
import { type Second, secondOf } from '../../../../main/core/quality/figures.ts';

/** A second of a call in which all is well; `more` replaces parts. */
export function wire(more: Partial<WireFigures> = {}): WireFigures {
  return {
    ...{ codec: 'PCMU', encrypted: true, quiet: false, via: 'wlan0', received: 50, lost: 0, jitterMs: 2, sent: 50 },
    ...{ far: { lostShare: 0, jitterMs: 2 }, roundTripMs: 40, farSends: true, heldMs: 0 },
    ...more,
  };
}

export function second(more: Partial<WireFigures> = {}, microphone: number | null = 0.4): Second {
  const hearing = microphone === null ? null : { callId: 'call', late: 0, bufferMs: 40, microphone };
  return secondOf(wire(more), hearing, false);
}

export const lossy = { received: 45, lost: 5 } as const;
export const silent = { received: 0, lost: 0 } as const;
