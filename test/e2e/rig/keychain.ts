import { expect, type Locator } from '@playwright/test';
import { type Desktop, type DesktopOptions, startDesktop } from '../../desktop/desktop.ts';
import { keyringPassword } from '../../desktop/keyring.ts';
import { until } from '../../desktop/until.ts';
import type { DrivenApp } from '../../driver/app.ts';
import type { UcwaServer } from '../../ucwa-server/index.ts';
import { Launcher } from './launcher.ts';
import { packagedUser } from './packaged-user.ts';
import { findSecrets, lookAtRunning } from './secrets.ts';
import { testBuild } from './test.ts';
import { activeWindow, mappedWindow, mappedWindows } from './x-windows.ts';

const promptTitle = '^Unlock .*Keyring$';

/** A desktop of its own, whose keyring may be harmed; nothing secret may be on its disk afterwards. */
export async function withKeyring(
  options: DesktopOptions,
  server: UcwaServer,
  run: (desktop: Desktop, launcher: Launcher) => Promise<void>,
): Promise<void> {
  const user = packagedUser === null ? {} : { user: packagedUser };
  const desktop = await startDesktop({ notifications: false, sound: false, ...user, ...options });
  const launcher = new Launcher({ desktop, binary: testBuild, server });
  try {
    await run(desktop, launcher);
    const shown = await lookAtRunning(desktop, launcher);
    await launcher.quitAll();
    expect(findSecrets({ launcher, server }, shown)).toEqual([]);
  } catch (error) {
    console.error(`--- printed\n${launcher.printed.slice(-2000)}\n--- logged\n${launcher.logged}`);
    throw error;
  } finally {
    await launcher.quitAll().catch(() => undefined);
    await desktop.stop();
  }
}

/** Signs in and stays so. */
export async function signInKept(app: DrivenApp, server: UcwaServer): Promise<void> {
  await app.signIn({ ...server.credentials, keep: true });
  await app.status('Ready');
}

/** The item in the keychain; null where there is none, or none that can be read. */
export function keptItem(desktop: Desktop, server: UcwaServer): Promise<string | null> {
  return desktop.secretTool('lookup', 'service', 'Switchhook', 'account', server.credentials.address.toLowerCase());
}

/** Resolves once the sign-in is in the keychain. */
export async function kept(desktop: Desktop, server: UcwaServer): Promise<void> {
  await until('the sign-in in the keychain', async () =>
    (await keptItem(desktop, server))?.includes(server.account.password),
  );
}

/** What the window says about the keychain. */
export async function keychainNote(app: DrivenApp, title: string): Promise<Locator> {
  const note = (await app.window('main')).getByRole('note').filter({ hasText: title });
  await note.waitFor();
  return note;
}

/** Presses "Unlock". */
export async function pressUnlock(app: DrivenApp): Promise<void> {
  await (await app.window('main')).getByRole('button', { name: 'Unlock', exact: true }).click();
}

/** Whether the system asks for the keyring's password. */
export async function isAsked(desktop: Desktop): Promise<boolean> {
  return (await mappedWindows(desktop, promptTitle)).length > 0;
}

/** Types the keyring's password into the system's own window. */
export async function typeKeyringPassword(desktop: Desktop): Promise<void> {
  await mappedWindow(desktop, promptTitle);
  await until('the end of the prompt', async () => {
    const [window] = await mappedWindows(desktop, promptTitle);
    if (window === undefined) return true;
    if ((await activeWindow(desktop)) !== window) return false;
    // It may have swallowed the first keys while it grabbed the keyboard, and then asks again.
    await desktop.screen.pressKeys('ctrl+a');
    await desktop.screen.type(keyringPassword);
    await desktop.screen.pressKeys('Return');
    const closed = until('the prompt closed', async () => !(await isAsked(desktop)), { withinMs: 4_000 });
    return closed.then(
      () => true,
      () => false,
    );
  });
}

/** Signs out in the settings. */
export async function signOut(app: DrivenApp): Promise<void> {
  const main = await app.window('main');
  await main.getByRole('button', { name: 'Settings', exact: true }).click();
  await main.getByRole('button', { name: 'Account', exact: true }).click();
  await main.getByRole('button', { name: 'Sign out', exact: true }).click();
  await app.status('Signed out');
}
