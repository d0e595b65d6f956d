import type { Clock } from '../../core/ports.ts';

/** After this, what nobody wants any more is taken apart; until then it comes back at once. */
const lingerMs = 60_000;

export interface OnDemandDeps<Thing> {
  readonly clock: Pick<Clock, 'after'>;
  make(): Thing;
  end(thing: Thing): void;
}

/** Something that costs memory, and so is there only while it is wanted, and a minute longer. */
export interface OnDemand<Thing> {
  present(): Thing | null;
  /** Makes it where it is not there. */
  wanted(): Thing;
  /** Ends it in a minute, unless it is wanted again before. Does nothing where that was said already. */
  unwanted(): void;
}

export function createOnDemand<Thing>({ clock, make, end }: OnDemandDeps<Thing>): OnDemand<Thing> {
  let thing: Thing | null = null;
  let keep: (() => void) | null = null;

  function finish(): void {
    keep = null;
    if (thing === null) return;
    const last = thing;
    thing = null;
    end(last);
  }

  return {
    present: () => thing,
    wanted: () => {
      keep?.();
      keep = null;
      thing ??= make();
      return thing;
    },
    unwanted: () => {
      if (thing !== null) keep ??= clock.after(lingerMs, finish);
    },
  };
}
