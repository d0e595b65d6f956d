import type { Clock, Random } from '../../../core/ports.ts';
import type { Component } from '../transport-address.ts';

/** RFC 7675 section 5.1. */
const intervalMs = 5000;
const lossMs = 30_000;

/** Asks the peer again and again whether it still wants what we send; that keeps the way open too. */
export interface Consent {
  /** A component has its pair, from now on or another one. */
  begin(component: Component): void;
  /** The peer answered a check of ours. One that it sent is no proof: it may be an old one, sent again by somebody else. */
  heard(component: Component): void;
  /** It is there, by a sign that is proved to be its own. */
  heardAll(): void;
  stop(): void;
}

export interface ConsentDeps {
  readonly clock: Clock;
  readonly random: Random;
  /** Sends one check over the component's pair. */
  readonly ask: (component: Component) => void;
  /** Nothing was heard for half a minute. It is asked on, and may begin anew with another pair. */
  readonly onLost: (component: Component) => void;
  /** Who was lost is heard again. */
  readonly onBack: (component: Component) => void;
}

export function createConsent({ clock, random, ask, onLost, onBack }: ConsentDeps): Consent {
  const heardAt = new Map<Component, number>();
  const lost = new Set<Component>();
  let cancels: (() => void)[] = [];

  const repeat = (component: Component) => {
    const cancel = clock.after(intervalMs * (0.8 + 0.4 * random.fraction()), () => {
      cancels = cancels.filter((other) => other !== cancel);
      const isOverdue = clock.now() - (heardAt.get(component) ?? 0) >= lossMs;
      repeat(component);
      ask(component);
      if (!isOverdue || lost.has(component)) return;
      lost.add(component);
      onLost(component);
    });
    cancels.push(cancel);
  };
  const heard = (component: Component) => {
    if (!heardAt.has(component)) return;
    heardAt.set(component, clock.now());
    if (lost.delete(component)) onBack(component);
  };

  return {
    begin(component) {
      const first = !heardAt.has(component);
      heardAt.set(component, clock.now());
      lost.delete(component);
      if (first) repeat(component);
    },
    heard,
    heardAll() {
      for (const component of heardAt.keys()) heard(component);
    },
    stop() {
      for (const cancel of cancels) cancel();
      cancels = [];
    },
  };
}
