import { existsSync, readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import type { Desktop } from '../../desktop/desktop.ts';
import { until } from '../../desktop/until.ts';
import type { DrivenApp } from '../../driver/app.ts';
import type { UcwaServer } from '../../ucwa-server/index.ts';
import { activeWindow, mappedWindow } from './x-windows.ts';

/** Exports the diagnostics from the main window, which has the focus, with nothing but keys; resolves with the files in the zip. */
export async function exportByKeys(app: DrivenApp, desktop: Desktop): Promise<Readonly<Record<string, string>>> {
  const main = await app.window('main');
  await desktop.screen.pressKeys('ctrl+5');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('Will I ring?');
  await desktop.screen.pressKeys('F6', 'F6');
  await expect(main.getByRole('button', { name: 'Export diagnostics' })).toBeFocused();
  await desktop.screen.pressKeys('Return');

  const dialog = await mappedWindow(desktop, '^Export diagnostics$');
  await until('the focus on the system’s dialog', async () => (await activeWindow(desktop)) === dialog);
  const file = join(desktop.makeFolder('home/exported'), 'diagnostics.zip');
  await desktop.screen.pressKeys('ctrl+a');
  await desktop.screen.type(file);
  await desktop.screen.pressKeys('Return');
  const files = await until('the file', () => {
    try {
      return existsSync(file) && unzipSync(readFileSync(file));
    } catch {
      return null;
    }
  });
  expect(statSync(file).mode & 0o777, 'readable for its owner alone').toBe(0o600);
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** Whatever tells who somebody is, where they are or how they sign in: of the user, of every caller and of this computer. */
export function identitiesOf(server: UcwaServer, desktop: Desktop): readonly string[] {
  const { address, userName, password } = server.credentials;
  const people = server.calls.all.map(({ from }) => from);
  const reached = people.flatMap(({ uri, workPhoneNumber }) => [uri, workPhoneNumber]);
  const ways = [address, ...reached].flatMap((way) => (way === undefined ? [] : way.replace(/^(sip|tel):\+?/, '')));
  const names = [server.account.displayName, ...people.map(({ name }) => name)].flatMap(
    (name) => name?.split(' ') ?? [],
  );
  const own = [userName, userName.split('\\').at(-1), password, hostname(), desktop.folder];
  const known = [...ways, ...ways.map((way) => way.split('@')[0]), ...names, ...own];
  return known.filter((text): text is string => text !== undefined && text.length > 3);
}
