import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp, WindowName } from '../driver/app.ts';
import { answer, bothAreHeard, isHeard, ring } from './rig/calls.ts';
import { keepFigures } from './rig/figures.ts';
import { audibleStreams } from './rig/sound-streams.ts';
import { expect, test } from './rig/test.ts';
import { trayItem } from './rig/tray.ts';
import { mappedWindow, mappedWindows, placeOf } from './rig/x-windows.ts';

const noticeTitle = '^Switchhook has a problem$';

/** Kills a window's page, and waits until it is there again. Playwright does not follow it over its death. */
async function crash(app: DrivenApp, name: WindowName): Promise<void> {
  await app.electron.evaluate(async ({ BrowserWindow }, url) => {
    const contents = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL() === url)?.webContents;
    if (!contents) throw new Error(`no window shows ${url}`);
    await new Promise<void>((resolve) => {
      contents.once('did-finish-load', () => resolve());
      contents.forcefullyCrashRenderer();
    });
  }, `switchhook://app/${name}.html`);
}

/** Kills a window's page until it is not brought back any more. */
async function crashForGood(app: DrivenApp, name: WindowName, desktop: Desktop): Promise<number> {
  for (let time = 0; time < 3; time += 1) await crash(app, name);
  await kill(app, name);
  return mappedWindow(desktop, noticeTitle);
}

/** Kills a window's page; what becomes of it is not waited for. */
async function kill(app: DrivenApp, name: WindowName): Promise<void> {
  await app.electron.evaluate(async ({ BrowserWindow }, url) => {
    const contents = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL() === url)?.webContents;
    if (!contents) throw new Error(`no window shows ${url}`);
    await new Promise<void>((resolve) => {
      contents.once('render-process-gone', () => resolve());
      contents.forcefullyCrashRenderer();
    });
  }, `switchhook://app/${name}.html`);
}

/** How many pages are gone, or on their way back. */
function missingPages(app: DrivenApp): Promise<number> {
  return app.electron.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().filter(({ webContents }) => webContents.isCrashed() || webContents.isLoading())
        .length,
  );
}

/** Answers the system's window by the keyboard. */
async function pressInNotice(desktop: Desktop, notice: number, ...keys: string[]): Promise<void> {
  await desktop.run('xdotool', ['windowactivate', '--sync', String(notice)]);
  await desktop.screen.pressKeys(...keys);
}

/** Looks into a page that Playwright lost. */
function look(app: DrivenApp, name: WindowName, script: string): Promise<unknown> {
  return app.electron.evaluate(
    ({ BrowserWindow }, [url, code]) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL() === url)
        ?.webContents.executeJavaScript(code as string),
    [`switchhook://app/${name}.html`, script],
  );
}

async function textOf(app: DrivenApp, name: WindowName, wanted: string): Promise<void> {
  await until(`"${wanted}" in the ${name} window`, async () =>
    String(await look(app, name, 'document.body.innerText')).includes(wanted),
  );
}

/** Clicks where the button is on the screen. */
async function clickAnswer(app: DrivenApp, desktop: Desktop): Promise<void> {
  const window = await mappedWindow(desktop, 'Ana Lindqvist is calling');
  const { x, y } = await placeOf(desktop, window);
  const middle = (await look(
    app,
    'ring',
    `(() => {
      const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Answer');
      const { x, y, width, height } = button.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    })()`,
  )) as { x: number; y: number };
  await desktop.screen.click(Math.round(x + middle.x), Math.round(y + middle.y));
}

test('a page that dies while nothing rings comes back, and the next ring can be answered', async ({
  app,
  desktop,
  server,
}) => {
  await app.window('ring');
  await crash(app, 'ring');
  await crash(app, 'sound');
  await crash(app, 'main');
  await textOf(app, 'main', 'Ready');
  const call = await server.call({ from: 'ana' });
  await textOf(app, 'ring', 'Ana Lindqvist');
  await until('a ring tone', async () => (await audibleStreams(desktop)).length === 1);
  await clickAnswer(app, desktop);
  await call.accepted;
  await isHeard(desktop, call);
  await call.hangUp();
});

test('the card comes back while it rings, and answers', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  const died = performance.now();
  await crash(app, 'ring');
  await textOf(app, 'ring', 'Ana Lindqvist');
  keepFigures('crash', { 'card back, ms': Math.round(performance.now() - died) });
  expect(call.state).toBe('ringing');
  await clickAnswer(app, desktop);
  await call.accepted;
  await call.hangUp();
});

test('the sound comes back while it rings, and both are heard', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await until('a ring tone', async () => (await audibleStreams(desktop)).length === 1);
  const died = performance.now();
  await crash(app, 'sound');
  await until('a ring tone again', async () => (await audibleStreams(desktop)).length === 1);
  keepFigures('crash', { 'sound back, ms': Math.round(performance.now() - died) });
  expect(call.state).toBe('ringing');
  await desktop.screen.pressKeys('ctrl+shift+F9');
  await call.accepted;
  await bothAreHeard(desktop, call);
  await call.hangUp();
});

test('the sound comes back when its page hangs in a call', async ({ app, desktop, launcher, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  const sound = await app.window('sound');
  const hangs = sound.evaluate(() => {
    for (;;);
  });
  // It ends with its page.
  hangs.catch(() => {});
  await expect.poll(() => launcher.printed).toContain('A page hangs {"name":"sound"}');
  await look(app, 'sound', 'document.readyState');
  await call.hangUp();
  await app.shown('call', false);

  const next = await ring(server, app, { from: 'tomas' });
  await answer(app, next);
  await isHeard(desktop, next);
  await next.hangUp();
});

test('a page that dies four times in a minute: one window of the system says so, and calls are answered meanwhile', async ({
  app,
  desktop,
  launcher,
  server,
}) => {
  await app.window('ring');
  const notice = await crashForGood(app, 'ring', desktop);
  await until('a page that stays away', async () => (await missingPages(app)) === 1);

  const call = await server.call({ from: 'ana' });
  await until('the page, which the call needs', async () => (await missingPages(app)) === 0);
  await textOf(app, 'ring', 'Ana Lindqvist');
  await desktop.screen.pressKeys('ctrl+shift+F9');
  await call.accepted;
  await call.hangUp();

  await kill(app, 'ring');
  const lost = 'A page is gone {"name":"ring"';
  await until('five deaths', () => launcher.printed.split(lost).length === 6);
  await (await trayItem(desktop)).choose('Open Switchhook');
  expect(await mappedWindows(desktop, noticeTitle)).toEqual([notice]);
  expect(await missingPages(app)).toBe(1);

  await pressInNotice(desktop, notice, 'Return');
  await until('the page, and no notice', async () => {
    return (await missingPages(app)) === 0 && (await mappedWindows(desktop, noticeTitle)).length === 0;
  });
  await pressInNotice(desktop, await crashForGood(app, 'ring', desktop), 'Tab', 'Return');
  await app.ended();
});
