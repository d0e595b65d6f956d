import type { LocalNetwork, Surroundings, SurroundingsEvent } from '../../../../main/core/ports.ts';

/** A computer that sleeps, wakes and changes networks as the test says. */
export interface FakeSurroundings extends Surroundings {
  /** Where the computer is; to be set. */
  at: LocalNetwork | null;
  tell(event: SurroundingsEvent): void;
}

export function createFakeSurroundings(): FakeSurroundings {
  const listeners: ((event: SurroundingsEvent) => void)[] = [];
  return {
    at: { ip: '192.0.2.7', subnet: '192.0.2.0' },
    network() {
      return this.at;
    },
    onEvent: (listener) => void listeners.push(listener),
    tell(event) {
      for (const listener of listeners) listener(event);
    },
  };
}
