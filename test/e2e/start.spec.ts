import { readlinkSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { until } from '../desktop/until.ts';
import { quitFromTray } from '../driver/quit-from-tray.ts';
import { appProcesses, appProcessesWith, browserProcesses, namespaceOf, statusLine } from './rig/app-processes.ts';
import { killApp } from './rig/kill-app.ts';
import { packagedUser } from './rig/packaged-user.ts';
import { startAgain } from './rig/start-again.ts';
import { expect, test } from './rig/test.ts';
import { trayItem } from './rig/tray.ts';
import { mappedWindows, watchMaps } from './rig/x-windows.ts';

test('a second start brings up the first, and ends', async ({ desktop, launch }) => {
  const app = await launch({ arguments: ['--hidden'] });
  expect(await app.isVisible('main')).toBe(false);
  await startAgain(desktop, app.userDataDir);
  await app.shown('main');
  expect(browserProcesses(desktop)).toHaveLength(1);
});

test('the lock of a dead instance, here or on another computer, keeps nobody from starting', async ({
  desktop,
  launch,
}) => {
  const userDataDir = desktop.makeFolder('home/app-locked');
  const lock = join(userDataDir, 'SingletonLock');
  // The folder was another computer's, or this one had another name; the number is above all that the kernel gives (proc(5)).
  symlinkSync('elsewhere-99999999', lock);
  const first = await launch({ userDataDir });
  const [pid = 0] = browserProcesses(desktop);
  expect(readlinkSync(lock)).toBe(`${hostname()}-${pid}`);
  await killApp(first, desktop);
  expect(readlinkSync(lock)).toBe(`${hostname()}-${pid}`);
  await (await launch({ userDataDir })).shown('main');
  expect(readlinkSync(lock)).toBe(`${hostname()}-${browserProcesses(desktop)[0]}`);
});

test('--hidden starts in the tray, without a window, not even for a moment', async ({ desktop, launch }) => {
  const screen = await watchMaps(desktop);
  const app = await launch({ arguments: ['--hidden'] });
  const item = await trayItem(desktop);
  await app.window('ring');
  expect(await mappedWindows(desktop, 'Switchhook')).toEqual([]);
  expect(screen.mapped()).toBe(0);
  await item.choose('Open Switchhook');
  await app.shown('main');
  expect(await mappedWindows(desktop, '^Switchhook$')).toHaveLength(1);
  expect(screen.mapped()).toBeGreaterThan(0);
  await screen.stop();
});

test('closing the main window hides it, and the tray quits the app', async ({ app, desktop, server }) => {
  await desktop.screen.activateWindow('^Switchhook$');
  await desktop.screen.pressKeys('alt+F4');
  await app.shown('main', false);
  await server.reachable();
  const ended = app.ended();
  await quitFromTray(desktop);
  await ended;
  await server.waitFor(({ kind, method, rel }) => kind === 'request' && method === 'DELETE' && rel === 'application');
  await until('the end of every process', () => appProcesses(desktop).length === 0);
});

test("every page is in Chromium's sandbox", async ({ app, desktop }) => {
  test.skip(packagedUser === null, 'Chromium has no sandbox for root');
  await app.window('ring');
  const [main = 0] = browserProcesses(desktop);
  const renderers = appProcessesWith(desktop, '--type=renderer');
  expect(renderers.length).toBeGreaterThanOrEqual(2);
  for (const pid of appProcesses(desktop)) expect(statusLine(pid, 'Uid')).toMatch(/^65534\b/);
  for (const pid of renderers) {
    expect(statusLine(pid, 'Seccomp'), 'a filter of system calls').toBe('2');
    expect(statusLine(pid, 'NoNewPrivs')).toBe('1');
    expect(namespaceOf(pid, 'pid')).not.toBe(namespaceOf(main, 'pid'));
    expect(namespaceOf(pid, 'net')).not.toBe(namespaceOf(main, 'net'));
  }
});
