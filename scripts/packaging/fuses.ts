import { type FuseConfig, FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { SetupError } from '../bootstrap.mjs';

/** A fuse of Electron's first version of the wire, and how it has to be burnt. */
export interface FuseSetting {
  readonly name: string;
  readonly option: FuseV1Options;
  /** First major version of Electron that has the fuse. */
  readonly since: number;
  readonly on: boolean;
}

/**
 * Every fuse there is for a runtime, set explicitly. The test build differs by `nodeCliInspect` alone, without which no
 * debugger can attach. Source: Electron's page on fuses.
 */
export function fuseSettings(electronVersion: string, testBuild: boolean): FuseSetting[] {
  const major = Number(electronVersion.split('.')[0]);
  const option = FuseV1Options;
  const all: FuseSetting[] = [
    { name: 'runAsNode', option: option.RunAsNode, since: 12, on: false },
    { name: 'cookieEncryption', option: option.EnableCookieEncryption, since: 12, on: true },
    { name: 'nodeOptions', option: option.EnableNodeOptionsEnvironmentVariable, since: 12, on: false },
    { name: 'nodeCliInspect', option: option.EnableNodeCliInspectArguments, since: 12, on: testBuild },
    { name: 'asarIntegrity', option: option.EnableEmbeddedAsarIntegrityValidation, since: 16, on: true },
    { name: 'onlyLoadAppFromAsar', option: option.OnlyLoadAppFromAsar, since: 16, on: true },
    { name: 'browserV8Snapshot', option: option.LoadBrowserProcessSpecificV8Snapshot, since: 20, on: false },
    { name: 'fileProtocolPrivileges', option: option.GrantFileProtocolExtraPrivileges, since: 29, on: false },
    { name: 'wasmTrapHandlers', option: option.WasmTrapHandlers, since: 41, on: true },
  ];
  return all.filter((fuse) => fuse.since <= major);
}

/** The settings as `flipFuses` takes them; a fuse of the runtime that is not named is an error there. */
export function fuseConfig(settings: readonly FuseSetting[]): FuseConfig {
  const fuses = Object.fromEntries(settings.map(({ option, on }) => [option, on])) as Record<FuseV1Options, boolean>;
  return { version: FuseVersion.V1, strictlyRequireAllFuses: true, ...fuses };
}

/** Reads the fuses back from a packaged binary; rejects, naming the fuse, where one is not as it was set. */
export async function verifyFuses(binary: string, settings: readonly FuseSetting[]): Promise<void> {
  const wire: Readonly<Partial<Record<FuseV1Options, FuseState>>> = await getCurrentFuseWire(binary);
  for (const { name, option, on } of settings) {
    if (wire[option] !== (on ? FuseState.ENABLE : FuseState.DISABLE)) {
      throw new SetupError(`The fuse ${name} of ${binary} is not ${on ? 'on' : 'off'}.`);
    }
  }
}
