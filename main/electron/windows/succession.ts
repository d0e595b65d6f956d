import type { Clock } from '../../core/ports.ts';

/** So long after it said that it is ready an heir takes over: what it was told at its start is drawn by then. Milliseconds. */
const readyMs = 1_000;

export interface SuccessionDeps<Thing> {
  readonly clock: Pick<Clock, 'after'>;
  /** `ready` is to be called once it could take over. */
  make(ready: () => void): Thing;
  end(thing: Thing): void;
}

/** Something that has to be there all the time, and is made anew now and then: it stays until the next one is ready. */
export interface Succession<Thing> {
  present(): Thing | null;
  /** The present one, and an heir that is not ready yet. */
  all(): readonly Thing[];
  /** Makes it where it is not there. */
  wanted(): Thing;
  /** Makes an heir, which takes over when it is ready. */
  renew(): void;
  /** Another one takes over at once. */
  replace(next: Thing): void;
  /** The present one is needed: it stays, and an heir goes. */
  keep(): void;
}

export function createSuccession<Thing>({ clock, make, end }: SuccessionDeps<Thing>): Succession<Thing> {
  let present: Thing | null = null;
  let heir: { readonly thing: Thing; readonly stopWaiting: () => void } | null = null;

  function takeOver(thing: Thing): void {
    const last = present;
    heir = null;
    present = thing;
    if (last !== null) end(last);
  }

  function makeHeir(): Thing {
    let stopWaiting = (): void => {};
    let isWaiting = false;
    const thing: Thing = make(() => {
      if (isWaiting || heir?.thing !== thing) return;
      isWaiting = true;
      stopWaiting = clock.after(readyMs, () => takeOver(thing));
    });
    heir = { thing, stopWaiting: () => stopWaiting() };
    return thing;
  }

  function keep(): void {
    if (heir === null) return;
    const { thing, stopWaiting } = heir;
    heir = null;
    stopWaiting();
    end(thing);
  }

  return {
    present: () => present,
    all: () => [present, heir?.thing ?? null].filter((thing) => thing !== null),
    wanted: () => {
      present ??= make(() => {});
      return present;
    },
    renew: () => {
      if (present !== null && heir === null) makeHeir();
    },
    replace: (next) => {
      keep();
      takeOver(next);
    },
    keep,
  };
}
