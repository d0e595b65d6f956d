import { failed, ok, type Result } from '../../../../main/core/result.ts';
import type { FetchFailure, Fetching, Update, Updater } from '../../../../main/core/updater.ts';
import { verifyUpdate } from '../../../../main/system/update-signature.ts';

/** A package that is fetched, to be answered by the test. */
export interface OpenFetch {
  readonly update: Update;
  readonly stopped: boolean;
  arrive(): void;
  fail(failure: FetchFailure): void;
}

/** {@link Updater} without packages: signatures are real, what is fetched is up to the test. */
export interface FakeUpdater extends Updater {
  kind: Updater['kind'];
  /** All that were fetched, in order. */
  readonly fetched: readonly OpenFetch[];
  readonly restarts: number;
}

export function createFakeUpdater(): FakeUpdater {
  const fetched: OpenFetch[] = [];
  let restarts = 0;
  return {
    kind: 'deb',
    architecture: 'x64',
    verify: verifyUpdate,
    fetched,
    get restarts() {
      return restarts;
    },
    fetch(update): Fetching {
      const outcome = Promise.withResolvers<Result<null, FetchFailure>>();
      const one = {
        update,
        stopped: false,
        arrive: () => outcome.resolve(ok(null)),
        fail: (failure: FetchFailure) => outcome.resolve(failed(failure)),
      };
      fetched.push(one);
      return {
        done: outcome.promise,
        stop() {
          one.stopped = true;
          one.fail('stopped');
        },
      };
    },
    restart() {
      restarts += 1;
    },
  };
}
