import type { Log } from './ports.ts';

/** The one model, and those who are told when it changes. A slice names of the model what it reads and changes. */
export interface Store<Model extends object> {
  readonly model: Model;
  change(part: Partial<Model>): void;
  /** Changes it without telling anybody yet; a `change` has to follow. */
  prepare(part: Partial<Model>): void;
  /** What changes within is told once, when it is all done. */
  atOnce(work: () => void): void;
  /** Listeners are told in the order in which they came. */
  subscribe(listener: () => void): () => void;
}

export function createStore<Model extends object>(initial: Model, log: Log): Store<Model> {
  const listeners = new Set<() => void>();
  let model = initial;
  let together = 0;
  let untold = false;

  function tellAll(): void {
    untold = false;
    for (const listener of listeners) tell(listener);
  }

  /** A window or tray that fails must not keep the others from the news, nor a call from its next step. */
  function tell(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      log.error('a listener failed', { error });
    }
  }

  return {
    get model() {
      return model;
    },
    change(part) {
      model = { ...model, ...part };
      untold = true;
      if (together === 0) tellAll();
    },
    prepare(part) {
      model = { ...model, ...part };
    },
    atOnce(work) {
      together += 1;
      try {
        work();
      } finally {
        together -= 1;
        if (together === 0 && untold) tellAll();
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
