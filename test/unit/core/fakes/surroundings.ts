import type { Surroundings, SurroundingsEvent } from '../../../../main/core/ports.ts';

/** A computer that sleeps, wakes and changes networks as the test says. */
export interface FakeSurroundings extends Surroundings {
  tell(event: SurroundingsEvent): void;
}

export function createFakeSurroundings(): FakeSurroundings {
  const listeners: ((event: SurroundingsEvent) => void)[] = [];
  return {
    onEvent: (listener) => void listeners.push(listener),
    tell(event) {
      for (const listener of listeners) listener(event);
    },
  };
}
