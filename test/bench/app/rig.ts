import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { History } from '../../../main/core/history/state.ts';
import { createRecords } from '../../../main/storage/records.ts';
import { createClock } from '../../../main/system/clock.ts';
import { type Desktop, startDesktop } from '../../desktop/desktop.ts';
import { until } from '../../desktop/until.ts';
import { DrivenApp } from '../../driver/app.ts';
import { startUcwaServer, type UcwaServer } from '../../ucwa-server/index.ts';
import { BareServer } from '../bare/server.ts';
import { Program } from './program.ts';

/** What is measured: paths of executables. */
export interface Binaries {
  readonly release: string;
  /** The build that Playwright can drive. */
  readonly test: string;
  readonly bare: string;
}

export type BarePart = 'tray' | 'window' | 'on-demand' | 'ring' | 'answer';

/** Root lends its programs to this user ("nobody"), so that Chromium's sandbox is on as it is for people. */
const ordinaryUser = { uid: 65534, gid: 65534 };

/** A desktop, both servers, and a profile of Switchhook in which Dana Whitfield is signed in. */
export class Rig {
  readonly desktop: Desktop;
  readonly server: UcwaServer;
  readonly bareServer: BareServer;
  readonly #binaries: Binaries;
  /** The profile's folder. */
  readonly userDataDir: string;

  private constructor(desktop: Desktop, server: UcwaServer, bareServer: BareServer, binaries: Binaries) {
    this.desktop = desktop;
    this.server = server;
    this.bareServer = bareServer;
    this.userDataDir = desktop.makeFolder('home/switchhook');
    this.#binaries = {
      release: desktop.programFor(binaries.release),
      test: binaries.test,
      bare: desktop.programFor(binaries.bare),
    };
  }

  static async start(binaries: Binaries): Promise<Rig> {
    const desktop = await startDesktop(process.getuid?.() === 0 ? { user: ordinaryUser } : {});
    const rig = new Rig(desktop, await startUcwaServer(), await BareServer.start(), binaries);
    try {
      await rig.#signIn();
      return rig;
    } catch (error) {
      await rig.stop();
      throw error;
    }
  }

  /** Starts the release build, which signs in by itself with what is in the keychain. */
  startSwitchhook(...args: string[]): Program {
    return new Program(this.#binaries.release, [...this.#switches(), ...args], this.desktop.env);
  }

  /** Starts the test build under Playwright; it signs in by itself too. */
  async driveSwitchhook(...args: string[]): Promise<DrivenApp> {
    return DrivenApp.launch({
      desktop: this.desktop,
      binary: this.#binaries.test,
      server: this.server,
      userDataDir: this.userDataDir,
      arguments: args,
    });
  }

  startBare(part: BarePart, ...args: string[]): Program {
    return new Program(this.#binaries.bare, [...this.bareArguments(part), ...args], this.desktop.env);
  }

  /** Path of the bare app, for those who start it by themselves with {@link bareArguments}. */
  get bareBinary(): string {
    return this.#binaries.bare;
  }

  bareArguments(part: BarePart): string[] {
    const folder = this.desktop.makeFolder(`home/bare-${part}`);
    const { url, caFile } = this.bareServer;
    return [
      `--bare=${part}`,
      `--user-data-dir=${folder}`,
      `--server=${url}`,
      `--extra-ca=${this.desktop.share(caFile)}`,
    ];
  }

  /** What Switchhook finds as its history when it is started next. */
  async keepHistory(history: History): Promise<void> {
    const folder = join(this.userDataDir, 'records');
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const fail = (): void => {
      throw new Error('The history could not be written');
    };
    const records = createRecords(folder, { log, clock: createClock(), onUnsaved: fail });
    records.write('history', history);
    await records.flush();
    // The app runs as another user.
    chmodSync(join(folder, 'history.json'), 0o644);
  }

  /** Resolves when Switchhook can be rung and waits for events. `since`: number of a ledger entry before its start. */
  async reachable(since: number): Promise<void> {
    // One that was ended too early to say goodbye is found again by its successor, and still available.
    await this.server.waitFor(({ kind, rel }) => kind === 'request' && rel === 'events', { since, timeoutMs: 30_000 });
    await this.polled();
  }

  /** Resolves when Switchhook waits for events. */
  async polled(): Promise<void> {
    const waits = (): boolean => this.server.applications.some(({ reachable, channel }) => reachable && channel.polled);
    await until('a poll of the event channel', waits, { everyMs: 5 });
  }

  async stop(): Promise<void> {
    await this.desktop.stop();
    await Promise.all([this.server.stop(), this.bareServer.stop()]);
  }

  async #signIn(): Promise<void> {
    const since = this.server.ledger.next;
    const app = await this.driveSwitchhook();
    await app.signIn({ ...this.server.credentials, keep: true });
    await this.reachable(since);
    await until('a sign-in in the keychain', () =>
      this.desktop.secretTool('lookup', 'service', 'Switchhook', 'account', this.server.credentials.address),
    );
    await app.quit();
  }

  #switches(): string[] {
    const { discoveryUrl, caFile } = this.server;
    return [
      `--user-data-dir=${this.userDataDir}`,
      `--discovery-url=${discoveryUrl}`,
      `--extra-ca=${this.desktop.share(caFile)}`,
    ];
  }
}
