import { setTimeout as pause } from 'node:timers/promises';
import { _electron, type Page } from '@playwright/test';
import type { DrivenApp } from '../../driver/app.ts';
import { monotonicNow } from '../../ucwa-server/ledger.ts';
import { byTurns, type Rounds, type Samples } from '../samples.ts';
import type { Rig } from './rig.ts';

/** Between two answers, so that neither app pays for what the other still has to do. */
const restMs = 500;

/** A hand needs so long for Answer once the card is there. */
const handMs = 1_000;

export interface AnswerSamples {
  /** Another answer was half a second ago: its connection is there. */
  readonly warm: Samples;
  /**
   * After a long silence: the server has closed every connection on which no request waits, as front ends do after some
   * minutes, so only that of the event channel is left. The bare app keeps its own.
   */
  readonly idle: Samples;
}

/**
 * From Answer being pressed to the head of the POST being at the server, in milliseconds. The press is the click as Chromium
 * stamps it; its clock starts from the system's wall clock, as Node's does.
 */
export async function measureAnswerOnWire(rig: Rig, rounds: Rounds): Promise<AnswerSamples> {
  const since = rig.server.ledger.next;
  const app = await rig.driveSwitchhook('--hidden');
  const bare = await _electron.launch({
    executablePath: rig.bareBinary,
    args: rig.bareArguments('answer'),
    env: { ...rig.desktop.env },
  });
  try {
    await rig.reachable(since);
    const bareWindow = await bare.firstWindow();
    const againstBare = (before: () => void): Promise<Samples> =>
      byTurns(
        rounds,
        () => answerCall(rig, app, before),
        () => answerBare(rig, bareWindow),
      );
    const warm = await againstBare(() => {});
    return { warm, idle: await againstBare(() => rig.server.faults.closeIdleConnections()) };
  } finally {
    await bare.close();
    await app.quit();
  }
}

async function answerCall(rig: Rig, app: DrivenApp, before: () => void): Promise<number> {
  await pause(restMs);
  await rig.polled();
  before();
  const call = await rig.server.call({ media: 'none' });
  const since = rig.server.ledger.next;
  const card = await app.shown('ring');
  await pause(handMs);
  const pressed = await press(card);
  const isAnswer = ({ kind, rel }: { kind: string; rel?: string | undefined }): boolean =>
    kind === 'request' && rel === 'acceptWithAnswer';
  const { at } = await rig.server.waitFor(isAnswer, { since });
  await call.accepted;
  await call.hangUp();
  await app.shown('ring', false);
  return at - pressed;
}

async function answerBare(rig: Rig, window: Page): Promise<number> {
  await pause(restMs);
  const posted = rig.bareServer.nextPost();
  const pressed = await press(window);
  return (await posted) - pressed;
}

/** Clicks on Answer and resolves with the moment of the click, in milliseconds of the system's monotonic clock. */
async function press(page: Page): Promise<number> {
  const click = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const stamp = (event: Event): void => resolve(performance.timeOrigin + event.timeStamp);
        addEventListener('click', stamp, { capture: true, once: true });
      }),
  );
  await page.getByRole('button', { name: 'Answer', exact: true }).click();
  const wallToMonotonic = monotonicNow() - (performance.timeOrigin + performance.now());
  return (await click) + wallToMonotonic;
}
