/** What a user of the real app could see and hear: each card on the screen with its caller, and whether anything sounds. */
import type { Desktop } from '../../desktop/desktop.ts';
import type { DrivenApp } from '../../driver/app.ts';
import type { SeenRing } from '../../oracle/judge.ts';
import { monotonicNow } from '../../ucwa-server/ledger.ts';
import { audibleStreams } from './sound-streams.ts';

const everyMs = 40;

interface OpenRing {
  readonly caller: string;
  readonly from: number;
  to: number | null;
}

/** Looks many times a second until it is stopped. */
export class AppWatch {
  readonly #app: DrivenApp;
  readonly #desktop: Desktop;
  readonly #rings: OpenRing[] = [];
  readonly #sounds: OpenRing[] = [];
  readonly #done: Promise<unknown>;
  #expected: string | null = null;
  #stopped = false;

  constructor(app: DrivenApp, desktop: Desktop) {
    this.#app = app;
    this.#desktop = desktop;
    this.#done = Promise.all([this.#lookAgain(() => this.#look()), this.#lookAgain(() => this.#listen())]);
  }

  /** The cards that were seen. */
  get rings(): readonly SeenRing[] {
    return this.#rings;
  }

  /** Whose call comes next; to be told before it does, and in silence. */
  expects(caller: string): void {
    this.#expected = caller;
  }

  /** The sounds that were heard, each under the caller who was expected when it began. */
  get sounds(): readonly SeenRing[] {
    return this.#sounds;
  }

  /** Whether that caller's card is on the screen now, and their ring sounds. */
  hasNow(caller: string): boolean {
    const isNow = (ring: SeenRing): boolean => ring.caller === caller && ring.to === null;
    return this.#rings.some(isNow) && this.#sounds.some(isNow);
  }

  /** Callers in the history, once for each call, as the main window may ask for them; a row may stand for several. */
  async history(): Promise<readonly string[]> {
    const main = await this.#app.window('main');
    const callers: string[] = [];
    for (let from = 0, total = 1; from < total; from += 100) {
      const query = { type: 'history-rows', filter: 'all', text: '', from, count: 100, places: [] } as const;
      const result = await main.evaluate((asked) => window.phone.ask(asked), query);
      if (!result.ok) throw new Error(`The history was not told: ${result.refusal}`);
      total = result.answer.total;
      callers.push(...result.answer.rows.flatMap(({ call, count }) => Array<string>(count).fill(call.party.label)));
    }
    return callers;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#done;
  }

  async #lookAgain(look: () => Promise<void>): Promise<void> {
    while (!this.#stopped) {
      await look();
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }

  async #look(): Promise<void> {
    note(this.#rings, await this.#callerOnScreen());
  }

  async #listen(): Promise<void> {
    const sounds = (await audibleStreams(this.#desktop)).some(({ kind }) => kind === 'playing');
    const open = this.#sounds.find(({ to }) => to === null);
    note(this.#sounds, sounds ? (open?.caller ?? this.#expected) : null);
  }

  /** Who rings on the screen; null where nobody does. */
  async #callerOnScreen(): Promise<string | null> {
    if (!(await this.#app.isVisible('ring'))) return null;
    const card = (await this.#app.window('ring')).getByRole('alertdialog');
    // A card that is just being taken away has no element any more.
    return card
      .evaluate(
        (element) => {
          const labelled = element.getAttribute('aria-labelledby');
          const label = labelled === null ? null : document.getElementById(labelled)?.textContent;
          return label ?? element.getAttribute('aria-label');
        },
        null,
        { timeout: 300 },
      )
      .catch(() => null);
  }
}

/** Ends what is over, and begins what is new. */
function note(list: OpenRing[], caller: string | null): void {
  const now = monotonicNow();
  const open = list.find(({ to }) => to === null);
  if (open !== undefined && open.caller !== caller) open.to = now;
  if (caller !== null && open?.caller !== caller) list.push({ caller, from: now, to: null });
}
