import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from '../../bootstrap.mjs';
import { projectRoot } from '../../project.ts';
import { debianDependencies } from './shared-libraries.ts';
import { gzipped, layTree, settle } from './tree.ts';
import type { PackageIdentity } from './version.ts';

export interface DebInput {
  readonly app: string;
  /** A folder to work in, empty. */
  readonly work: string;
  /** Where the package goes. */
  readonly output: string;
  readonly identity: PackageIdentity;
  /** Small takes a minute, quick makes it for a test. */
  readonly compression: 'small' | 'quick';
}

/** By Node's names. */
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** What the app does without, saying so; with them it does more. */
const recommended = [
  'libpulse0',
  'libgl1',
  'xdg-utils',
  'pkexec | policykit-1',
  'gnome-keyring | org.freedesktop.secrets',
  'notification-daemon | dunst | gnome-shell | plasma-workspace | xfce4-notifyd',
];

/** Makes the package with dpkg's own tools; resolves with its path. */
export async function makeDeb({ app, work, output, identity, compression }: DebInput): Promise<string> {
  const { version, epoch } = identity;
  const architecture = architectures[process.arch] ?? process.arch;
  layTree({ app, root: work, zshFolder: 'vendor-completions', epoch, kind: 'deb' });
  writeDocuments(work, identity);
  writeControl(work, {
    ...{ identity, architecture },
    depends: await debianDependencies(app),
  });
  settle(work, epoch);
  const file = join(output, `switchhook_${version}_${architecture}.deb`);
  const packing = compression === 'small' ? ['-Zxz', '-z6'] : ['-Zgzip', '-z1'];
  await run('dpkg-deb', ['--root-owner-group', ...packing, '--build', work, file], {
    env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch) },
  });
  return file;
}

/** What Debian wants of every package. */
function writeDocuments(root: string, { version, author, epoch }: PackageIdentity): void {
  const folder = join(root, 'usr/share/doc/switchhook');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'copyright'), copyright());
  const date = new Date(epoch * 1000).toUTCString().replace('GMT', '+0000');
  const entry = `switchhook (${version}) unstable; urgency=medium\n\n  * Release ${version}.\n\n -- ${author}  ${date}\n`;
  writeFileSync(join(folder, 'changelog.gz'), gzipped(entry));
}

function copyright(): string {
  const licence = readFileSync(join(projectRoot, 'LICENSE'), 'utf8').trimEnd();
  return [
    licence,
    '',
    'It contains code of others: /usr/lib/switchhook/THIRD-PARTY-NOTICES.txt has the licences of its packages, LICENSE.electron.txt and',
    'LICENSES.chromium.html beside it those of Electron and of what Electron contains.',
    '',
  ].join('\n');
}

interface Control {
  readonly identity: PackageIdentity;
  readonly architecture: string;
  readonly depends: readonly string[];
}

/**
 * There are no scripts of the package's own: menus, icons, links and manuals are taken in by the triggers of desktop-file-utils, hicolor-icon-theme
 * and man-db, and go with the files.
 */
function writeControl(root: string, { identity, architecture, depends }: Control): void {
  const folder = join(root, 'DEBIAN');
  const files = filesIn(root);
  const bytes = files.reduce((sum, file) => sum + lstatSync(file).size, 0);
  const sums = files.filter((file) => lstatSync(file).isFile()).map((file) => `${md5(file)}  ${relative(root, file)}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'md5sums'), `${sums.join('\n')}\n`);
  const fields = {
    Package: 'switchhook',
    Version: identity.version,
    Section: 'net',
    Priority: 'optional',
    Architecture: architecture,
    Maintainer: identity.author,
    'Installed-Size': Math.ceil(bytes / 1024),
    Depends: depends.join(', '),
    Recommends: recommended.join(', '),
    Description: [identity.summary, ...identity.description.split('\n').map((line) => ` ${line}`)].join('\n'),
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`);
  writeFileSync(join(folder, 'control'), lines.join(''));
}

/** By their names, whatever order the disk has them in. */
export function filesIn(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function md5(file: string): string {
  return createHash('md5').update(readFileSync(file)).digest('hex');
}
