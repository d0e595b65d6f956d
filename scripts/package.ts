import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { withProgress } from './bootstrap.mjs';
import { packApp } from './pack.ts';
import { installerKinds, makeInstaller } from './packaging/installers.ts';
import { makeDeb } from './packaging/linux/deb.ts';
import { makeRpm } from './packaging/linux/rpm.ts';
import { identityOf, type PackageIdentity } from './packaging/linux/version.ts';
import { sbomFile } from './packaging/sbom.ts';
import { projectRoot, runAsTask } from './project.ts';
import { makeUnfinished } from './setup/abandoned.ts';
import { packagedElectronVersion } from './setup/electron-download.ts';
import { setUp } from './setup.ts';

/** A kind of package, and how it is made into a folder. */
interface Kind {
  readonly name: string;
  make(output: string): Promise<unknown>;
}

/** Makes every kind of package that this machine can make, and says of each other why not. */
async function packageApp(): Promise<void> {
  const runtime = await setUp();
  const app = dirname(await packApp('release', runtime));
  const identity = identityOf(runtime.version, packagedElectronVersion());
  const target = join(projectRoot, 'dist', 'packages');
  const output = makeUnfinished(join(projectRoot, 'dist'));
  const kinds = kindsFor(app, identity);
  const lacking: string[] = [];
  try {
    for (const { name, make } of kinds) {
      const reason = await withProgress(`Making the ${name}`, () => make(output)).then(() => null, firstLine);
      if (reason !== null) lacking.push(`No ${name}: ${reason}`);
    }
    cpSync(join(app, sbomFile), join(output, `switchhook_${identity.version}.cdx.json`));
    writeChecksums(output);
    rmSync(target, { recursive: true, force: true });
    renameSync(output, target);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
  for (const name of readdirSync(target)) console.log(join(target, name));
  for (const line of lacking) console.log(line);
  if (identity.version.includes('~')) console.log(identity.description.split('\n').at(-1));
  if (lacking.length === kinds.length) process.exitCode = 1;
}

function kindsFor(app: string, identity: PackageIdentity): readonly Kind[] {
  const installers = installerKinds().map((name) => ({
    name,
    make: (output: string) => makeInstaller({ app, output, kind: name, version: identity.version }),
  }));
  if (process.platform !== 'linux') return installers;
  const within = async (output: string, make: (work: string) => Promise<string>): Promise<void> => {
    const work = makeUnfinished(dirname(output));
    await make(work).finally(() => rmSync(work, { recursive: true, force: true }));
  };
  return [
    {
      name: 'deb',
      make: (output) => within(output, (work) => makeDeb({ app, work, output, identity, compression: 'small' })),
    },
    { name: 'rpm', make: (output) => within(output, (work) => makeRpm({ app, work, output, identity })) },
    ...installers,
  ];
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n').slice(0, 3).join(' ');
}

/** As sha256sum reads them. */
function writeChecksums(folder: string): void {
  const lines = readdirSync(folder).map((name) => {
    const sum = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
    return `${sum}  ${basename(name)}\n`;
  });
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''));
}

await runAsTask(import.meta.url, packageApp);
