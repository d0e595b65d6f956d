import { useEffect, useState } from 'preact/hooks';
import type { AppView, CallStateName, PhoneApi } from '../preload/contract.ts';

interface Anchor {
  readonly state: CallStateName;
  readonly since: number;
}

/** A snapshot and, for each of its calls, when its state began on this window's own clock. */
export interface Scene {
  readonly view: AppView;
  readonly anchors: ReadonlyMap<string, Anchor>;
}

/** Two anchors of one state closer than this differ by delivery only; the older is kept, so that a timer never jumps. */
const jitterMs = 400;

/**
 * Ties a snapshot's durations to the local clock. `now` is `performance.now()` on receipt: the clocks of two processes
 * cannot be compared, lengths can.
 */
export function anchored(previous: Scene | null, view: AppView, now: number): Scene {
  const anchors = new Map<string, Anchor>();
  for (const { id, state, lastedMs } of view.calls) {
    const since = now - lastedMs;
    const before = previous?.anchors.get(id);
    const kept = before !== undefined && before.state === state && Math.abs(before.since - since) < jitterMs;
    anchors.set(id, kept ? before : { state, since });
  }
  return { view, anchors };
}

/** When the present state of a call began, in terms of `performance.now()`; now for an unknown call. */
export function since(scene: Scene, callId: string): number {
  return scene.anchors.get(callId)?.since ?? performance.now();
}

/** The present scene, and each later one; null until the first snapshot came. */
export function useScene(phone: PhoneApi): Scene | null {
  const [scene, setScene] = useState<Scene | null>(null);
  useEffect(() => phone.subscribe((view) => setScene((before) => anchored(before, view, performance.now()))), [phone]);
  return scene;
}
