import * as v from 'valibot';
import type { UpdateProblem } from '../../../preload/contract/index.ts';
import type { Records } from '../ports.ts';
import { fields, ifFits } from '../schema/fields.ts';
import { read } from '../schema/schema.ts';
import type { Update } from '../updater.ts';
import { compareVersions, releaseVersion } from './versions.ts';

/*
 *   resting <------> checking ----------------> waiting     a call goes on
 *      ^                 |                       |   ^
 *      |                 v       no call goes on |   | a call began
 *      +------------ fetching <------------------+---+
 *      |                 |
 *      |                 v
 *      +-------------- ready    what is ready is asked about again: a later version takes its place
 *
 * Nothing leads from here to an end of the app: what is ready is installed when somebody ends it.
 */
export type Phase =
  | { readonly name: 'resting' }
  /** `ready`: what was there before, and is again unless there is something newer. */
  | { readonly name: 'checking'; readonly ready: Update | null }
  | { readonly name: 'waiting' | 'fetching' | 'ready'; readonly update: Update };

export interface UpdatesModel {
  readonly running: string;
  /** The host that is asked; null: nobody is. */
  readonly server: string | null;
  readonly phase: Phase;
  /** A call rings, is made or goes on. */
  readonly busy: boolean;
  /** In ms since 1970. */
  readonly checkedAt: number | null;
  readonly problem: UpdateProblem | null;
  /** The version on the disk, where it is another than the one that runs. */
  readonly replacedBy: string | null;
}

export const noUpdates: UpdatesModel = {
  running: '0.0.0',
  server: null,
  phase: { name: 'resting' },
  busy: false,
  checkedAt: null,
  problem: null,
  replacedBy: null,
};

/** The document that holds what is known from one run to the next. */
export const record = 'updates';

export interface Kept {
  /** When the newest list that was believed was signed, in ms since 1970. */
  readonly newestAt: number;
  /** The version that was to be installed when the app ended last. */
  readonly installing?: string;
}

const kept = fields({
  newestAt: v.pipe(v.number(), v.integer(), v.minValue(0)),
  installing: ifFits(v.pipe(v.string(), v.regex(releaseVersion))),
});

export function readKept(records: Records): Kept {
  return read(kept, records.read(record)) ?? { newestAt: 0 };
}

/** What is known at the start: an older version than was installed last says that this came to nothing. */
export function startingUpdates(records: Records, running: string, server: string | null): UpdatesModel {
  const { installing } = readKept(records);
  const failed = server !== null && installing !== undefined && compareVersions(installing, running) > 0;
  return { ...noUpdates, running, server, problem: failed ? 'not-installed' : null };
}

/** What is on the way, or there; null: nothing. */
export function updateOf(phase: Phase): Update | null {
  if (phase.name === 'checking') return phase.ready;
  return phase.name === 'resting' ? null : phase.update;
}

/** What could be installed now; null: nothing. */
export function readyOf(phase: Phase): Update | null {
  if (phase.name === 'checking') return phase.ready;
  return phase.name === 'ready' ? phase.update : null;
}
