import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Metafile } from 'esbuild';
import { SetupError } from '../bootstrap.mjs';

/** Where a package's notices lie: at the top of it, where people look, and not in the archive. */
export const noticesFile = 'THIRD-PARTY-NOTICES.txt';

/** What packages leave out of what they publish: their licence, from their repository, or that of something they contain. One file each. */
const keptTexts = join(import.meta.dirname, 'licences');

/** In no list of inputs: the keychain's binary, the headers that are compiled into it, and what esbuild itself puts into bundles. */
const unlisted = ['keytar', 'node-addon-api', 'esbuild'];

/** A package whose code is shipped, with its own words on it. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly texts: readonly string[];
}

/** The packages whose code is shipped: by what esbuild says is in each of its outputs, and those that it does not list. */
export function shippedPackages(root: string, metafiles: readonly Metafile[]): readonly ShippedPackage[] {
  const folders = new Set(unlisted.map((name) => join(root, 'node_modules', name)));
  for (const { outputs } of metafiles) {
    for (const { inputs } of Object.values(outputs)) {
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = bytesInOutput > 0 ? packageFolder(root, input) : null;
        if (folder !== null) folders.add(folder);
      }
    }
  }
  return [...folders].map(readPackage).sort((one, other) => (titleOf(one) < titleOf(other) ? -1 : 1));
}

/** One text with all of them. Rejects, with their names, where any says nothing. */
export function noticesOf(packages: readonly ShippedPackage[]): string {
  const silent = packages.filter(({ texts }) => texts.every((text) => text.trim() === ''));
  if (silent.length > 0) {
    throw new SetupError(
      `There is no licence text of ${silent.map(titleOf).join(', ')}, whose code would be shipped.\n` +
        `Put the one from its repository into ${relative(process.cwd(), keptTexts)}, as a file named after the package, with / as +.`,
    );
  }
  const line = '='.repeat(80);
  const parts = packages.map(
    (one) => `${line}\n${titleOf(one)} (${one.licence})\n${line}\n\n${one.texts.join('\n\n')}`,
  );
  return [introduction, ...parts].map((part) => `${part.trimEnd()}\n`).join('\n');
}

const introduction = `Switchhook contains code of the packages below; each is under the licence that follows its name. Switchhook itself is under the one in
LICENSE, Electron under the one in LICENSE.electron.txt, and what Electron contains under those in LICENSES.chromium.html.`;

function titleOf({ name, version }: ShippedPackage): string {
  return `${name} ${version}`;
}

/** The folder of the package that an input of esbuild's is of; null for the app's own. */
function packageFolder(root: string, input: string): string | null {
  if (!input.includes('node_modules/')) return null;
  for (let folder = dirname(join(root, input)); folder !== root; folder = dirname(folder)) {
    if (isPackage(folder)) return folder;
  }
  throw new SetupError(`Nothing says which package ${input} is of.`);
}

/** Some folders have a package.json without a name, only to say what kind of modules they have. */
function isPackage(folder: string): boolean {
  const file = join(folder, 'package.json');
  return existsSync(file) && typeof readManifest(file).version === 'string';
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string | readonly string[] | { readonly type: string };
}

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, 'utf8')) as Manifest;
}

function readPackage(folder: string): ShippedPackage {
  const { name = '', version = '', license = '' } = readManifest(join(folder, 'package.json'));
  const own = readdirSync(folder)
    .filter((file) => /^(un)?licen[cs]e|^copying|^copyright|^notice/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  const kept = join(keptTexts, `${name.replace('/', '+')}.txt`);
  const texts = existsSync(kept) ? [...own, readFileSync(kept, 'utf8')] : own;
  const licence = typeof license === 'string' ? license : 'type' in license ? license.type : license.join(' or ');
  return { name, version, licence, texts: texts.map((text) => text.replaceAll('\r\n', '\n').trim()) };
}
