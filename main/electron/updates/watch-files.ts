import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Clock, Log } from '../../core/ports.ts';
import { versionOnDisk } from './version-on-disk.ts';

/** A package manager puts one file after the other into its place; it is done when none came for so long. */
const settledMs = 3_000;

export interface WatchFilesDeps {
  /** The `app.asar` that the app runs from; where it runs from something else nothing is watched. */
  readonly archive: string;
  /** The version that runs. */
  readonly running: string;
  readonly clock: Clock;
  readonly log: Log;
  /** The version that is there; null: the one that runs. */
  onFound(version: string | null): void;
}

/** Notices that somebody, such as apt, puts another version into the place of the one that runs. */
export interface FileWatch {
  /** Looks now. */
  look(): void;
}

export function watchFiles({ archive, running, clock, log, onFound }: WatchFilesDeps): FileWatch {
  if (!basename(archive).endsWith('.asar')) return { look() {} };
  let cancel = (): void => {};

  function look(): void {
    const found = versionOnDisk(archive);
    // In between there is none.
    if (found !== null) onFound(found === running ? null : found);
  }

  function soon(): void {
    cancel();
    cancel = clock.after(settledMs, look);
  }

  try {
    watch(dirname(archive), { persistent: false }, soon).on('error', (error) =>
      log.warn('The files of the app are watched no more', { error }),
    );
  } catch (error) {
    log.warn('The files of the app cannot be watched', { error });
  }
  return { look };
}
