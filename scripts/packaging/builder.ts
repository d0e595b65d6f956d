import { join } from 'node:path';
import { flipFuses } from '@electron/fuses';
import { build, type Configuration, Platform } from 'electron-builder';
import { run } from '../bootstrap.mjs';
import { projectRoot, runAsTask } from '../project.ts';
import { fuseConfig, fuseSettings } from './fuses.ts';
import { noticesFile } from './notices.ts';
import { packedBinary } from './packed-binary.ts';
import { sbomFile } from './sbom.ts';

export interface BuilderInput {
  /** Folder for `linux-unpacked` or what it is called elsewhere. */
  readonly output: string;
  /** Folder of the bundles, relative to the project, as electron-builder's file sets are. */
  readonly bundles: string;
  readonly electronDist: string;
  readonly electronVersion: string;
  readonly testBuild: boolean;
}

/** What lies beside the program and not in its archive. */
const beside = [noticesFile, sbomFile];

/** Runs electron-builder in a process of its own; rejects with what it printed where it fails. */
export async function runBuilder(input: BuilderInput): Promise<void> {
  await run(process.execPath, [import.meta.filename, JSON.stringify(input)]);
}

await runAsTask(import.meta.url, async () => {
  const { output, bundles, electronDist, electronVersion, testBuild } = JSON.parse(
    process.argv[2] ?? '',
  ) as BuilderInput;
  const config: Configuration = {
    extends: 'electron-builder.yml',
    directories: { output },
    electronDist,
    electronVersion,
    files: [{ from: bundles, to: 'out/app', filter: ['**/*', ...beside.map((name) => `!${name}`)] }],
    extraFiles: beside.map((name) => ({ from: join(bundles, name), to: name })),
    afterPack: async () => {
      await flipFuses(packedBinary(output), fuseConfig(fuseSettings(electronVersion, testBuild)));
    },
  };
  await build({ projectDir: projectRoot, targets: Platform.current().createTarget('dir'), config, publish: 'never' });
});
