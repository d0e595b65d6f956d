import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';

/** The sound has a page, and is never on the screen; that of pictures stands in the call window. */
export type WindowName = 'main' | 'ring' | 'call' | 'quit' | 'sound' | 'pictures';

export interface LaunchOptions {
  readonly desktop: Desktop;
  /** The test build's binary. */
  readonly binary: string;
  /** The server to use instead of asking DNS; without it the app finds one by itself. */
  readonly server?: { readonly discoveryUrl: string; readonly caFile: string } | undefined;
  /** Started in place of the binary, which it has to start with the arguments that it gets. */
  readonly executable?: string;
  /** Kept between two launches where it is given; else a new one. */
  readonly userDataDir?: string;
  readonly arguments?: readonly string[];
  /** Besides the desktop's, and in its place. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface StartOptions {
  readonly executable: string;
  readonly userDataDir: string;
  /** The executable changes to an ordinary user by itself, so that Chromium's sandbox works although root starts it. */
  readonly ordinaryUser?: boolean;
  readonly arguments: readonly string[];
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

/** A question in a window of the system, as the app asked it. */
export interface AskedOutside {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

export interface SignInDetails {
  readonly address: string;
  readonly userName: string;
  readonly password: string;
  /** "Keep me signed in"; as the form has it where it is not given. */
  readonly keep?: boolean;
}

/** The app as whoever drives it from outside sees it: by the switches and accessible names of docs/driving.md. */
export class DrivenApp {
  readonly electron: ElectronApplication;
  readonly userDataDir: string;

  readonly #process: ChildProcess;
  #printed = '';

  private constructor(electron: ElectronApplication, userDataDir: string) {
    this.electron = electron;
    this.#process = electron.process();
    this.userDataDir = userDataDir;
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#printed += chunk.toString();
      });
    }
  }

  /** What it wrote to its terminal. */
  get printed(): string {
    return this.#printed;
  }

  /** Starts the test build on a desktop; resolves when its main window is there, with `--hidden` its sound window. */
  static launch({ desktop, binary, server, ...options }: LaunchOptions): Promise<DrivenApp> {
    return DrivenApp.start({
      executable: options.executable ?? desktop.programFor(binary),
      userDataDir: options.userDataDir ?? desktop.makeFolder(`home/app-${randomUUID().slice(0, 8)}`),
      ordinaryUser: desktop.user !== null,
      arguments: [
        ...(server ? [`--discovery-url=${server.discoveryUrl}`, `--extra-ca=${desktop.share(server.caFile)}`] : []),
        ...(options.arguments ?? []),
      ],
      env: { ...desktop.env, ...options.env },
    });
  }

  /** Starts the test build in any surroundings; resolves when its main window is there, with `--hidden` its sound window. */
  static async start({ executable, userDataDir, ordinaryUser, ...options }: StartOptions): Promise<DrivenApp> {
    const isRoot = process.getuid?.() === 0 && !ordinaryUser;
    const env = Object.entries(options.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const electron = await _electron.launch({
      executablePath: executable,
      args: [`--user-data-dir=${userDataDir}`, ...options.arguments],
      // Chromium refuses to have a sandbox as root; for everybody else Playwright has to be told to leave it on.
      chromiumSandbox: !isRoot,
      env: Object.fromEntries(env),
    });
    const app = new DrivenApp(electron, userDataDir);
    try {
      await app.window(options.arguments.includes('--hidden') ? 'sound' : 'main');
    } catch (error) {
      // Left alone it would keep the profile, so that no other could start with it.
      electron.process().kill('SIGKILL');
      await app.ended();
      throw error;
    }
    return app;
  }

  /** The page of a window, which is waited for; it need not be visible. */
  async window(name: WindowName): Promise<Page> {
    return until(`the ${name} window`, () => this.present(name));
  }

  /** The page of a window; null where there is no such window now. */
  async present(name: WindowName): Promise<Page | null> {
    for (const page of this.electron.windows()) {
      const found = await page.getAttribute('html', 'data-window', { timeout: 1000 }).catch(() => null);
      if (found === name) return page;
    }
    return null;
  }

  /** Whether a window is on the screen. */
  async isVisible(name: WindowName): Promise<boolean> {
    const page = await this.present(name);
    if (page === null) return false;
    try {
      const handle = await this.electron.browserWindow(page);
      return await handle.evaluate((window) => window.isVisible());
    } catch (error) {
      // It went while it was looked at.
      if (page.isClosed()) return false;
      throw error;
    }
  }

  /** Resolves once a window is, or is no longer, on the screen. */
  async shown(name: WindowName, visible = true): Promise<Page> {
    await until(
      `the ${name} window ${visible ? 'on' : 'off'} the screen`,
      async () => (await this.isVisible(name)) === visible,
    );
    return this.window(name);
  }

  /** Resolves once the main window's status begins with this word. */
  async status(word: 'Ready' | 'Connecting' | 'Reconnecting' | 'No calls' | 'Signed out'): Promise<void> {
    const main = await this.window('main');
    await main
      .getByRole('status')
      .filter({ hasText: new RegExp(`^\\s*${word}`) })
      .first()
      .waitFor({ state: 'attached' });
  }

  /** Fills the sign-in form as a person would, and presses "Sign in". */
  async signIn({ address, userName, password, keep }: SignInDetails): Promise<void> {
    const main = await this.window('main');
    await main.getByLabel('Sign-in address', { exact: true }).fill(address);
    await main.getByLabel('User name', { exact: true }).fill(userName);
    await main.getByLabel('Password', { exact: true }).fill(password);
    if (keep !== undefined) await main.getByLabel('Keep me signed in').setChecked(keep);
    await main.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  /**
   * Answers every question that is asked in a window of the system from now on, in place of the user; resolves with a look at what was
   * asked so far. `null`: none is answered.
   */
  async answerQuestions(answer: 'yes' | 'cancel' | null): Promise<() => Promise<readonly AskedOutside[]>> {
    await this.electron.evaluate(({ dialog }, given) => {
      const asked: AskedOutside[] = [];
      Object.assign(globalThis, { askedOutside: asked });
      dialog.showMessageBox = (async (_parent: unknown, options: Electron.MessageBoxOptions) => {
        const { message, detail = '', buttons = [], cancelId = 0 } = options;
        asked.push({ message, detail, buttons });
        if (given === null) await new Promise((resolve) => options.signal?.addEventListener('abort', resolve));
        const yes = buttons.findIndex((_label, index) => index !== cancelId);
        return { response: given === 'yes' ? yes : cancelId, checkboxChecked: false };
      }) as typeof dialog.showMessageBox;
    }, answer);
    return () => this.electron.evaluate(() => Reflect.get(globalThis, 'askedOutside') as AskedOutside[]);
  }

  get isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Resolves once the app's process is gone. */
  async ended(): Promise<void> {
    if (this.isRunning) await once(this.#process, 'exit');
  }

  /** Quits the app and waits until its process is gone. */
  async quit(): Promise<void> {
    await this.electron.close();
    await this.ended();
  }
}
