import type { Page } from '@playwright/test';
import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp, WindowName } from '../driver/app.ts';
import type { UcwaServer } from '../ucwa-server/index.ts';
import { answer, bothAreHeard, ring } from './rig/calls.ts';
import type { LaunchChanges } from './rig/launcher.ts';
import { expect, test } from './rig/test.ts';
import { chooseInTray, trayItem } from './rig/tray.ts';
import { mappedWindow, placeOf, type Rectangle } from './rig/x-windows.ts';

/** A window that nobody needs ends after a minute; a busy machine takes longer. */
const minuteMs = 100_000;

/** Whether a window is put by its frame's corner or by its content's hangs on when its height changes, under X11. In pixels. */
const thickestFrame = 32;

type Place = Pick<Rectangle, 'x' | 'y'>;

test.setTimeout(300_000);

/** The app in the tray, signed in from an earlier run: it has never had a main window. */
async function launchInTray(
  desktop: Desktop,
  server: UcwaServer,
  launch: (changes?: LaunchChanges) => Promise<DrivenApp>,
): Promise<DrivenApp> {
  const first = await launch();
  await first.signIn({ ...server.credentials, keep: true });
  await first.status('Ready');
  const { address } = server.credentials;
  await until('a sign-in in the keychain', () =>
    desktop.secretTool('lookup', 'service', 'Switchhook', 'account', address),
  );
  await first.quit();
  const since = server.ledger.next;
  const app = await launch({ userDataDir: first.userDataDir, arguments: ['--hidden'] });
  await server.waitFor(({ kind, rel }) => kind === 'request' && rel === 'events', { since, timeoutMs: 30_000 });
  await server.reachable();
  return app;
}

async function gone(app: DrivenApp, name: WindowName): Promise<void> {
  await until(`the end of the ${name} window`, async () => (await app.present(name)) === null, {
    withinMs: minuteMs,
    everyMs: 500,
  });
}

/** What somebody could see in a page, were it shown. */
function drawn(page: Page): Promise<unknown> {
  return page.evaluate(() => ({
    text: document.documentElement.innerText.trim(),
    inBody: document.body.children.length,
    sheets: document.styleSheets.length,
    size: [...document.querySelectorAll('audio')].map((element) => element.getBoundingClientRect().height),
  }));
}

test('calls ring, are answered and heard without a main window; a minute later the call window ends, and sound and ring window are made anew', async ({
  desktop,
  launch,
  server,
}) => {
  const app = await launchInTray(desktop, server, launch);
  expect(await app.present('main')).toBeNull();
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  await bothAreHeard(desktop, call);
  expect(await app.present('main')).toBeNull();
  const [sound, card] = [await app.window('sound'), await app.window('ring')];
  expect(await drawn(sound)).toEqual({ text: '', inBody: 0, sheets: 0, size: [0] });
  expect(await app.isVisible('sound')).toBe(false);

  const place = await moveCallWindow(desktop);
  await call.hangUp();
  await app.shown('call', false);
  await gone(app, 'call');
  await until('another sound window', async () => sound.isClosed() && (await app.present('sound')) !== null);
  await until('another ring window', async () => card.isClosed() && (await app.present('ring')) !== null);
  const next = await ring(server, app, { from: 'ana' });
  await answer(app, next);
  await bothAreHeard(desktop, next);
  await expect.poll(async () => apart(await callPlace(desktop), place)).toBeLessThanOrEqual(thickestFrame);
  await next.hangUp();
  expect(await app.present('main')).toBeNull();
});

/** Moves it as a user does, by the window manager; resolves with where its content then is. */
async function moveCallWindow(desktop: Desktop): Promise<Place> {
  const window = await mappedWindow(desktop, '^Ana Lindqvist$');
  const before = await placeAtRest(desktop);
  await desktop.run('xdotool', ['windowmove', '--sync', String(window), '200', '150']);
  await until('the moved window', async () => apart(await callPlace(desktop), before) > thickestFrame);
  return placeAtRest(desktop);
}

/** Where it is once it has been there for a second: a window manager takes some steps. */
async function placeAtRest(desktop: Desktop): Promise<Place> {
  let place = await callPlace(desktop);
  await until(
    'a call window at rest',
    async () => {
      const before = place;
      place = await callPlace(desktop);
      return apart(place, before) === 0;
    },
    { everyMs: 1_000 },
  );
  return place;
}

async function callPlace(desktop: Desktop): Promise<Place> {
  return placeOf(desktop, await mappedWindow(desktop, '^Ana Lindqvist$'));
}

/** Pixels, in the direction in which it is more. */
function apart(one: Place, other: Place): number {
  return Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y));
}

test('the main window is made when it is wanted, stays while it shows, and ends a minute after it was closed', async ({
  desktop,
  launch,
  server,
}) => {
  const app = await launchInTray(desktop, server, launch);
  expect(await app.present('main')).toBeNull();
  await chooseInTray(desktop, 'Open Switchhook');
  const main = await app.shown('main');
  await main.evaluate(() => Object.assign(window, { isTheSame: true }));
  await app.status('Ready');

  await close(desktop, app);
  await (await trayItem(desktop)).choose('Open Switchhook');
  await app.shown('main');
  const isTheSame = async (): Promise<unknown> =>
    (await app.window('main')).evaluate(() => Reflect.get(window, 'isTheSame') ?? false);
  expect(await isTheSame()).toBe(true);

  await close(desktop, app);
  await gone(app, 'main');
  const call = await ring(server, app, { from: 'ana' });
  await call.cancel();
  expect(await app.present('main')).toBeNull();

  await chooseInTray(desktop, 'Open Switchhook');
  await app.shown('main');
  expect(await isTheSame()).toBe(false);
  await app.status('Ready');
});

async function close(desktop: Desktop, app: DrivenApp): Promise<void> {
  await desktop.screen.activateWindow('^Switchhook$');
  await desktop.screen.pressKeys('alt+F4');
  await app.shown('main', false);
}

test('what asks for a page of the main window makes it, on that page', async ({ desktop, launch, server }) => {
  const app = await launchInTray(desktop, server, launch);
  await chooseInTray(desktop, 'Will I ring?');
  const main = await app.shown('main');
  await main.getByRole('heading', { name: 'Will I ring?' }).waitFor();
});
