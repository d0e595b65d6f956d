import {
  chmodSync,
  cpSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../../project.ts';

/** What differs between systems: where the completions of zsh are looked for. */
export type ZshFolder = 'vendor-completions' | 'site-functions';

export interface TreeInput {
  /** What electron-builder's `dir` target made. */
  readonly app: string;
  /** Where the tree goes: as it will lie under `/`. Empty, or not there. */
  readonly root: string;
  readonly zshFolder: ZshFolder;
  /** Seconds since 1970, for every file. */
  readonly epoch: number;
  /** What the tree becomes: the app has to know by what it can be updated. */
  readonly kind: 'deb' | 'rpm';
}

const id = 'org.switchhook.Switchhook';
const sizes = [16, 24, 32, 48, 64, 128, 256, 512] as const;

/** Of the app's folder: what a system has in its own places. */
const keptElsewhere = [`resources/${id}.desktop`, 'resources/icons'];

/** Lays the files of a package out as they will lie on the system: one tree for every kind of package. */
export function layTree({ app, root, zshFolder, epoch, kind }: TreeInput): void {
  const place = (path: string): string => {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    return target;
  };
  const copy = (from: string, path: string): void => cpSync(join(projectRoot, 'assets', from), place(path));

  const left = keptElsewhere.map((path) => join(app, path));
  cpSync(app, place('usr/lib/switchhook'), { recursive: true, filter: (from) => !left.includes(from) });
  symlinkSync('../lib/switchhook/switchhook', place('usr/bin/switchhook'));
  copy(`linux/${id}.desktop`, `usr/share/applications/${id}.desktop`);
  for (const size of sizes) {
    copy(`icons/app/${size}x${size}.png`, `usr/share/icons/hicolor/${size}x${size}/apps/${id}.png`);
  }
  copy(`linux/${id}.metainfo.xml`, `usr/share/metainfo/${id}.metainfo.xml`);
  copy('linux/completions/switchhook.bash', 'usr/share/bash-completion/completions/switchhook');
  copy('linux/completions/_switchhook', `usr/share/zsh/${zshFolder}/_switchhook`);
  copy('linux/completions/switchhook.fish', 'usr/share/fish/vendor_completions.d/switchhook.fish');
  const manual = readFileSync(join(projectRoot, 'assets/linux/switchhook.1'));
  writeFileSync(place('usr/share/man/man1/switchhook.1.gz'), gzipped(manual));
  writeFileSync(place('usr/lib/switchhook/resources/package-type'), `${kind}\n`);
  copy('linux/install-update', 'usr/lib/switchhook/resources/install-update');
  copy(`linux/${id}.policy`, `usr/share/polkit-1/actions/${id}.policy`);
  settle(root, epoch);
}

/** Without a date and a name, so that the same text gives the same bytes. */
export function gzipped(text: Uint8Array | string): Buffer {
  return gzipSync(text, { level: 9 });
}

/**
 * Rights and dates of every file, whatever the machine that packages has. The helper of Chromium's sandbox belongs to root and runs as root: it is
 * needed where the kernel lets ordinary users make no namespaces.
 */
export function settle(root: string, epoch: number): void {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink()) chmodSync(path, modeOf(path, entry.name, entry.isDirectory()));
  }
  chmodSync(root, 0o755);
  for (const entry of entries) lutimesSync(join(entry.parentPath, entry.name), epoch, epoch);
  lutimesSync(root, epoch, epoch);
}

function modeOf(path: string, name: string, isFolder: boolean): number {
  if (name === 'chrome-sandbox') return 0o4755;
  return isFolder || (statSync(path).mode & 0o100) !== 0 ? 0o755 : 0o644;
}
