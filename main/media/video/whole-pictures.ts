import type { Clock } from '../../core/ports.ts';

/** Who sees a stream from its middle sees nothing before a whole picture comes. */
export interface WholePictures {
  /** The stream begins, or somebody new may look. `asks`: the far side asks by itself for what it misses. */
  begin(asks: boolean): void;
  stop(): void;
}

/** A far side takes a moment to listen, and its first question may be lost. In milliseconds from the beginning. */
const atFirst = [300, 1_200, 3_000] as const;
/** For one that cannot ask: so long it may look at what a lost packet left. */
const againMs = 5_000;

export function createWholePictures(clock: Pick<Clock, 'after'>, ask: () => void): WholePictures {
  let cancels: (() => void)[] = [];
  const stop = () => {
    for (const cancel of cancels) cancel();
    cancels = [];
  };
  const again = () => {
    ask();
    cancels = [clock.after(againMs, again)];
  };
  return {
    begin(asks) {
      stop();
      cancels = atFirst.map((ms) => clock.after(ms, ask));
      if (!asks) cancels = [...cancels, clock.after(againMs, again)];
    },
    stop,
  };
}
