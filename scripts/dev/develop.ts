import { obey, orderNames, orderNotes } from '../../test/ucwa-server/control/orders.ts';
import type { UcwaServer } from '../../test/ucwa-server/index.ts';
import { Bundles, type Change } from './bundles.ts';
import { DevApp } from './dev-app.ts';
import type { DevElectron } from './electron.ts';
import type { Place } from './place.ts';
import { watchSources } from './sources.ts';
import { Turns } from './turns.ts';

const help = `Commands: ${orderNames},
reload (windows), restart (app), look (the words on the screen), help, quit.
${orderNotes}`;

/** Runs the app against the simulator, and keeps it as the sources are. */
export class Development {
  readonly #server: UcwaServer;
  readonly #app: DevApp;
  readonly #bundles: Bundles;
  readonly #turns = new Turns((error) => console.log(error instanceof Error ? error.message : error));
  readonly #unwatch: () => void;

  private constructor(server: UcwaServer, app: DevApp, bundles: Bundles) {
    this.#server = server;
    this.#app = app;
    this.#bundles = bundles;
    this.#unwatch = watchSources((paths) => void this.#turns.take(() => this.#follow(paths)));
  }

  /** Resolves when the app is there, or could not be built or started, which is told. */
  static async start(electron: DevElectron, server: UcwaServer, place: Place): Promise<Development> {
    const bundles = await Bundles.open(electron.bundles);
    const development = new Development(server, new DevApp(electron.binary, server, place), bundles);
    await development.#turns.take(() => development.#follow([]));
    return development;
  }

  /** Does what was typed, and says what there is to say. */
  obey(line: string): Promise<void> {
    const [order = '', ...words] = line.trim().split(/\s+/);
    return this.#turns.take(async () => {
      const said = order === '' ? '' : await this.#answer(order, words);
      if (said !== '') console.log(said);
    });
  }

  async stop(): Promise<void> {
    this.#unwatch();
    await this.#turns.take(() => this.#app.stop());
    await this.#bundles.close();
  }

  async #answer(order: string, words: readonly string[]): Promise<string> {
    if (order === 'look') return this.#app.look();
    if (order === 'restart') return this.#show('app');
    if (order === 'reload') return this.#show('windows');
    return (await obey(this.#server, order, words)) ?? help;
  }

  async #follow(paths: readonly string[]): Promise<void> {
    const change = await this.#bundles.build(paths);
    if (change !== null) console.log(await this.#show(change));
  }

  /** An app that is not there, because it was quit or did not come up, starts with any change. */
  async #show(change: Change): Promise<string> {
    if (change === 'windows' && this.#app.isRunning) {
      await this.#app.reload();
      return 'The windows show the change.';
    }
    await this.#app.restart();
    return 'Switchhook runs and is signed in.';
  }
}
