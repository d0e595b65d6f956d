import type { Clock } from '../../ports.ts';

/** A wait that can be cut short. */
export interface Pause {
  readonly wait: (ms: number) => Promise<void>;
  /** Ends the present wait. */
  readonly wake: () => void;
}

export function createPause(clock: Clock): Pause {
  let end = (): void => {};
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const cancel = clock.after(ms, resolve);
        end = () => {
          cancel();
          resolve();
        };
      }),
    wake: () => end(),
  };
}
