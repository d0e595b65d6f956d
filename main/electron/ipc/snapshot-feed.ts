/** Sends the parts of snapshots to windows: each gets the newest of what it draws, once a tick at most, and no part that it already has. */
export interface SnapshotFeed<View, Target> {
  /** From now on the target gets the parts that change; those that it is handed here count as sent. */
  add(target: Target): Partial<View>;
  remove(target: Target): void;
  /** Something may have changed. */
  changed(): void;
}

export interface SnapshotFeedDeps<View, Target> {
  /** A part that did not change is the same object as in the snapshot before. */
  read(): View;
  /** The same, as whole as a window needs it that has nothing yet. */
  readAsOfNow(): View;
  partsOf(target: Target): readonly (keyof View)[];
  send(target: Target, parts: Partial<View>): void;
}

export function createSnapshotFeed<View extends object, Target>(
  deps: SnapshotFeedDeps<View, Target>,
): SnapshotFeed<View, Target> {
  const sent = new Map<Target, Partial<View>>();
  let due = false;

  function flush(): void {
    due = false;
    if (sent.size === 0) return;
    const view = deps.read();
    for (const [target, last] of sent) {
      const changed = deps.partsOf(target).filter((part) => view[part] !== last[part]);
      if (changed.length === 0) continue;
      const parts = only(view, changed);
      sent.set(target, { ...last, ...parts });
      deps.send(target, parts);
    }
  }

  return {
    add: (target) => {
      const parts = deps.partsOf(target);
      sent.set(target, only(deps.read(), parts));
      return only(deps.readAsOfNow(), parts);
    },
    remove: (target) => {
      sent.delete(target);
    },
    changed: () => {
      if (due) return;
      due = true;
      queueMicrotask(flush);
    },
  };
}

function only<View extends object>(view: View, parts: readonly (keyof View)[]): Partial<View> {
  const picked: Partial<View> = {};
  for (const part of parts) picked[part] = view[part];
  return picked;
}
