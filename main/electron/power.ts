import type { PowerMonitor } from 'electron';
import type { Surroundings, SurroundingsEvent } from '../core/ports.ts';

/** Sleep and waking as the operating system announces them. */
export function createSurroundings(power: Pick<PowerMonitor, 'on'>): Surroundings {
  const listeners: ((event: SurroundingsEvent) => void)[] = [];
  const tell = (event: SurroundingsEvent): void => {
    for (const listener of listeners) listener(event);
  };
  power.on('suspend', () => tell('suspend'));
  power.on('resume', () => tell('resume'));
  return { onEvent: (listener) => void listeners.push(listener) };
}
