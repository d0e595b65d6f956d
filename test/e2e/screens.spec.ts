/** Screens that come and go, and one of a larger scale. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import { ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';
import { cornerOf, mappedWindow, placeOf, workArea } from './rig/x-windows.ts';

const large = { width: 1600, height: 1000 };
test.use({ desktopOptions: { screen: large } });

/** Makes the screen smaller, or as it was: for the app it is another one. */
async function useScreen(desktop: Desktop, mode: 'small' | '1600x1000'): Promise<void> {
  await desktop.run('xrandr', ['--output', 'screen', '--mode', mode]);
}

async function moveMain(desktop: Desktop, app: DrivenApp, x: number, y: number): Promise<{ x: number; y: number }> {
  const window = await mappedWindow(desktop, '^Switchhook$');
  const before = recordOf(app);
  await desktop.run('xdotool', ['windowmove', String(window), String(x), String(y)]);
  await until('the place on the disk', () => recordOf(app) !== before);
  return placeOfMain(desktop);
}

async function placeOfMain(desktop: Desktop): Promise<{ x: number; y: number }> {
  const { x, y } = await placeOf(desktop, await mappedWindow(desktop, '^Switchhook$'));
  return { x, y };
}

function recordOf(app: DrivenApp): string {
  try {
    return readFileSync(join(app.userDataDir, 'records', 'window-places.json'), 'utf8');
  } catch {
    return '';
  }
}

test('the main window is where it was left with each set of screens, also after another start', async ({
  app,
  desktop,
  launch,
  server,
}) => {
  await desktop.run('xrandr', ['--newmode', 'small', ...'0 1280 0 0 1280 800 0 0 800'.split(' ')]);
  await desktop.run('xrandr', ['--addmode', 'screen', 'small']);
  const docked = await moveMain(desktop, app, 420, 210);
  await useScreen(desktop, 'small');
  const undocked = await moveMain(desktop, app, 60, 70);
  await useScreen(desktop, '1600x1000');
  await expect.poll(() => placeOfMain(desktop)).toEqual(docked);
  await useScreen(desktop, 'small');
  await expect.poll(() => placeOfMain(desktop)).toEqual(undocked);

  const call = await ring(server, app, { from: 'ana' });
  const card = await mappedWindow(desktop, 'Ana Lindqvist is calling');
  await expect
    .poll(async () => cornerOf(desktop, card, await workArea(desktop)))
    .toMatchObject({ right: 16, bottom: 16 });
  await call.cancel();

  await app.quit();
  await useScreen(desktop, '1600x1000');
  await launch({ userDataDir: app.userDataDir });
  await expect.poll(() => placeOfMain(desktop)).toEqual(docked);
});

test('on a screen of twice the scale the card is whole, in its corner, and drawn in the pixels of the screen', async ({
  desktop,
  launch,
  server,
}) => {
  const app = await launch({ arguments: ['--force-device-scale-factor=2'] });
  await app.signIn({ ...server.credentials, keep: false });
  await app.status('Ready');
  await server.reachable();
  const call = await ring(server, app, { from: 'ana' });
  const card = await mappedWindow(desktop, 'Ana Lindqvist is calling');
  const area = await workArea(desktop);
  await expect.poll(() => cornerOf(desktop, card, area)).toEqual({ right: 32, bottom: 32, width: 720 });
  const page = await app.window('ring');
  expect(await page.evaluate(() => devicePixelRatio)).toBe(2);
  const root = page.getByRole('alertdialog');
  expect(await root.evaluate((node) => node.scrollHeight <= innerHeight && node.scrollWidth <= innerWidth)).toBe(true);
  await call.cancel();
});
