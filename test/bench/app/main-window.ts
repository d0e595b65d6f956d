import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../desktop/until.ts';
import { monotonicNow } from '../../ucwa-server/ledger.ts';
import { byTurns, type Rounds, type Samples } from '../samples.ts';
import { type ContentPixel, Stage } from '../screen/stage.ts';
import type { Program } from './program.ts';
import type { Rig } from './rig.ts';

export interface WindowRounds extends Rounds {
  /** Between the start of an app and the click: by then it is done with its start, and no window but the ring window was ever made. */
  readonly settleMs: number;
}

/** An app in the tray whose window is not there yet. */
export interface InTray {
  readonly program: Program;
  click(): Promise<void>;
}

/**
 * From a click on the tray icon to the content of the window that is made for it being on the screen, in milliseconds. The bare app makes
 * a window with a word. Each time the app is started anew, in the tray.
 */
export async function measureMainWindow(rig: Rig, { settleMs, ...rounds }: WindowRounds): Promise<Samples> {
  const stage = await Stage.openForLarge(rig.desktop.screen.frameBuffer);
  const switchhook = (): Promise<InTray> => {
    const since = rig.server.ledger.next;
    return inTray(rig, rig.startSwitchhook('--hidden'), settleMs, () => rig.reachable(since));
  };
  const bare = (): Promise<InTray> => inTray(rig, rig.startBare('on-demand'), settleMs, async () => {});
  try {
    const pixels = [await learn(stage, switchhook), await learn(stage, bare)] as const;
    return await byTurns(
      rounds,
      () => timeToContent(stage, pixels[0], switchhook),
      () => timeToContent(stage, pixels[1], bare),
    );
  } finally {
    await stage.close();
  }
}

/** Starts a program, and waits until it rests in the tray. */
export async function inTray(
  rig: Rig,
  program: Program,
  settleMs: number,
  ready: () => Promise<unknown>,
): Promise<InTray> {
  await ready();
  const item = await until('a tray item', async () => (await rig.desktop.trayItems())[0]);
  await pause(settleMs);
  return { program, click: () => item.activate() };
}

async function learn(stage: Stage, start: () => Promise<InTray>): Promise<ContentPixel> {
  const { program, click } = await start();
  try {
    return await stage.learnContent({ show: click, hide: async () => {} });
  } finally {
    await program.stop();
  }
}

async function timeToContent(stage: Stage, pixel: ContentPixel, start: () => Promise<InTray>): Promise<number> {
  const { program, click } = await start();
  try {
    const painted = stage.content(pixel);
    const at = monotonicNow();
    await click();
    return (await painted) - at;
  } finally {
    await program.stop();
  }
}
