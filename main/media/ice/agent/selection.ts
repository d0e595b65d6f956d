import type { Clock } from '../../../core/ports.ts';
import type { Component } from '../transport-address.ts';
import type { CandidatePair } from './candidate-pair.ts';
import type { Checks } from './checks.ts';
import { checksFailure, type IceFailure } from './failure.ts';
import { choosePairs, nominatedPair } from './nomination.ts';
import { createReplacement } from './replacement.ts';

/** RFC 8863 section 4: as long as one check lasts, a way may still come up that nobody knows of yet. */
const deadlineMs = 39_500;
/** How long a controlling agent waits for a better pair once it has one for each component. Voice goes over the best meanwhile. */
const betterMs = 1000;

/** Which pair each component uses. */
export interface Selection {
  /** The time in which each component has to get its pair begins. */
  begin(): void;
  /** Looks again: the state of some pair changed. */
  settle(): void;
  of(component: Component): CandidatePair | null;
  /** The pair of a component works no longer: whatever does takes its place, or in a while it is over for that reason; where there is none, it may work again. */
  replace(component: Component, failure: IceFailure | null): void;
  /** That pair works again: it has its place back, unless another one has taken it. */
  restore(pair: CandidatePair): void;
  /** The peer is heard over this pair alone, which works: it takes the place of the one before. */
  follow(pair: CandidatePair): void;
  /** The place of a pair is empty for now. */
  isReplacing(component: Component): boolean;
  /** This pair before all others, once it works. */
  pin(pair: CandidatePair): void;
  stop(): void;
}

export interface SelectionDeps {
  readonly checks: Checks;
  /** Those that the far side has. */
  readonly components: readonly Component[];
  readonly clock: Clock;
  readonly onSelected: (pair: CandidatePair) => void;
  readonly onFailed: (failure: IceFailure) => void;
  /** Voice has its way, and reports get none: the call goes on without them. */
  readonly onReportsLost: () => void;
}

export function createSelection(deps: SelectionDeps): Selection {
  const { checks, components, clock, onSelected, onFailed, onReportsLost } = deps;
  const { list } = checks;
  const selected = new Map<Component, CandidatePair>();
  const pinned = new Map<Component, CandidatePair>();
  let patience: 'untouched' | 'waiting' | 'over' = 'untouched';
  let cancels: (() => void)[] = [];

  const missing = () => components.filter((component) => !selected.has(component));
  const best = (component: Component) => list.of(component).find(({ state }) => state === 'succeeded') ?? null;
  const select = (pair: CandidatePair) => {
    selected.set(pair.component, pair);
    for (const other of list.of(pair.component)) {
      const isOpen = other.state !== 'succeeded' && other.state !== 'failed';
      // A peer that nominates one after the other may yet want a better one.
      if (isOpen && (checks.controlling || other.priority < pair.priority)) checks.abandon(other);
    }
    onSelected(pair);
  };
  const selectNominated = () => {
    for (const component of [1, 2] as const) {
      const wanted = pinned.get(component);
      const pair = wanted?.state === 'succeeded' ? wanted : nominatedPair(list.of(component));
      if (pair !== null && pair !== selected.get(component)) select(pair);
    }
  };
  const nominate = () => {
    const isUnderWay = list.all().some(({ nomination, state }) => nomination === 'asked' && state === 'succeeded');
    const choice = choosePairs(components, list.of);
    if (isUnderWay || choice.pairs.length === 0) return;
    if (choice.final || patience === 'over') {
      for (const pair of choice.pairs) if (pair.nomination !== 'done') checks.nominate(pair);
    } else if (patience === 'untouched') {
      patience = 'waiting';
      cancels.push(clock.after(betterMs, endPatience));
    }
  };
  const replacement = createReplacement({
    checks,
    clock,
    onFound: select,
    onNone: (component, failure) => (component === 1 ? onFailed(failure) : onReportsLost()),
  });
  const settle = () => {
    replacement.settle();
    selectNominated();
    if (checks.controlling && missing().length > 0) nominate();
  };
  const endPatience = () => {
    patience = 'over';
    settle();
  };
  /** A pair that works is better than none: one that the peer never named, and voice without its reports. */
  const endWaiting = () => {
    // Whoever had a pair was in time.
    const late = () => missing().filter((component) => !replacement.isUnderWay(component));
    for (const component of late()) {
      const pair = best(component);
      if (pair === null) continue;
      checks.agreeOn(pair);
      select(pair);
    }
    if (late().includes(1)) onFailed(checksFailure(list.of(1)));
    else if (late().length > 0) onReportsLost();
  };

  return {
    begin() {
      cancels.push(clock.after(deadlineMs, endWaiting));
    },
    settle,
    of: (component) => selected.get(component) ?? best(component),
    replace(component, failure) {
      const before = selected.get(component);
      selected.delete(component);
      pinned.delete(component);
      replacement.begin(component, before, failure);
    },
    restore(pair) {
      if (!replacement.isUnderWay(pair.component) || checks.isLost(pair)) return;
      pair.state = 'succeeded';
      settle();
    },
    follow(pair) {
      // Where the peer is no more, it nominated pairs too, one or all of them: none is to be gone back to.
      for (const other of list.of(pair.component)) if (other !== pair) other.nomination = 'none';
      checks.agreeOn(pair);
      pinned.set(pair.component, pair);
      select(pair);
    },
    isReplacing: replacement.isUnderWay,
    pin: (pair) => void pinned.set(pair.component, pair),
    stop() {
      replacement.stop();
      for (const cancel of cancels) cancel();
      cancels = [];
    },
  };
}
