import { useEffect, useState } from 'preact/hooks';
import type { AppView, CallStateName, PhoneApi, WindowName, WindowView } from '../preload/contract/index.ts';

interface Anchor {
  readonly state: CallStateName;
  readonly since: number;
  /** When the user put it on hold; null while they did not. */
  readonly heldSince: number | null;
}

/** What a window draws and, for each call in it, when its state began on this window's own clock. */
export interface Scene<View = WindowView<'main'>> {
  readonly view: View;
  readonly anchors: ReadonlyMap<string, Anchor>;
}

/** Two anchors of one state closer than this differ by delivery only; the older is kept, so that a timer never jumps. */
const jitterMs = 400;

/**
 * Takes the parts that came into what was there, and ties durations to the local clock. `now` is `performance.now()` on receipt: the
 * clocks of two processes cannot be compared, lengths can.
 */
export function anchored<View extends Partial<AppView>>(
  previous: Scene<View> | null,
  parts: Partial<AppView>,
  now: number,
): Scene<View> {
  // The first parts that come are all that the window draws.
  const view = { ...previous?.view, ...parts } as View;
  if (parts.calls === undefined) return { view, anchors: previous?.anchors ?? new Map() };
  const anchors = new Map<string, Anchor>();
  for (const { id, state, lastedMs, heldHereMs } of parts.calls) {
    const before = previous?.anchors.get(id);
    const same = before?.state === state ? before : undefined;
    const heldSince = heldHereMs === null ? null : steady(same?.heldSince ?? null, now - heldHereMs);
    anchors.set(id, { state, since: steady(same?.since ?? null, now - lastedMs), heldSince });
  }
  return { view, anchors };
}

function steady(before: number | null, since: number): number {
  return before !== null && Math.abs(before - since) < jitterMs ? before : since;
}

/** When the present state of a call began, in terms of `performance.now()`; now for an unknown call. */
export function since(scene: Pick<Scene, 'anchors'>, callId: string): number {
  return scene.anchors.get(callId)?.since ?? performance.now();
}

/** When the user put a call on hold, in terms of `performance.now()`; null while they did not. */
export function heldSince(scene: Pick<Scene, 'anchors'>, callId: string): number | null {
  return scene.anchors.get(callId)?.heldSince ?? null;
}

/** What the window of that name draws, and each later state of it; null until the first came. */
export function useScene<Name extends WindowName>(phone: PhoneApi, _name: Name): Scene<WindowView<Name>> | null {
  const [scene, setScene] = useState<Scene<WindowView<Name>> | null>(null);
  useEffect(
    () => phone.subscribe((parts) => setScene((before) => anchored(before, parts, performance.now()))),
    [phone],
  );
  return scene;
}
