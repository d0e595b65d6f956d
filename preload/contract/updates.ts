/**
 * Why no newer version is there. `no-key`: the policy names a server, and no key to believe it by. `no-package-here`: this copy was not
 * installed by a package. `unreachable`: the server could not be asked. `certificate`: it is not trusted. `no-list`: what it gave is no list of updates. `unsigned`: the list is not
 * signed by the organization's key, or was changed since. `older`: it offers a version before the one that runs. `replayed`: the list is
 * older than one that was there before. `expired`: it is no longer to be believed. `no-package`: it has nothing for this computer.
 * `not-fetched`: the package did not arrive. `tampered`: it is not the one that was signed. `disk`: it could not be kept. `not-installed`: it is
 * ready no longer, because it could not be installed.
 */
export const updateProblems = [
  'no-key',
  'no-package-here',
  'unreachable',
  'certificate',
  'no-list',
  'unsigned',
  'older',
  'replayed',
  'expired',
  'no-package',
  'not-fetched',
  'tampered',
  'disk',
  'not-installed',
] as const;

export type UpdateProblem = (typeof updateProblems)[number];

/** `off`: nobody is asked. `waiting`: a newer version is fetched as soon as no call goes on. */
export type UpdateStage = 'off' | 'resting' | 'checking' | 'waiting' | 'fetching' | 'ready';

/** How Switchhook comes to its next version. */
export interface UpdatesView {
  /** The version that runs. */
  readonly running: string;
  readonly stage: UpdateStage;
  /** The host that is asked; null: none. */
  readonly server: string | null;
  /** The newer version that waits, is fetched or is ready; else null. */
  readonly version: string | null;
  /** When the server was asked last, in ms since 1970; null: not in this run. */
  readonly checkedAt: number | null;
  readonly problem: UpdateProblem | null;
  /** The version whose files took the place of those that run; null: they are still there. */
  readonly replacedBy: string | null;
  /** Whether a restart brings another version, and no call is in its way. */
  readonly mayRestart: boolean;
}

export type UpdatesCommand =
  /** Asks the server now. */
  | { readonly type: 'check-for-updates' }
  /** Ends the app, installs what is ready, and starts it again. */
  | { readonly type: 'restart-to-update' };
