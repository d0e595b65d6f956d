import { join } from 'node:path';
import { DrivenApp, type WindowName } from '../../test/driver/app.ts';
import type { UcwaServer } from '../../test/ucwa-server/index.ts';
import { projectRoot } from '../project.ts';
import type { Place } from './place.ts';

const windows: readonly WindowName[] = ['main', 'ring', 'call', 'quit'];

/** The app as it is being developed: signed in at the simulator, and started anew as often as it takes. */
export class DevApp {
  readonly #binary: string;
  readonly #server: UcwaServer;
  readonly #place: Place;
  /** Null while it is not there. */
  #app: DrivenApp | null = null;

  constructor(binary: string, server: UcwaServer, place: Place) {
    this.#binary = binary;
    this.#server = server;
    this.#place = place;
  }

  get isRunning(): boolean {
    return this.#app?.isRunning === true;
  }

  /** Ends it where it runs, starts it and signs in; rejects where it does not come so far. */
  async restart(): Promise<void> {
    await this.stop();
    const { discoveryUrl, caFile, credentials } = this.#server;
    const app = await keepingSignals(() =>
      DrivenApp.start({
        executable: this.#place.programFor(this.#binary),
        userDataDir: join(projectRoot, 'out', 'dev'),
        arguments: [`--discovery-url=${discoveryUrl}`, `--extra-ca=${caFile}`],
        env: this.#place.env,
      }),
    );
    this.#app = app;
    await app.signIn({ ...credentials, keep: false });
    await app.status('Ready');
  }

  /** Has every window load its page again. */
  async reload(): Promise<void> {
    await this.#app?.electron.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.reloadIgnoringCache();
    });
  }

  /** The words in each window that is on the screen. */
  async look(): Promise<string> {
    const app = this.#app;
    if (app === null || !app.isRunning) return 'the app does not run';
    const seen: string[] = [];
    for (const page of app.electron.windows()) {
      const name = windows.find((each) => page.url().includes(`${each}.html`));
      if (name === undefined || !(await app.isVisible(name))) continue;
      seen.push(`${name}: ${(await page.innerText('body')).split(/\s+/).join(' ')}`);
    }
    return seen.join('\n');
  }

  async stop(): Promise<void> {
    const app = this.#app;
    this.#app = null;
    if (app?.isRunning) await app.quit();
  }
}

/** At a signal Playwright ends this process as soon as the app is gone: before the server and the desktop are. */
async function keepingSignals<Result>(work: () => Promise<Result>): Promise<Result> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const own = new Set<unknown>(signals.flatMap((signal) => process.listeners(signal)));
  try {
    return await work();
  } finally {
    for (const signal of signals) {
      for (const listener of process.listeners(signal))
        if (!own.has(listener)) process.removeListener(signal, listener);
    }
  }
}
