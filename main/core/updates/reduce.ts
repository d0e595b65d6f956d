import type { UpdateProblem } from '../../../preload/contract/index.ts';
import type { Update } from '../updater.ts';
import { type Phase, readyOf, type UpdatesModel } from './state.ts';

/** What happened to updates. `at`: in ms since 1970. */
export type UpdatesEvent =
  | { readonly type: 'check' }
  /** Null: nothing newer than what runs. */
  | { readonly type: 'checked'; readonly at: number; readonly update: Update | null }
  | { readonly type: 'refused'; readonly at: number; readonly problem: UpdateProblem }
  | { readonly type: 'fetched' }
  | { readonly type: 'not-fetched'; readonly problem: UpdateProblem }
  /** Whether a call rings, is made or goes on. */
  | { readonly type: 'calls'; readonly busy: boolean }
  /** Null: what is on the disk is what runs. */
  | { readonly type: 'replaced'; readonly version: string | null };

/** Moves the state, or leaves it the same object where the event means nothing to it. */
export function reduce(model: UpdatesModel, event: UpdatesEvent): UpdatesModel {
  const { phase, busy } = model;
  switch (event.type) {
    case 'check':
      return mayCheck(phase) ? { ...model, phase: { name: 'checking', ready: readyOf(phase) } } : model;
    case 'checked':
      if (phase.name !== 'checking') return model;
      return {
        ...model,
        checkedAt: event.at,
        // Until another try it is still true that the last one came to nothing.
        problem: model.problem === 'not-installed' && event.update !== null ? model.problem : null,
        phase: phaseAfter(phase.ready, event.update, busy),
      };
    case 'refused':
      if (phase.name !== 'checking') return model;
      return { ...model, checkedAt: event.at, problem: event.problem, phase: rested(phase.ready) };
    case 'fetched':
      return phase.name === 'fetching' ? { ...model, phase: { name: 'ready', update: phase.update } } : model;
    case 'not-fetched':
      return phase.name === 'fetching' ? { ...model, problem: event.problem, phase: { name: 'resting' } } : model;
    case 'calls':
      return event.busy === busy ? model : { ...model, busy: event.busy, phase: besideCalls(phase, event.busy) };
    case 'replaced':
      return event.version === model.replacedBy ? model : { ...model, replacedBy: event.version };
  }
}

function mayCheck({ name }: Phase): boolean {
  return name === 'resting' || name === 'ready';
}

function phaseAfter(ready: Update | null, update: Update | null, busy: boolean): Phase {
  if (update === null || update.sha512 === ready?.sha512) return rested(update === null ? null : ready);
  return { name: busy ? 'waiting' : 'fetching', update };
}

function rested(ready: Update | null): Phase {
  return ready === null ? { name: 'resting' } : { name: 'ready', update: ready };
}

/** The line is the call's: a package is fetched before or after it. */
function besideCalls(phase: Phase, busy: boolean): Phase {
  if (phase.name === 'fetching' && busy) return { name: 'waiting', update: phase.update };
  if (phase.name === 'waiting' && !busy) return { name: 'fetching', update: phase.update };
  return phase;
}
