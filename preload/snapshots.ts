/** Where snapshots come from: one when asked, then each later one. */
export interface SnapshotSource<View> {
  /** The present snapshot; null where main refuses to give it. */
  ask(): Promise<View | null>;
  /** Later snapshots; returns the end of listening. */
  onNext(listener: (view: View) => void): () => void;
}

/**
 * Makes a subscription whose listener first gets the present snapshot and then each later one. A later one that
 * overtakes the answer wins over it.
 */
export function followSnapshots<View>(source: SnapshotSource<View>): (listener: (view: View) => void) => () => void {
  return (listener) => {
    let waiting = true;
    const end = source.onNext((view) => {
      waiting = false;
      listener(view);
    });
    source.ask().then(
      (view) => {
        if (waiting && view !== null) listener(view);
      },
      () => {},
    );
    return () => {
      waiting = false;
      end();
    };
  };
}
