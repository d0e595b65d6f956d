import { execFileSync } from 'node:child_process';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Desktop } from '../../desktop/desktop.ts';
import { builtVersion, setVersion } from '../../release/other-version.ts';
import { testBuild } from './test.ts';

/** A copy of the test build, in place of an earlier one of that name; another version has to be as long as its own. */
export function copyOfBuild(desktop: Desktop, name: string, version = builtVersion): string {
  const folder = join(desktop.makeFolder(`home/${name}`), 'switchhook');
  rmSync(folder, { recursive: true, force: true });
  execFileSync('cp', ['-r', '--reflink=auto', dirname(testBuild), folder]);
  if (version !== builtVersion) setVersion(join(folder, 'resources/app.asar'), version);
  return folder;
}

/** Says that a package manager has installed that copy. */
export function installedBy(folder: string, kind: 'deb' | 'rpm'): void {
  writeFileSync(join(folder, 'resources/package-type'), `${kind}\n`);
}

/** Puts another version into the place of a copy as dpkg does: each file is laid beside the one that is there, and takes its place by its name. */
export function upgrade(folder: string, newer: string): void {
  const files = readdirSync(newer, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => relative(newer, join(parentPath, name)));
  for (const path of paths) execFileSync('cp', ['--reflink=auto', join(newer, path), join(folder, `${path}.dpkg-new`)]);
  for (const path of paths) renameSync(join(folder, `${path}.dpkg-new`), join(folder, path));
}
