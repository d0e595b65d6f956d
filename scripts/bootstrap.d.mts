import type { SpawnOptions } from 'node:child_process';

/** Debian packages by what they are for. */
export const packageSets: Readonly<
  Record<'build' | 'run' | 'desktop' | 'calls' | 'forwarders' | 'test' | 'interop', readonly string[]>
>;

export interface Task {
  /** Path of a script, then its first arguments. */
  readonly run: readonly string[];
  readonly needs: readonly (keyof typeof packageSets)[];
}

/** The tasks by the name that `npm run` knows them by. */
export const tasks: Readonly<Record<string, Task>>;

/** A mistake on the user's machine that is told in a sentence, without a stack. */
export class SetupError extends Error {}

/** Where progress is written: a terminal or anything else that takes text. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * Runs `work`, showing that it goes on: on a terminal one line with the elapsed seconds, else a line at the start, one
 * every 15 seconds and one at the end. `work` gets a function that sets a word on how far it is.
 */
export function withProgress<T>(
  title: string,
  work: (report: (detail: string) => void) => Promise<T>,
  out?: ProgressOutput,
): Promise<T>;

/** Runs a command without input and resolves with what it printed; rejects with its last lines where it fails. */
export function run(command: string, args: readonly string[], options?: SpawnOptions): Promise<string>;

/** Which of the packages dpkg does not have; a name with Debian 13's suffix t64 counts as well. */
export function missingPackages(names: readonly string[], query?: string): string[];

/** The packages as this system's lists name them: some have the suffix t64, and Ubuntu has no package of Chromium. */
export function installablePackages(names: readonly string[], query?: string): readonly string[];

/** What to type to install packages, for a user who is not root. */
export function installCommand(names: readonly string[]): string;

/** Whether what npm recorded in node_modules is what the lockfile asks for. */
export function matchesLockfile(folder: string): boolean;

/** The Node to run the scripts with: the pinned one, or this one where no package has it and it is new enough. */
export function pinnedNode(folder: string): string;
