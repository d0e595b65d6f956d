import type { Component } from '../transport-address.ts';
import type { CandidatePair } from './candidate-pair.ts';

/** The pairs of each component, the highest priority first. */
export type PairsOf = (component: Component) => readonly CandidatePair[];

export interface Choice {
  /** One of each component; empty while one of them has no pair that works. */
  readonly pairs: readonly CandidatePair[];
  /** Nothing better can come any more. */
  readonly final: boolean;
}

/**
 * What a controlling agent would nominate of what works by now (RFC 8445 section 8.1.1): the best pair of the first component,
 * and of the second one that takes the same way, where there is one.
 */
export function choosePairs(components: readonly Component[], of: PairsOf): Choice {
  const [first, second] = components;
  const working = (component: Component) => of(component).filter(({ state }) => state === 'succeeded');
  if (first === undefined) return { pairs: [], final: false };
  if (second === undefined) return choice(working(first).slice(0, 1), of);
  const [ones, others] = [working(first), working(second)];
  const [one] = ones;
  const [other] = others;
  if (one === undefined || other === undefined) return { pairs: [], final: false };
  for (const candidate of ones) {
    const twin = others.find((pair) => takesSameWay(candidate, pair));
    if (twin !== undefined) return choice([candidate, twin], of);
  }
  return choice([one, other], of);
}

function choice(pairs: readonly CandidatePair[], of: PairsOf): Choice {
  const isOpen = ({ state }: CandidatePair) => state !== 'succeeded' && state !== 'failed';
  const couldBeBetter = (pair: CandidatePair) =>
    of(pair.component).some((other) => isOpen(other) && other.priority > pair.priority);
  return { pairs, final: pairs.length > 0 && !pairs.some(couldBeBetter) };
}

/** By foundation, or, as a candidate that was learned has one of its own, by the two hosts. */
function takesSameWay(one: CandidatePair, other: CandidatePair): boolean {
  if (one.foundation === other.foundation) return true;
  return one.socket.base.foundation === other.socket.base.foundation && one.remote.host === other.remote.host;
}

/** The pair that is nominated; of several, as an aggressive peer makes them, the best (RFC 5245 section 8.1.1.2). */
export function nominatedPair(pairs: readonly CandidatePair[]): CandidatePair | null {
  return pairs.find(({ nomination, state }) => nomination === 'done' && state === 'succeeded') ?? null;
}
