import type { Clock } from '../../../core/ports.ts';
import type { CandidatePair } from './candidate-pair.ts';

/** Between two checks (Ta of RFC 8445 section 14.2; RFC 5245 section 16.1 has 20 ms for RTP). */
const paceMs = 20;

/** One check at a time, those that the peer or a nomination asked for before the ordinary ones. */
export interface Pacer {
  /** Nothing is sent before that. */
  begin(): void;
  /** This pair comes before those that only wait. */
  hurry(pair: CandidatePair): void;
  /** There may be something to check. */
  wake(): void;
  stop(): void;
}

export interface PacerDeps {
  readonly clock: Clock;
  /** The next of those that wait. */
  readonly next: () => CandidatePair | null;
  /** Sends a check, or finds that the pair needs none any more and gives false. */
  readonly check: (pair: CandidatePair) => boolean;
}

export function createPacer({ clock, next, check }: PacerDeps): Pacer {
  const hurried = new Set<CandidatePair>();
  let begun = false;
  let cancel: (() => void) | null = null;
  let notBefore = clock.now();

  const take = (): CandidatePair | null => {
    const [first] = hurried;
    if (first === undefined) return next();
    hurried.delete(first);
    return first;
  };
  const tick = () => {
    cancel = null;
    for (let pair = take(); pair !== null; pair = take()) {
      if (!check(pair)) continue;
      notBefore = clock.now() + paceMs;
      return wake();
    }
  };
  const wake = () => {
    if (begun) cancel ??= clock.after(Math.max(notBefore - clock.now(), 0), tick);
  };

  return {
    begin() {
      begun = true;
      wake();
    },
    hurry(pair) {
      hurried.add(pair);
      wake();
    },
    wake,
    stop() {
      cancel?.();
      cancel = () => {};
      hurried.clear();
    },
  };
}
