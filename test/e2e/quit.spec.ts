import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import { askToQuit } from '../driver/quit-from-tray.ts';
import { appProcesses, browserProcesses } from './rig/app-processes.ts';
import { press } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';
import { chooseInTray } from './rig/tray.ts';
import { activeWindow, mappedWindow, mappedWindows } from './rig/x-windows.ts';

const question = '^Quit Switchhook\\?$';
const words = 'Quit Switchhook? Calls will not ring on this computer.';

async function questionGone(app: DrivenApp, desktop: Desktop): Promise<void> {
  await until('the end of the question', async () => (await mappedWindows(desktop, question)).length === 0);
  await until('the end of its page', () => app.electron.windows().every((page) => !page.url().endsWith('/quit.html')));
}

test('quitting from the tray asks; Keep running keeps it, Quit ends it', async ({ app, desktop, server }) => {
  const { screen } = desktop;
  await server.reachable();
  const main = await mappedWindow(desktop, '^Switchhook$');
  for (const keys of ['Escape', 'Return', 'alt+F4']) {
    await askToQuit(desktop);
    const page = await app.shown('quit');
    await expect(page.getByRole('alertdialog', { name: 'Quit Switchhook?', exact: true })).toHaveAccessibleDescription(
      words.replace('Quit Switchhook? ', ''),
    );
    await expect(page.getByRole('button', { name: 'Keep running', exact: true })).toBeFocused();
    await screen.pressKeys(keys);
    await questionGone(app, desktop);
    expect(app.isRunning).toBe(true);
    await app.status('Ready');
  }

  await askToQuit(desktop);
  const asked = await mappedWindow(desktop, question);
  await screen.activateWindow('^Switchhook$');
  expect(await activeWindow(desktop)).toBe(main);
  await screen.pressKeys('ctrl+q');
  await until('the focus back on the question', async () => (await activeWindow(desktop)) === asked);
  expect(await mappedWindows(desktop, question)).toEqual([asked]);

  const ended = app.ended();
  await screen.pressKeys('shift+Tab', 'Return');
  await ended;
  await server.waitFor(({ kind, method, rel }) => kind === 'request' && method === 'DELETE' && rel === 'application');
  await until('the end of every process', () => appProcesses(desktop).length === 0);
});

test('a call rings, is answered and talks while the question is open', async ({ app, desktop, server }) => {
  await chooseInTray(desktop, 'Quit Switchhook');
  const asked = await mappedWindow(desktop, question);
  await until('the focus on the question', async () => (await activeWindow(desktop)) === asked);
  const call = await server.call({ from: 'ana' });
  await call.ringing;
  await app.shown('ring');
  expect(await activeWindow(desktop)).toBe(asked);
  await desktop.screen.pressKeys('ctrl+shift+F9');
  await call.accepted;
  await app.shown('call');
  const stopTalking = desktop.sound.startTone(700);
  await call.peer.heard(700);
  stopTalking();
  await press(app, 'quit', 'Keep running');
  await questionGone(app, desktop);
  expect(call.state).toBe('talking');
  await press(app, 'call', 'Hang up');
  await call.ended;
});

test('the question has the text size of the other windows', async ({ app, desktop }) => {
  const main = await app.window('main');
  await main.keyboard.press('Control++');
  await askToQuit(desktop);
  const page = await app.window('quit');
  const measure = (): Promise<readonly number[]> =>
    page.evaluate(() => [
      Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      window.innerWidth,
      Math.ceil(document.body.getBoundingClientRect().height) - window.innerHeight,
    ]);
  await expect.poll(measure).toEqual([20, 410, 0]);
  for (let step = 0; step < 3; step += 1) {
    await main.keyboard.press('Control++');
    await expect.poll(measure).toEqual([24 + 4 * step, 460 + 50 * step, 0]);
  }
  await press(app, 'quit', 'Keep running');
});

test('a question that is never drawn keeps nobody from quitting', async ({ app, desktop, server }) => {
  await server.reachable();
  await app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.prototype.loadURL = () => new Promise(() => {});
  });
  const ended = app.ended();
  await chooseInTray(desktop, 'Quit Switchhook');
  await ended;
  await server.waitFor(({ kind, method, rel }) => kind === 'request' && method === 'DELETE' && rel === 'application');
});

test('who is signed out is not asked', async ({ desktop, launch }) => {
  const app = await launch();
  await app.status('Signed out');
  const ended = app.ended();
  await chooseInTray(desktop, 'Quit Switchhook');
  await ended;
});

test('an end that is not asked for by hand comes without a question', async ({ app, desktop, server }) => {
  await server.reachable();
  const ended = app.ended();
  const [pid = 0] = browserProcesses(desktop);
  process.kill(pid, 'SIGTERM');
  await ended;
  await server.waitFor(({ kind, method, rel }) => kind === 'request' && method === 'DELETE' && rel === 'application');
});
