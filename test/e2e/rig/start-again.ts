import type { Desktop } from '../../desktop/desktop.ts';
import { packagedUser } from './packaged-user.ts';
import { testBuild } from './test.ts';

/** Root's Chromium has no sandbox to lose. */
const sandboxed = packagedUser === null && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Starts the app as somebody does at a terminal, with that data folder; resolves with what it printed, once it has ended. */
export async function startAgain(desktop: Desktop, userDataDir: string, ...given: readonly string[]): Promise<string> {
  const all = [...sandboxed, `--user-data-dir=${userDataDir}`, ...given];
  return (await desktop.run(desktop.programFor(testBuild), all)).toString();
}
