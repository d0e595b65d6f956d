import { setTimeout as pause } from 'node:timers/promises';
import { monotonicNow } from '../../ucwa-server/ledger.ts';
import { longHistory, mostCalls } from '../long-history.ts';
import { byTurns, type Samples } from '../samples.ts';
import { type ContentPixel, Stage } from '../screen/stage.ts';
import { type InTray, inTray, type WindowRounds } from './main-window.ts';
import type { Rig } from './rig.ts';
import { memoryOf } from './usage.ts';

const fewCalls = 10;
/** By then an opened window has drawn all that it draws, and asked for what it shows. */
const drawnMs = 2_000;

export interface LongListSamples {
  /** From the click on the tray icon to the content of the main window on the screen, in milliseconds. */
  readonly opening: Samples;
  /** Of all processes while that window is there, in MB. */
  readonly memory: Samples;
}

/** The main window over the longest history there is, against the same over a short one. Each time the app is started anew, in the tray. */
export async function measureLongList(rig: Rig, { settleMs, ...rounds }: WindowRounds): Promise<LongListSamples> {
  const stage = await Stage.openForLarge(rig.desktop.screen.frameBuffer);
  // The same calls in each round, so that they look the same.
  const calls = longHistory(mostCalls);
  const start = async (many: number): Promise<InTray> => {
    await rig.keepHistory(calls.slice(0, many));
    const since = rig.server.ledger.next;
    return inTray(rig, rig.startSwitchhook('--hidden'), settleMs, () => rig.reachable(since));
  };
  try {
    const [long, short] = [new Opening(stage, () => start(mostCalls)), new Opening(stage, () => start(fewCalls))];
    for (const opening of [long, short]) await opening.learn();
    const opening = await byTurns(
      rounds,
      () => long.measure(),
      () => short.measure(),
    );
    const [switchhook, bare] = [long, short].map(({ memory }) => memory.slice(rounds.warmUps));
    return { opening, memory: { switchhook: switchhook ?? [], bare: bare ?? [] } };
  } finally {
    await stage.close();
  }
}

class Opening {
  readonly memory: number[] = [];
  readonly #stage: Stage;
  readonly #start: () => Promise<InTray>;
  #pixel: ContentPixel | null = null;

  constructor(stage: Stage, start: () => Promise<InTray>) {
    this.#stage = stage;
    this.#start = start;
  }

  async learn(): Promise<void> {
    const { program, click } = await this.#start();
    try {
      this.#pixel = await this.#stage.learnContent({ show: click, hide: async () => {} });
    } finally {
      await program.stop();
    }
  }

  async measure(): Promise<number> {
    if (this.#pixel === null) throw new Error('It is not known what the window looks like');
    const { program, click } = await this.#start();
    try {
      const painted = this.#stage.content(this.#pixel);
      const at = monotonicNow();
      await click();
      const tookMs = (await painted) - at;
      await pause(drawnMs);
      this.memory.push(memoryOf(program.processes));
      return tookMs;
    } finally {
      await program.stop();
    }
  }
}
