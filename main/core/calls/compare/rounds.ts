import type { Clock, Random } from '../../ports.ts';
import { retryBound } from '../../ucwa/retry-wait.ts';
import type { Current } from './deps.ts';

/** After so many tries the next outage or the next event will show what there is. */
const mostTries = 8;

export interface RoundsDeps {
  readonly clock: Clock;
  readonly random: Random;
  /** Compares everything; false where the server could not be asked about all of it. */
  readonly compare: (application: string, current: Current) => Promise<boolean>;
}

/** One comparison at a time; it is made again where the server could not be asked, or where another was wanted meanwhile. */
export interface Rounds {
  /** `application`: absolute URL. Resolves once it was tried. */
  start(application: string): Promise<void>;
  /** The same application as last time, if it is still there. */
  again(): void;
  /** What is being asked does not count any more. */
  abandon(): void;
  /** Whether what is asked from now on still counts: until the next `abandon`. */
  stillCurrent(): Current;
}

export function createRounds({ clock, random, compare }: RoundsDeps): Rounds {
  let generation = 0;
  let present: string | null = null;
  let wanted: string | null = null;
  let running: Promise<void> | null = null;
  let stopRetry = (): void => {};

  function stillCurrent(): Current {
    const mine = generation;
    return () => mine === generation;
  }

  async function run(tries: number): Promise<void> {
    const current = stillCurrent();
    while (wanted !== null && current()) {
      const application = wanted;
      wanted = null;
      const done = await compare(application, current);
      if (!done && current() && tries < mostTries) {
        stopRetry = clock.after(random.fraction() * retryBound(tries + 2), () => {
          if (current() && running === null) void start(application, tries + 1);
        });
      }
    }
  }

  function start(application: string, tries: number): Promise<void> {
    stopRetry();
    present = application;
    wanted = application;
    running ??= run(tries)
      .finally(() => {
        running = null;
      })
      .then(() => (wanted === null ? undefined : start(wanted, 1)));
    return running;
  }

  return {
    start: (application) => start(application, 1),
    again() {
      if (present !== null) void start(present, 1);
    },
    abandon() {
      generation += 1;
      present = null;
      wanted = null;
      stopRetry();
    },
    stillCurrent,
  };
}
