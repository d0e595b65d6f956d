import type { Clock } from '../../../core/ports.ts';
import { type Component, isSameAddress, type TransportAddress } from '../transport-address.ts';
import type { CandidatePair } from './candidate-pair.ts';

/** Without a sign over the selected pair for so long, while media comes over another: over one that the peer nominated, and over any that works. */
const [nominatedMs, anyMs] = [2000, 8000];

/**
 * A peer that is at another place than before, and does not begin ICE anew: it sends from there, and would hear nothing. What it sends is a sign of life,
 * so that the pair where nothing comes any more would be kept for ever.
 */
export interface MovedPeer {
  /** A sign of the peer came over the selected pair. */
  isHeard(component: Component): void;
  /** Proved media came from there. */
  media(component: Component, from: TransportAddress): void;
}

export interface MovedPeerDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly selected: (component: Component) => CandidatePair | null;
  readonly pairs: (component: Component) => readonly CandidatePair[];
  /** That pair is to be used from now on. */
  readonly follow: (pair: CandidatePair) => void;
}

export function createMovedPeer({ clock, selected, pairs, follow }: MovedPeerDeps): MovedPeer {
  const heardAt = new Map<Component, number>();
  return {
    isHeard: (component) => void heardAt.set(component, clock.now()),
    media(component, from) {
      const now = selected(component);
      if (now === null || isSameAddress(now.remote, from)) {
        heardAt.set(component, clock.now());
        return;
      }
      const silentMs = clock.now() - (heardAt.get(component) ?? Number.NEGATIVE_INFINITY);
      const pair = pairThere(pairs(component), from);
      if (pair === null || silentMs < (pair.nomination === 'done' ? nominatedMs : anyMs)) return;
      heardAt.set(component, clock.now());
      follow(pair);
    },
  };
}

/** One that works, and before others one that the peer wants. */
function pairThere(pairs: readonly CandidatePair[], from: TransportAddress): CandidatePair | null {
  const there = pairs.filter(({ state, remote }) => state === 'succeeded' && isSameAddress(remote, from));
  return there.find(({ nomination }) => nomination === 'done') ?? there[0] ?? null;
}
