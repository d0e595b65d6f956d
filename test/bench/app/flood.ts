import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { SimulatedCall } from '../../ucwa-server/index.ts';
import { byTurns, type Rounds, type Samples } from '../samples.ts';
import { answer, ring } from './calls.ts';
import type { Rig } from './rig.ts';

export interface FloodRounds extends Rounds {
  /** How long the frames are looked at, in milliseconds. */
  readonly watchMs: number;
}

export interface FloodSamples {
  /** The longest time between two frames of the main window, in milliseconds. */
  readonly frames: Samples;
  /** From a click in the main window to the frame that shows what came of it, in milliseconds. */
  readonly click: Samples;
}

/** 500 invitations in a minute. */
const betweenCallsMs = 120;
const patienceMs = 5_000;
/** Conversations at once; each says something once in so many calls. */
const chatters = 10;

/**
 * How smooth the main window is under a flood: 500 invitations in a minute, ten who write, and two calls, one of them on hold, against the
 * same window with those two calls alone.
 */
export async function measureFlood(rig: Rig, { watchMs, ...rounds }: FloodRounds): Promise<FloodSamples> {
  const since = rig.server.ledger.next;
  const app = await rig.driveSwitchhook();
  const click: { switchhook: number[]; bare: number[] } = { switchhook: [], bare: [] };
  const talking: SimulatedCall[] = [];
  try {
    await rig.reachable(since);
    const main = await app.shown('main');
    for (let turn = 0; turn < 2; turn += 1) talking.push(await talk(rig));
    const watch = async (clicks: number[]): Promise<number> => {
      const gap = longestGap(main, watchMs);
      await pause(watchMs / 2);
      clicks.push(await clickToFrame(main));
      return gap;
    };
    const frames = await byTurns(
      rounds,
      async () => {
        const end = beginFlood(rig);
        const gap = await watch(click.switchhook);
        await end();
        return gap;
      },
      () => watch(click.bare),
    );
    const counted = (all: readonly number[]): readonly number[] => all.slice(rounds.warmUps);
    return { frames, click: { switchhook: counted(click.switchhook), bare: counted(click.bare) } };
  } finally {
    for (const call of talking) await call.hangUp();
    await app.quit();
  }
}

async function talk(rig: Rig): Promise<SimulatedCall> {
  const call = await ring(rig, { media: 'none' });
  await answer(rig, call);
  return call;
}

/** Returns its end: nobody rings any more. */
function beginFlood(rig: Rig): () => Promise<void> {
  let isOn = true;
  const ends: Promise<unknown>[] = [];
  const run = (async () => {
    for (let placed = 0; isOn; placed += 1) {
      const name = `Caller ${placed}`;
      const call = await rig.server.call({
        media: 'none',
        from: { id: name, name, uri: `sip:caller${placed}@northwind.example` },
      });
      ends.push(pause(patienceMs).then(() => call.cancel()));
      const writer = `Writer ${placed % chatters}`;
      const from = { id: writer, name: writer, uri: `sip:writer${placed % chatters}@northwind.example` };
      rig.server.chats.write({ from, text: `Line ${placed}` });
      await pause(betweenCallsMs);
    }
  })();
  return async () => {
    isOn = false;
    await run;
    await Promise.all(ends);
  };
}

function longestGap(page: Page, forMs: number): Promise<number> {
  return page.evaluate(
    (ms) =>
      new Promise<number>((resolve) => {
        const begin = performance.now();
        let [last, longest] = [begin, 0];
        const look = (now: number): void => {
          longest = Math.max(longest, now - last);
          last = now;
          if (now - begin > ms) resolve(longest);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    forMs,
  );
}

/** Goes from one tab of the calls to the other: the press, until the second frame after it. */
function clickToFrame(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const [tab] = document.querySelectorAll<HTMLElement>('[role=tab][aria-selected=false]');
        const begin = performance.now();
        tab?.click();
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begin)));
      }),
  );
}
