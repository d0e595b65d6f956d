import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Desktop } from '../../desktop/desktop.ts';
import { testBuild } from './test.ts';

/** The version that the test build has. */
export const runningVersion = '0.1.0';

/** A copy of the test build, in place of an earlier one of that name; another version has to be as long as its own. */
export function copyOfBuild(desktop: Desktop, name: string, version = runningVersion): string {
  const folder = join(desktop.makeFolder(`home/${name}`), 'switchhook');
  rmSync(folder, { recursive: true, force: true });
  execFileSync('cp', ['-r', '--reflink=auto', dirname(testBuild), folder]);
  if (version !== runningVersion) setVersion(join(folder, 'resources/app.asar'), version);
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

/** The archive holds package.json as it is: a version of the same length changes nothing else. */
function setVersion(archive: string, version: string): void {
  const bytes = readFileSync(archive);
  const at = bytes.indexOf(`"version": "${runningVersion}"`);
  if (at === -1 || version.length !== runningVersion.length) throw new Error(`${archive} has no version to change`);
  bytes.write(version, at + '"version": "'.length);
  writeFileSync(archive, bytes);
}
