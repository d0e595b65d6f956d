import type { PowerMonitor } from 'electron';
import type { Clock, Surroundings, SurroundingsEvent } from '../core/ports.ts';
import { localNetwork } from '../net/local-network.ts';
import { lookAtNetwork, type NetworkState, watchNetwork } from '../net/network-watch.ts';

export interface SurroundingsDeps {
  readonly power: Pick<PowerMonitor, 'on'>;
  readonly clock: Clock;
  /** Called before anyone else hears of it. */
  onResume(): void;
  onNetwork(state: NetworkState): void;
}

/** Sleep and waking as the operating system announces them, and changes of addresses and routes. */
export function createSurroundings({ power, clock, onResume, onNetwork }: SurroundingsDeps): Surroundings {
  const listeners: ((event: SurroundingsEvent) => void)[] = [];
  const tell = (event: SurroundingsEvent): void => {
    for (const listener of listeners) listener(event);
  };
  power.on('suspend', () => tell('suspend'));
  power.on('resume', () => {
    onResume();
    tell('resume');
  });
  watchNetwork(lookAtNetwork, clock, (state) => {
    onNetwork(state);
    tell('network-changed');
  });
  return { network: localNetwork, onEvent: (listener) => void listeners.push(listener) };
}
