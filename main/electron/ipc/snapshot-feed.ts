/** Sends snapshots to windows: each gets the newest, once a tick at most, and none that says what it already has. */
export interface SnapshotFeed<View, Target> {
  /** From now on the target gets what changes; the snapshot that it is handed here counts as sent. */
  add(target: Target): View;
  remove(target: Target): void;
  /** Something may have changed. */
  changed(): void;
}

export interface SnapshotFeedDeps<View, Target> {
  read(): View;
  /** Equal for snapshots that look the same to a window. */
  fingerprint(view: View): string;
  send(target: Target, view: View): void;
}

export function createSnapshotFeed<View, Target>(deps: SnapshotFeedDeps<View, Target>): SnapshotFeed<View, Target> {
  const sent = new Map<Target, string>();
  let due = false;

  function flush(): void {
    due = false;
    if (sent.size === 0) return;
    const view = deps.read();
    const print = deps.fingerprint(view);
    for (const [target, last] of sent) {
      if (last === print) continue;
      sent.set(target, print);
      deps.send(target, view);
    }
  }

  return {
    add: (target) => {
      const view = deps.read();
      sent.set(target, deps.fingerprint(view));
      return view;
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
