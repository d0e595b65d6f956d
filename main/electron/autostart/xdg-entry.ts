import { accessSync, constants, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { readPlainFile } from '../../storage/plain-file.ts';
import { readEntry, writeEntry } from './desktop-entry.ts';
import type { StartEntry } from './start-entry.ts';

const name = 'org.switchhook.Switchhook.desktop';

/** In bytes; one with names in all languages has a few thousand. */
const longestEntry = 1024 * 1024;

/** Where a desktop looks for what it starts. */
export interface XdgFolders {
  /** The user's, whose files go before those of the same name elsewhere. */
  readonly own: string;
  /** Those of the system, the first before the others. */
  readonly system: readonly string[];
  /** What the desktop calls itself, such as "GNOME". */
  readonly desktops: readonly string[];
  /** Where programs without a path are looked for. */
  readonly path: readonly string[];
}

/** XDG Base Directory Specification: paths that are not absolute are left aside. */
export function xdgFolders(env: NodeJS.ProcessEnv): XdgFolders {
  const config = env.XDG_CONFIG_HOME ?? '';
  const system = (env.XDG_CONFIG_DIRS || '/etc/xdg').split(':').filter(isAbsolute);
  return {
    own: join(isAbsolute(config) ? config : join(env.HOME || homedir(), '.config'), 'autostart'),
    system: system.map((folder) => join(folder, 'autostart')),
    desktops: (env.XDG_CURRENT_DESKTOP ?? '').split(':').filter((one) => one !== ''),
    path: (env.PATH ?? '').split(delimiter).filter(isAbsolute),
  };
}

export interface XdgEntryDeps {
  readonly folders: XdgFolders;
  /** What is to be started. */
  readonly command: readonly string[];
}

/** An entry among what the desktop starts: a file, which other programs change too. */
export function createXdgEntry({ folders, command }: XdgEntryDeps): StartEntry {
  const own = join(folders.own, name);

  function startsFrom(files: readonly string[]): boolean {
    const text = files.map(readIfThere).find((one) => one !== null);
    const entry = text === undefined || text === null ? null : readEntry(text);
    if (entry === null || entry.hidden) return false;
    const isOf = (list: readonly string[]): boolean => folders.desktops.some((desktop) => list.includes(desktop));
    if (isOf(entry.notShowIn) || (entry.onlyShowIn.length > 0 && !isOf(entry.onlyShowIn))) return false;
    return isProgram(entry.command[0] ?? '', folders.path);
  }

  const systemFiles = folders.system.map((folder) => join(folder, name));
  return {
    read: () => (startsFrom([own, ...systemFiles]) ? 'on' : 'off'),
    write(on) {
      const inSystem = startsFrom(systemFiles);
      if (on === inSystem) rmSync(own, { force: true });
      else replace(own, writeEntry(on ? command : null), folders.own);
    },
  };
}

function readIfThere(file: string): string | null {
  try {
    return readPlainFile(file, longestEntry).toString('utf8');
  } catch {
    return null;
  }
}

function isProgram(program: string, path: readonly string[]): boolean {
  const places = isAbsolute(program) ? [program] : path.map((folder) => join(folder, program));
  return program !== '' && places.some(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A desktop that reads it meanwhile has the old file or the new one, and never half of it. */
function replace(file: string, text: string, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${process.pid}.new`;
  try {
    writeFileSync(unfinished, text, { mode: 0o644 });
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
