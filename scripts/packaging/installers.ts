import { readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, Platform } from 'electron-builder';
import { run, SetupError } from '../bootstrap.mjs';
import { projectRoot, runAsTask } from '../project.ts';
import { makeUnfinished } from '../setup/abandoned.ts';

/** What electron-builder makes of a packaged app, and how such a file's name ends. */
const endings = { AppImage: '.AppImage', nsis: '.exe', dmg: '.dmg' } as const;

export type InstallerKind = keyof typeof endings;

export interface InstallerInput {
  /** The app as the `dir` target left it. */
  readonly app: string;
  readonly output: string;
  readonly kind: InstallerKind;
  readonly version: string;
}

/** Those of this system: each is made where it is for. */
export function installerKinds(platform: NodeJS.Platform = process.platform): readonly InstallerKind[] {
  if (platform === 'win32') return ['nsis'];
  return platform === 'darwin' ? ['dmg'] : ['AppImage'];
}

/** Makes one, in a process of its own. It needs a tool that electron-builder downloads: rejects where that cannot be had. */
export async function makeInstaller(input: InstallerInput): Promise<void> {
  const work = makeUnfinished(dirname(input.output));
  try {
    await run(process.execPath, [import.meta.filename, JSON.stringify({ ...input, output: work })]);
    const name = readdirSync(work).find((one) => one.endsWith(endings[input.kind]));
    if (name === undefined) throw new SetupError('electron-builder made none.');
    renameSync(join(work, name), join(input.output, name));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw isDownload.test(said) ? new SetupError('the tool that makes it could not be downloaded.') : error;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const isDownload = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|HTTPError|status code/;

await runAsTask(import.meta.url, async () => {
  const { app, output, kind, version } = JSON.parse(process.argv[2] ?? '') as InstallerInput;
  await build({
    projectDir: projectRoot,
    prepackaged: app,
    targets: Platform.current().createTarget(kind),
    config: {
      extends: 'electron-builder.yml',
      directories: { output },
      // The placeholders are electron-builder's.
      artifactName: `switchhook_${version}_\${arch}.\${ext}`,
    },
    publish: 'never',
  });
});
