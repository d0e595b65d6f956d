import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, chromium } from '@playwright/test';
import { type Desktop, startDesktop } from '../test/desktop/desktop.ts';
import { until } from '../test/desktop/until.ts';
import { DrivenApp } from '../test/driver/app.ts';
import { answer, dial, press, ring } from '../test/e2e/rig/calls.ts';
import { chromiumLaunch } from '../test/page/rig/chromium.ts';
import { busy, type Manner } from '../test/ucwa-server/calls/dialled/manner.ts';
import { startUcwaServer, type UcwaServer } from '../test/ucwa-server/index.ts';
import { packApp } from './pack.ts';
import { projectRoot, runAsTask } from './project.ts';
import { screenshotPath } from './screenshots/pictures.ts';
import { setUp } from './setup.ts';

/** So that a call has a length, and its sound a word. */
const talkMs = 4_000;

interface Scene {
  readonly app: DrivenApp;
  readonly desktop: Desktop;
  readonly server: UcwaServer;
}

/** A few calls that are over, so that the list is one of a working day. */
async function fillList({ app, server }: Scene): Promise<void> {
  for (const from of ['priya', 'london', 'tomas', 'ana']) {
    const call = await ring(server, app, { from });
    if (from === 'london' || from === 'ana') {
      await answer(app, call);
      await pause(talkMs);
      await call.hangUp();
      await app.shown('call', false);
    } else {
      await call.cancel();
      await app.shown('ring', false);
    }
  }
}

/** The user at work in another program. */
async function openOtherProgram({ desktop }: Scene): Promise<Browser> {
  const { args = [], ...launch } = chromiumLaunch;
  const browser = await chromium.launch({
    ...launch,
    headless: false,
    env: { ...desktop.env },
    args: [...args, '--window-position=40,44', '--window-size=1180,740', '--lang=en'],
  });
  const page = await browser.newPage({ viewport: null });
  await page.setContent(readFileSync(join(projectRoot, 'scripts/screenshots/work.html'), 'utf8'));
  await until('the other program on the screen', async () =>
    (await desktop.screen.windowTitles()).some((title) => title.includes('Delivery plan')),
  );
  return browser;
}

async function ringingAndTalking(scene: Scene): Promise<void> {
  const { app, desktop, server } = scene;
  const call = await ring(server, app, { from: 'ana', subject: 'Order 4711, delivery to Malmö' });
  await desktop.screen.screenshot(screenshotPath('ringing'));
  await answer(app, call);
  const stopTalking = desktop.sound.startTone(440);
  await call.peer.heard(440);
  await pause(talkMs);
  await desktop.screen.screenshot(screenshotPath('call'));
  stopTalking();
  await call.hangUp();
}

async function mainWindow({ app }: Scene): Promise<void> {
  const main = await app.window('main');
  await press(app, 'main', 'Not now');
  await press(app, 'main', 'Calls');
  await main.getByRole('option').first().click();
  await main.screenshot({ path: screenshotPath('calls'), animations: 'disabled' });
  await press(app, 'main', 'Diagnostics');
  await main.screenshot({ path: screenshotPath('diagnostics'), animations: 'disabled' });
  await press(app, 'main', 'Calls');
}

/** The call window while somebody is called, beside each other. */
async function callingOut({ app, server }: Scene, folder: string): Promise<void> {
  const shown = async (name: string, manner: Manner, words: RegExp): Promise<void> => {
    const call = await dial(server, app, '+46 8 555 012 34', manner);
    const page = await app.window('call');
    await page.getByText(words).first().waitFor();
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
    if (call.state !== 'ended') await press(app, 'call', 'Hang up');
    await call.ended;
    // It stays while the focus is in it.
    await press(app, 'call', 'Close');
    await app.shown('call', false);
  };
  await shown('1', { kind: 'rings' }, /^Ringing/);
  await shown('2', { kind: 'answers', afterMs: 500 }, /Good sound/);
  await shown('3', busy, /^Busy$/);
}

/** For ImageMagick: the windows with a margin, in a row, by their tops. */
function besideEachOther(folder: string): readonly string[] {
  const files = ['1', '2', '3'].map((name) => join(folder, `${name}.png`));
  const margin = ['-bordercolor', '#e4e7ec', '-border', '24', '-background', '#e4e7ec'];
  return [...files, ...margin, '-gravity', 'north', '+append'];
}

await runAsTask(import.meta.url, async () => {
  const binary = await packApp('test', await setUp());
  const server = await startUcwaServer();
  const desktop = await startDesktop();
  const folder = mkdtempSync(join(tmpdir(), 'screenshots-'));
  try {
    const app = await DrivenApp.launch({ desktop, binary, server });
    const scene = { app, desktop, server };
    await app.signIn({ ...server.credentials, keep: true });
    await app.status('Ready');
    await server.reachable();
    await fillList(scene);
    await mainWindow(scene);
    await callingOut(scene, folder);
    await desktop.run('convert', [...besideEachOther(folder), screenshotPath('calling')]);
    const other = await openOtherProgram(scene);
    await ringingAndTalking(scene);
    await other.close();
    await app.quit();
  } finally {
    rmSync(folder, { recursive: true });
    await desktop.stop();
    await server.stop();
  }
});
