import type { KeyTone } from '../../preload/contract/index.ts';
import type { MediaEvent } from '../core/ports.ts';

/** What is told of the keys of one call. */
export interface ToneTelling {
  /** Whether the far side takes any: told where that is another than before. At first it takes none. */
  taken(taken: boolean): void;
  sent(tone: KeyTone): void;
  heard(tone: KeyTone): void;
}

export function createToneTelling(callId: string, send: (event: MediaEvent) => void): ToneTelling {
  const before = { taken: false, sent: 0, heard: 0 };
  return {
    taken(taken) {
      if (before.taken !== taken) send({ type: 'tones', callId, taken });
      before.taken = taken;
    },
    sent(tone) {
      send({ type: 'tone-sent', callId, tone, before: before.sent++ });
    },
    heard(tone) {
      send({ type: 'tone-heard', callId, tone, before: before.heard++ });
    },
  };
}
