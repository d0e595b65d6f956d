import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readEntry } from '../../main/electron/autostart/desktop-entry.ts';
import { until } from '../desktop/until.ts';
import { expect, test } from './rig/test.ts';
import { trayItem } from './rig/tray.ts';
import { mappedWindows } from './rig/x-windows.ts';

test('it starts with the system, hidden, once that is ticked; the box shows what the desktop has of it', async ({
  desktop,
  launch,
  server,
}) => {
  const file = join(desktop.env.XDG_CONFIG_HOME ?? '', 'autostart', 'org.switchhook.Switchhook.desktop');
  const first = await launch();
  await first.signIn({ ...server.credentials, keep: true });
  await first.status('Ready');
  const main = await first.window('main');
  await main.getByRole('button', { name: 'Settings' }).click();
  const box = main.getByRole('checkbox', { name: 'Start Switchhook when I sign in to this computer' });
  await expect(box).not.toBeChecked();
  await box.check();
  await until('its entry', () => existsSync(file));
  await expect(box).toBeChecked();

  // As a desktop's own settings turn it off; whoever comes back to the window sees it.
  const written = readFileSync(file, 'utf8');
  appendFileSync(file, 'Hidden=true\n');
  await first.electron.evaluate(({ app, BrowserWindow }) => {
    app.emit('browser-window-focus', {}, BrowserWindow.getAllWindows()[0]);
  });
  await expect(box).not.toBeChecked();
  await box.check();
  await expect.poll(() => readFileSync(file, 'utf8')).toBe(written);
  await first.quit();

  const [program = '', ...args] = readEntry(written)?.command ?? [];
  expect(basename(program)).toBe('switchhook');
  expect(args).toContain(`--user-data-dir=${first.userDataDir}`);
  expect(args).toContain(`--discovery-url=${server.discoveryUrl}`);
  const { userDataDir } = first;
  const second = await launch({ server: null, userDataDir, arguments: args });
  const item = await trayItem(desktop);
  await server.reachable();
  expect(await mappedWindows(desktop, 'Switchhook')).toEqual([]);
  await item.choose('Open Switchhook');
  const again = await second.shown('main');
  await again.getByRole('button', { name: 'Settings' }).click();
  await again.getByRole('checkbox', { name: 'Start Switchhook when I sign in to this computer' }).uncheck();
  await until('no entry', () => !existsSync(file));
});
