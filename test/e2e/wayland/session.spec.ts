/** A session of Wayland in which the app runs by Xwayland, as it chooses by itself (docs/adr/0037). */
import type { Page } from '@playwright/test';
import type { Desktop } from '../../desktop/desktop.ts';
import { until } from '../../desktop/until.ts';
import type { DrivenApp } from '../../driver/app.ts';
import type { SimulatedCall } from '../../ucwa-server/index.ts';
import { press, ring } from '../rig/calls.ts';
import { startAgain } from '../rig/start-again.ts';
import { expect, test, testBuild } from '../rig/test.ts';
import { trayItem, trayTooltip } from '../rig/tray.ts';
import { cornerOf, mappedWindow, mappedWindows, placeOf } from '../rig/x-windows.ts';

const screen = { width: 1280, height: 800 };
const green = '#336633';

test.use({ desktopOptions: { screen, wayland: true } });

/** Opens a program of Wayland's that fills the screen, for as long as `look` takes. */
async function behindOther(desktop: Desktop, look: () => Promise<void>): Promise<void> {
  const { compositor } = desktop;
  const other = await compositor.openOther('Something else', green.slice(1));
  await compositor.focus(other);
  await compositor.fillScreen(other);
  await until('the other program', async () => (await compositor.colourAt(20, 20)) === green);
  try {
    await look();
  } finally {
    await compositor.closeOther('Something else');
  }
}

async function focusedTitle(desktop: Desktop): Promise<string | undefined> {
  return (await desktop.compositor.windows()).find(({ focused }) => focused)?.title;
}

async function openMain(app: DrivenApp, ...buttons: readonly string[]): Promise<Page> {
  const main = await app.window('main');
  // What is wrong stands in the name too.
  for (const button of buttons) await main.getByRole('button', { name: new RegExp(`^${button}`) }).click();
  return main;
}

/** Ends a call and its window, which stays while it has the focus: sway gives that to every new window. */
async function close(app: DrivenApp, call: SimulatedCall): Promise<void> {
  await call.hangUp();
  await press(app, 'call', 'Close');
  await app.shown('call', false);
}

/** Which windows of cards there are, by Electron's numbers. */
function ringWindows(app: DrivenApp): Promise<readonly number[]> {
  return app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().flatMap(({ id, webContents }) =>
      webContents.getURL().endsWith('/ring.html') ? [id] : [],
    ),
  );
}

test('the card stands in its corner above a program that fills the screen, and leaves that the focus; the notification answers', async ({
  app,
  desktop,
  server,
}) => {
  const { compositor } = desktop;
  expect((await compositor.window('Switchhook')).protocol).toBe('xwayland');
  await behindOther(desktop, async () => {
    const call = await ring(server, app, { from: 'ana' });
    const card = await mappedWindow(desktop, 'Ana Lindqvist is calling');
    await expect
      .poll(() => cornerOf(desktop, card, { x: 0, y: 0, ...screen }))
      .toEqual({ right: 16, bottom: 16, width: 360 });
    const { x, y, width, height } = await placeOf(desktop, card);
    await until(
      'the card on the screen',
      async () => (await compositor.colourAt(x + width / 2, y + height - 4)) !== green,
    );
    expect(await focusedTitle(desktop)).toBe('Something else');
    await desktop.notifications.choose('Answer');
    await call.accepted;
    await call.hangUp();
  });
});

test('global keys are heard in the app alone, so that the settings and the diagnostics name the command to bind', async ({
  app,
  desktop,
  server,
}) => {
  const { compositor } = desktop;
  const main = await openMain(app, 'Settings', 'Shortcuts');
  await expect(main.getByText(/Wayland: these keys arrive only while an X11 program/)).toContainText(
    'switchhook answer',
  );
  await openMain(app, 'Diagnostics');
  const check = main.locator('[data-check="shortcuts"]');
  await expect(check).toHaveAttribute('data-level', 'warning');
  await expect(check).toContainText('On Wayland keys arrive only while an X11 program has the focus');
  await expect(main.locator('[data-check="pop-up"]')).toContainText('by Xwayland');

  const call = await ring(server, app, { from: 'ana' });
  // Decline would be the end of it, so that nobody could answer any more.
  await behindOther(desktop, () => compositor.pressKeys('ctrl+shift+F10'));
  await compositor.focus(await compositor.window('Switchhook'));
  await until('the keys in a window of the app', async () => {
    await compositor.pressKeys('ctrl+shift+F9');
    return call.state !== 'ringing';
  });
  await call.accepted;
  await expect(check).toHaveAttribute('data-level', 'warning');
  await call.hangUp();

  const command = `${desktop.programFor(testBuild)} --user-data-dir=${app.userDataDir} answer`;
  await compositor.bind(`Ctrl+Shift+F7 exec ${command}`);
  const second = await ring(server, app, { from: 'tomas' });
  await behindOther(desktop, async () => {
    await compositor.pressKeys('ctrl+shift+F7');
    await second.accepted;
  });
  await expect(check).toHaveAttribute('data-level', 'ok');
  await expect(check).toContainText('“switchhook answer” works');
  await second.hangUp();
});

test('who asks for the card by a command gets one with the keyboard in it, and the next call one that takes nothing', async ({
  app,
  desktop,
  server,
}) => {
  const { compositor } = desktop;
  const call = await ring(server, app, { from: 'ana' });
  await startAgain(desktop, app.userDataDir, 'show');
  await until('the focus on the card', async () => (await focusedTitle(desktop)) === 'Ana Lindqvist is calling');
  // Xwayland forgets a key that comes with a new layout, and each keyboard of the test has one.
  await until('an answer by keyboard', async () => {
    await compositor.pressKeys('Return');
    return call.state !== 'ringing';
  });
  await call.accepted;
  await close(app, call);
  const [withKeyboard] = await ringWindows(app);
  await until('a card of the usual kind', async () => {
    const present = await ringWindows(app);
    return present.length === 1 && present[0] !== withKeyboard;
  });
  await behindOther(desktop, async () => {
    const next = await ring(server, app, { from: 'tomas' });
    expect(await mappedWindows(desktop, 'Tomás Oliveira is calling')).toHaveLength(1);
    expect(await focusedTitle(desktop)).toBe('Something else');
    await next.cancel();
  });
});

test('the tray tells of a call and opens the window, and what is copied is on the clipboard of Wayland', async ({
  app,
  desktop,
  server,
}) => {
  const item = await trayItem(desktop);
  await until('a tray that is ready', async () => (await trayTooltip(item)).startsWith('Switchhook: calls ring here'));
  const call = await ring(server, app, { from: 'ana' });
  await until('a ringing tray', async () => (await trayTooltip(item)) === 'Switchhook: Ana Lindqvist is calling');
  await item.choose('Answer Ana Lindqvist');
  await call.accepted;
  await close(app, call);
  await item.activate();
  await until('the main window', async () => (await focusedTitle(desktop)) === 'Switchhook');
  const main = await openMain(app, 'Settings', 'Shortcuts');
  await main.getByRole('button', { name: 'Copy switchhook answer' }).click();
  await until('the command on the clipboard', async () => {
    const copied = await desktop.run('wl-paste', ['--no-newline']).catch(() => '');
    return String(copied) === 'switchhook answer';
  });
});
