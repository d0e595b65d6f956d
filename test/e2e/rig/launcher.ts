import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../../desktop/desktop.ts';
import { DrivenApp, type LaunchOptions } from '../../driver/app.ts';
import type { UcwaServer } from '../../ucwa-server/index.ts';
import { traceIpc } from './ipc-trace.ts';

interface LauncherOptions {
  readonly desktop: Desktop;
  readonly binary: string;
  readonly server: UcwaServer;
}

/** What is changed of the usual start; `server: null` is to start without one. */
export type LaunchChanges = Partial<Omit<LaunchOptions, 'server'>> & { readonly server?: null };

/** Starts apps and remembers them, with all that they print. */
export class Launcher {
  readonly apps: DrivenApp[] = [];
  readonly #options: LauncherOptions;

  constructor(options: LauncherOptions) {
    this.#options = options;
  }

  /** What all of them wrote to their terminal. */
  get printed(): string {
    return this.apps.map(({ printed }) => printed).join('');
  }

  /** The last lines of their logs. */
  get logged(): string {
    const files = this.apps.map(({ userDataDir }) => join(userDataDir, 'logs', 'main.log')).filter(existsSync);
    return files.map((file) => readFileSync(file, 'utf8').split('\n').slice(-60).join('\n')).join('\n---\n');
  }

  async launch({ server, ...changes }: LaunchChanges = {}): Promise<DrivenApp> {
    const { server: usual, ...options } = this.#options;
    const app = await DrivenApp.launch({ ...options, ...(server === null ? {} : { server: usual }), ...changes });
    this.apps.push(app);
    await traceIpc(app);
    return app;
  }

  /** Quits those that still run, as a user does. */
  async quitAll(): Promise<void> {
    for (const app of this.apps) await app.quit();
  }
}
