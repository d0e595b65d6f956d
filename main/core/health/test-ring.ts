import type { CallCommand, CommandResult } from '../../../preload/contract/index.ts';
import { refused, taken } from '../commands.ts';
import { chosenDevice } from '../devices/state.ts';
import type { Clock, Random } from '../ports.ts';
import type { Store } from '../store.ts';
import type { Known } from './known.ts';
import { ringBegan, ringHushed, ringOver } from './rings.ts';
import type { HealthModel, RingTest } from './state.ts';

/** How long a test ring lasts at most, in milliseconds. */
const testMs = 10_000;

export interface TestRingDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Store<Known>;
}

/** A ring by every path that nobody makes. */
export interface TestRing {
  begin(): CommandResult;
  /** What is pressed on it; null for a command that is about anything else. */
  act(command: CallCommand): CommandResult | null;
  stop(): void;
}

export function createTestRing({ clock, random, store }: TestRingDeps): TestRing {
  let cancel = (): void => {};

  function set(part: Partial<HealthModel>): void {
    store.change({ health: { ...store.model.health, ...part } });
  }

  function end(id: string): void {
    const { test, rings } = store.model.health;
    if (test?.id === id) set({ test: null, rings: ringOver(rings, id, clock.now()) });
  }

  function silence(test: RingTest): CommandResult {
    if (test.silenced) return refused('repeated');
    set({ test: { ...test, silenced: true }, rings: ringHushed(store.model.health.rings, test.id) });
    return taken;
  }

  return {
    begin() {
      const { calls, health, devices } = store.model;
      if (health.test !== null) return refused('repeated');
      if (calls.some(({ state }) => state !== 'ended')) return refused('unavailable');
      const callId = random.uuid();
      const since = clock.now();
      const device = chosenDevice(devices, 'ring')?.label ?? null;
      const earlier = health.rings.filter(({ caller }) => caller !== null);
      const ring = { callId, caller: null, at: clock.wall(), since, device, hushed: null, keptBack: [] };
      set({ test: { id: callId, since, silenced: false }, rings: ringBegan(earlier, ring) });
      cancel = clock.after(testMs, () => end(callId));
      return taken;
    },
    act({ type, callId }) {
      const { test } = store.model.health;
      if (test?.id !== callId) return null;
      if (type === 'silence') return silence(test);
      if (type !== 'answer' && type !== 'decline') return refused('stale');
      end(callId);
      return taken;
    },
    stop: () => cancel(),
  };
}
