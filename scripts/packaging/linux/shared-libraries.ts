import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run, SetupError } from '../../bootstrap.mjs';

/** Debian's package of each shared library that an Electron or keytar is linked with. The first name is that of newer systems. */
const packageOf: Readonly<Record<string, string>> = {
  'ld-linux-x86-64.so.2': 'libc6',
  'ld-linux-aarch64.so.1': 'libc6',
  'libasound.so.2': 'libasound2t64 | libasound2',
  'libatk-1.0.so.0': 'libatk1.0-0t64 | libatk1.0-0',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0t64 | libatk-bridge2.0-0',
  'libatspi.so.0': 'libatspi2.0-0t64 | libatspi2.0-0',
  'libc.so.6': 'libc6',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': 'libcups2t64 | libcups2',
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdl.so.2': 'libc6',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgcc_s.so.1': 'libgcc-s1',
  'libgio-2.0.so.0': 'libglib2.0-0t64 | libglib2.0-0',
  'libglib-2.0.so.0': 'libglib2.0-0t64 | libglib2.0-0',
  'libgobject-2.0.so.0': 'libglib2.0-0t64 | libglib2.0-0',
  'libgtk-3.so.0': 'libgtk-3-0t64 | libgtk-3-0',
  'libm.so.6': 'libc6',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libpthread.so.0': 'libc6',
  'librt.so.1': 'libc6',
  'libsecret-1.so.0': 'libsecret-1-0',
  'libsmime3.so': 'libnss3',
  'libstdc++.so.6': 'libstdc++6',
  'libudev.so.1': 'libudev1',
  'libX11.so.6': 'libx11-6',
  'libxcb.so.1': 'libxcb1',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libxkbcommon.so.0': 'libxkbcommon0',
  'libXrandr.so.2': 'libxrandr2',
};

/** What Chromium loads without being linked with it, and does not start or sees no devices without. */
const loaded = ['libudev1', 'libx11-xcb1'];

/**
 * The packages of Debian that an app's binaries need, as its field Depends has them; of libc6 the version too. A library that is in no
 * package known here is a {@link SetupError}, so that no package is made that lacks one.
 */
export async function debianDependencies(app: string): Promise<readonly string[]> {
  const own = new Set<string>();
  const needed = new Set<string>();
  let libc: readonly number[] = [0];
  for (const file of binariesIn(app)) {
    const { soname, libraries, libcVersions } = readHeaders(await run('objdump', ['-p', file]));
    if (soname !== null) own.add(soname);
    for (const library of libraries) needed.add(library);
    for (const version of libcVersions) if (isLater(version, libc)) libc = version;
  }
  const outside = [...needed].filter((library) => !own.has(library));
  const unknown = outside.filter((library) => !Object.hasOwn(packageOf, library));
  if (unknown.length > 0) {
    throw new SetupError(
      `The app is linked with ${unknown.join(', ')}. Put the package of it into scripts/packaging/linux/shared-libraries.ts.`,
    );
  }
  const packages = new Set([...outside.map((library) => packageOf[library] ?? ''), ...loaded]);
  packages.delete('libc6');
  return [`libc6 (>= ${libc.join('.')})`, ...[...packages].sort()];
}

/** Programs and libraries, by their names and their rights. */
function binariesIn(app: string): readonly string[] {
  return readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isBinary(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function isBinary(name: string): boolean {
  return /\.so(\.\d+)*$|\.node$/.test(name) || /^(switchhook|chrome_crashpad_handler|chrome-sandbox)$/.test(name);
}

interface Headers {
  readonly soname: string | null;
  readonly libraries: readonly string[];
  readonly libcVersions: readonly (readonly number[])[];
}

/** What `objdump -p` prints of an ELF file. */
export function readHeaders(printed: string): Headers {
  return {
    soname: /^ +SONAME +(\S+)$/m.exec(printed)?.[1] ?? null,
    libraries: [...printed.matchAll(/^ +NEEDED +(\S+)$/gm)].flatMap(([, name]) => name ?? []),
    libcVersions: [...printed.matchAll(/ GLIBC_([\d.]+)$/gm)].map(([, text]) => (text ?? '').split('.').map(Number)),
  };
}

function isLater(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((part, index) => part !== (other[index] ?? 0));
  return at !== -1 && (one[at] ?? 0) > (other[at] ?? 0);
}
