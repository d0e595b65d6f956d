import { SetupError } from '../bootstrap.mjs';

/**
 * Rejects a runtime that is older than the one that releases are made on: it has no security updates any more, and none of what only the
 * newer one checks. `found.why`: where it is from, and why no better one was taken.
 */
export function requireReleaseRuntime(
  found: { readonly version: string; readonly why: string },
  pinnedVersion: string,
): void {
  if (!isOlder(found.version, pinnedVersion)) return;
  throw new SetupError(
    [
      `No release was made: it needs Electron ${pinnedVersion}, and there is only Electron ${found.version}, ${found.why}.`,
      `Make it where Electron ${pinnedVersion} can be downloaded, or set ELECTRON_OVERRIDE_DIST_PATH to a folder with it.`,
      'For a package to test on this machine, which must not be given to anybody: npm run pack -- --for-tests',
    ].join('\n'),
  );
}

/** Versions by their first three numbers; anything that has none is older than everything. */
export function isOlder(version: string, than: string): boolean {
  const [one, other] = [version, than].map(numbersOf);
  for (let at = 0; at < 3; at += 1) {
    const [mine = -1, theirs = -1] = [one?.[at], other?.[at]];
    if (mine !== theirs) return mine < theirs;
  }
  return isPrerelease(version) && !isPrerelease(than);
}

function numbersOf(version: string): readonly number[] {
  const [, ...parts] = /^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  return parts.map(Number);
}

function isPrerelease(version: string): boolean {
  return version.includes('-');
}
