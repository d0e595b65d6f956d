import type { UpdatesCommand } from '../../../preload/contract/index.ts';
import { type CommandHandlers, refused, taken } from '../commands.ts';
import type { Random } from '../ports.ts';
import type { Store } from '../store.ts';
import type { Fetching, Update } from '../updater.ts';
import { type AskDeps, createAsk } from './ask-server.ts';
import { type BusyModel, isBusy } from './busy.ts';
import { mayRestart } from './project.ts';
import { reduce, type UpdatesEvent } from './reduce.ts';
import { readKept, readyOf, record, type UpdatesModel } from './state.ts';

/** Signing in comes first, and a thousand desks that were started at eight ask one after the other. */
const firstMs = { least: 60_000, spread: 600_000 };
const usualMs = { least: 4 * 3_600_000, spread: 3_600_000 };
/** After something went wrong. */
const againMs = { least: 1_800_000, spread: 1_800_000 };

export interface UpdatesDeps extends AskDeps {
  readonly random: Random;
  readonly store: Store<{ readonly updates: UpdatesModel } & BusyModel>;
}

/** Asks for newer versions, has them fetched, and says when one is ready. */
export interface UpdatesSlice {
  readonly commands: CommandHandlers<UpdatesCommand>;
  /** From now on the server is asked from time to time. */
  start(): void;
  /** To be called after each change of the model. */
  changed(): void;
  /** What is on the disk; null: what runs. */
  replaced(version: string | null): void;
  /** The app ends: what is to be installed now, with that written down; null: nothing. */
  atEnd(): Promise<Update | null>;
  stop(): void;
}

export function createUpdates(deps: UpdatesDeps): UpdatesSlice {
  const { clock, random, records, log, updater, store, server } = deps;
  const ask = createAsk(deps);
  let fetching: Fetching | null = null;
  let stopWaiting = (): void => {};

  function apply(event: UpdatesEvent): void {
    const before = store.model.updates;
    const after = reduce(before, event);
    if (after === before) return;
    store.change({ updates: after });
    if (before.phase.name === 'fetching' && after.phase.name !== 'fetching') endFetching();
    if (after.phase.name === 'fetching' && before.phase.name !== 'fetching') void fetchUpdate(after.phase.update);
    if (after.phase.name === 'checking' && before.phase.name !== 'checking') void check();
  }

  async function check(): Promise<void> {
    stopWaiting();
    const answer = await ask(store.model.updates.running);
    const at = clock.wall();
    apply(answer.ok ? { type: 'checked', at, update: answer.value } : { type: 'refused', at, problem: answer.failure });
    next(store.model.updates.problem === null ? usualMs : againMs);
  }

  async function fetchUpdate(update: Update): Promise<void> {
    log.info('an update is fetched', { version: update.version, bytes: update.size });
    const mine = updater.fetch(update);
    fetching = mine;
    const { done } = mine;
    const result = await done;
    if (fetching !== mine) return;
    fetching = null;
    if (result.ok) apply({ type: 'fetched' });
    else apply({ type: 'not-fetched', problem: result.failure === 'stopped' ? 'not-fetched' : result.failure });
    if (!result.ok) next(againMs);
  }

  function endFetching(): void {
    const ended = fetching;
    fetching = null;
    ended?.stop();
  }

  function next({ least, spread }: { readonly least: number; readonly spread: number }): void {
    stopWaiting();
    stopWaiting = clock.after(least + random.fraction() * spread, () => {
      // While a package is fetched, or waits for a call to end, nobody is asked.
      next(usualMs);
      apply({ type: 'check' });
    });
  }

  return {
    commands: {
      'check-for-updates'() {
        if (server === null) return refused('unavailable');
        const before = store.model.updates;
        apply({ type: 'check' });
        return store.model.updates === before ? refused('repeated') : taken;
      },
      'restart-to-update'() {
        const { updates } = store.model;
        if (updates.busy) return refused('engaged');
        if (!mayRestart(updates)) return refused('unavailable');
        updater.restart();
        return taken;
      },
    },
    start() {
      if (server !== null) next(firstMs);
    },
    changed: () => apply({ type: 'calls', busy: isBusy(store.model) }),
    replaced: (version) => apply({ type: 'replaced', version }),
    async atEnd() {
      const update = readyOf(store.model.updates.phase);
      const { newestAt } = readKept(records);
      await records.keep(record, update === null ? { newestAt } : { newestAt, installing: update.version });
      return update;
    },
    stop() {
      stopWaiting();
      endFetching();
    },
  };
}
