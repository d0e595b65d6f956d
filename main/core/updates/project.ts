import type { UpdatesView } from '../../../preload/contract/index.ts';
import { readyOf, type UpdatesModel, updateOf } from './state.ts';

/** What the windows show of updates. */
export function projectUpdates(model: UpdatesModel): UpdatesView {
  const { running, server, phase, checkedAt, problem, replacedBy } = model;
  return {
    running,
    server,
    stage: server === null ? 'off' : phase.name,
    version: updateOf(phase)?.version ?? null,
    checkedAt,
    problem,
    replacedBy,
    mayRestart: mayRestart(model),
  };
}

/** Whether a restart brings another version, and disturbs nobody. */
export function mayRestart({ phase, replacedBy, busy }: UpdatesModel): boolean {
  return !busy && (replacedBy !== null || readyOf(phase) !== null);
}
