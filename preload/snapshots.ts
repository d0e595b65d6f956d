/** Where snapshots come from: all parts when asked, then those that changed. */
export interface SnapshotSource<View> {
  /** All parts that this window may have; null where main refuses to give them. */
  ask(): Promise<Partial<View> | null>;
  /** Parts that changed; returns the end of listening. */
  onNext(listener: (parts: Partial<View>) => void): () => void;
}

/**
 * Makes a subscription whose listener first gets all parts of the present snapshot and then those that change. A change that
 * overtakes the answer wins over it.
 */
export function followSnapshots<View>(
  source: SnapshotSource<View>,
): (listener: (parts: Partial<View>) => void) => () => void {
  return (listener) => {
    let overtaking: Partial<View> | null = {};
    const end = source.onNext((parts) => {
      if (overtaking === null) listener(parts);
      else overtaking = { ...overtaking, ...parts };
    });
    source.ask().then(
      (parts) => {
        if (overtaking === null || parts === null) return;
        const first = { ...parts, ...overtaking };
        overtaking = null;
        listener(first);
      },
      () => {},
    );
    return () => {
      overtaking = null;
      end();
    };
  };
}
