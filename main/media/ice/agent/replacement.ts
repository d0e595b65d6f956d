import type { Clock } from '../../../core/ports.ts';
import type { Component } from '../transport-address.ts';
import type { CandidatePair } from './candidate-pair.ts';
import type { Checks } from './checks.ts';
import type { IceFailure } from './failure.ts';

/** How long the place of a pair that works no longer may stay empty. */
const replacementMs = 5000;

/** What comes in the place of a pair that works no longer: any that does, also one that the peer never named. */
export interface Replacement {
  /**
   * All others are checked anew; without one that works it is over, for that reason. Where there is none, `before`, the pair that is left, may
   * yet work again, and there is no end.
   */
  begin(component: Component, before: CandidatePair | undefined, failure: IceFailure | null): void;
  /** The place of its pair is empty for now: it has a time of its own. */
  isUnderWay(component: Component): boolean;
  /** Takes what works by now. */
  settle(): void;
  stop(): void;
}

export interface ReplacementDeps {
  readonly checks: Checks;
  readonly clock: Clock;
  readonly onFound: (pair: CandidatePair) => void;
  readonly onNone: (component: Component, failure: IceFailure) => void;
}

export function createReplacement({ checks, clock, onFound, onNone }: ReplacementDeps): Replacement {
  const missing = new Map<Component, () => void>();

  const fill = (component: Component): boolean => {
    missing.get(component)?.();
    return missing.delete(component);
  };
  const giveUp = (component: Component, failure: IceFailure) => {
    if (fill(component)) onNone(component, failure);
  };

  return {
    begin(component, before, failure) {
      fill(component);
      const others = checks.list.of(component).filter((pair) => pair !== before && !checks.isLost(pair));
      if (before !== undefined) checks.abandon(before);
      const end = failure && (() => giveUp(component, failure));
      missing.set(component, end === null ? () => {} : clock.after(replacementMs, end));
      if (others.length === 0) end?.();
      for (const pair of others) checks.retry(pair);
    },
    isUnderWay: (component) => missing.has(component),
    settle() {
      for (const component of [...missing.keys()]) {
        const pair = checks.list.of(component).find(({ state }) => state === 'succeeded');
        if (pair === undefined) continue;
        fill(component);
        checks.agreeOn(pair);
        onFound(pair);
      }
    },
    stop() {
      for (const component of [...missing.keys()]) fill(component);
    },
  };
}
