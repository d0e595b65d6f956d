import { startDesktop } from '../../test/desktop/desktop.ts';

/** Where the app is shown. */
export interface Place {
  /** In a few words, for the developer. */
  readonly about: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  /** What has to be started in place of the app's binary. */
  programFor(binary: string): string;
  stop(): Promise<void>;
}

/** The developer's own screen, or where there is none a private desktop. */
export async function openPlace(env: Readonly<NodeJS.ProcessEnv>): Promise<Place> {
  if (process.platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY) {
    return { about: 'on this screen', env, programFor: (binary) => binary, stop: async () => {} };
  }
  const desktop = await startDesktop();
  return {
    about: `on a private desktop, DISPLAY=${desktop.env.DISPLAY}`,
    env: desktop.env,
    programFor: (binary) => desktop.programFor(binary),
    stop: () => desktop.stop(),
  };
}
