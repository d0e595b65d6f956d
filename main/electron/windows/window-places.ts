import * as v from 'valibot';
import type { Clock, Records } from '../../core/ports.ts';
import { fields, ifFits } from '../../core/schema/fields.ts';
import { read } from '../../core/schema/schema.ts';
import { type Rectangle, rectangle, stillReachable } from './placement.ts';

/** The record in which the places are. */
const record = 'window-places';

/** So many sets of screens are remembered, those that were met last: at home, at work, in a few meeting rooms. */
const mostSets = 8;

/** Screens come and go one by one, and the desktop moves windows meanwhile: so long after the last change they are put back, in milliseconds. */
const settleMs = 300;

/** Windows whose place is remembered. */
export type PlacedWindow = 'main' | 'call';

/** Of a screen what tells it from others: they have no names that last. In device-independent pixels, as Electron's. */
export interface PlacedScreen {
  readonly bounds: Rectangle;
  readonly workArea: Rectangle;
  readonly scaleFactor: number;
}

/** The screens of the computer. */
export interface PresentScreens {
  all(): readonly PlacedScreen[];
  /** Calls back when one came, went or changed. */
  onChange(listener: () => void): void;
}

export interface WindowPlacesDeps {
  readonly records: Records;
  readonly clock: Pick<Clock, 'after'>;
  readonly screens: PresentScreens;
}

/** Where windows were left, for each set of screens: a laptop that is docked finds them where they were at its dock, and undocked where they were without. */
export interface WindowPlaces {
  /** With the present screens, where enough of it would be seen; null where it was never left. */
  of(window: PlacedWindow): Rectangle | null;
  /** While screens change a place is nobody's: the window may stand where another set had it, or where the desktop put it. */
  keep(window: PlacedWindow, place: Rectangle): void;
  /** Other screens are there, and have come to rest. Returns the end of the subscription. */
  onOtherScreens(listener: () => void): () => void;
}

const setOfScreens = fields({
  screens: v.pipe(v.string(), v.maxLength(2_000)),
  main: ifFits(rectangle),
  call: ifFits(rectangle),
});
type SetOfScreens = v.InferOutput<typeof setOfScreens>;
const document = fields({ sets: v.array(setOfScreens) });

export function createWindowPlaces({ records, clock, screens }: WindowPlacesDeps): WindowPlaces {
  const listeners = new Set<() => void>();
  let sets: readonly SetOfScreens[] = read(document, records.read(record))?.sets.slice(0, mostSets) ?? [];
  let known = nameOf(screens.all());
  let stopWaiting = (): void => {};

  function settled(): void {
    const now = nameOf(screens.all());
    if (now === known) return;
    known = now;
    for (const listener of listeners) listener();
  }

  screens.onChange(() => {
    stopWaiting();
    stopWaiting = clock.after(settleMs, settled);
  });

  return {
    of: (window) => {
      const all = screens.all();
      const name = nameOf(all);
      const kept = sets.find((set) => set.screens === name)?.[window];
      const areas = all.map(({ workArea }) => workArea);
      return kept === undefined ? null : stillReachable(kept, areas);
    },
    keep: (window, place) => {
      const name = nameOf(screens.all());
      if (name !== known) return;
      const before = sets.find((set) => set.screens === name) ?? { screens: name };
      const others = sets.filter((set) => set.screens !== name);
      sets = [{ ...before, [window]: place }, ...others].slice(0, mostSets);
      records.write(record, { sets });
    },
    onOtherScreens: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Where the screens are, how large and of which scale: the same wherever the same are connected in the same way. */
function nameOf(all: readonly PlacedScreen[]): string {
  return all
    .map(({ bounds: { x, y, width, height }, scaleFactor }) => `${width}x${height}+${x}+${y}@${scaleFactor}`)
    .sort()
    .join(' ');
}
