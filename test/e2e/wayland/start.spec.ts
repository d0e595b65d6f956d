/**
 * What the release build makes of a session of Wayland. The hint has this Electron choose by itself as those from 38 on do (docs/adr/0037).
 */
import type { Desktop } from '../../desktop/desktop.ts';
import { until } from '../../desktop/until.ts';
import { ReleaseBuild } from '../../release/release-build.ts';
import { expect, test } from '../rig/test.ts';

test.use({ desktopOptions: { wayland: true, sound: false, keyring: false } });

/** By which protocol the window of a start came up; the app is ended then, by the process that was started. */
async function protocolOf(desktop: Desktop, env: Record<string, string>, ...args: string[]): Promise<string> {
  const folder = desktop.makeFolder(`home/start-${Object.keys(env).length}-${args.length}`);
  const app = new ReleaseBuild(desktop, [`--user-data-dir=${folder}`, '--ozone-platform-hint=auto', ...args], env);
  try {
    return (await desktop.compositor.window('Switchhook')).protocol;
  } finally {
    await app.kill();
    await until('the end of its window', async () => (await desktop.compositor.windows()).length === 0);
  }
}

test('it takes Xwayland, Wayland where there is none, and what it is told', async ({ desktop }) => {
  expect(await protocolOf(desktop, {})).toBe('xwayland');
  expect(await protocolOf(desktop, { DISPLAY: '' })).toBe('wayland');
  expect(await protocolOf(desktop, { DISPLAY: ':4711', LANGUAGE: '' })).toBe('wayland');
  expect(await protocolOf(desktop, {}, '--ozone-platform=wayland')).toBe('wayland');
});
