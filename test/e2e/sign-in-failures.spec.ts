import type { Page } from '@playwright/test';
import { startDesktop } from '../desktop/desktop.ts';
import type { UcwaServer } from '../ucwa-server/index.ts';
import { requests } from './rig/calls.ts';
import { packagedUser } from './rig/packaged-user.ts';
import { expect, ownNetwork, test } from './rig/test.ts';

/** What was typed stays, whatever went wrong. */
async function expectInputKept(main: Page, server: UcwaServer, password: string): Promise<void> {
  await expect(main.getByLabel('Sign-in address', { exact: true })).toHaveValue(server.credentials.address);
  await expect(main.getByLabel('User name', { exact: true })).toHaveValue(server.credentials.userName);
  await expect(main.getByLabel('Password', { exact: true })).toHaveValue(password);
}

test('a wrong password, a silent server and an account without calls are named', async ({ launch, server }) => {
  const app = await launch();
  const main = await app.window('main');
  const again = (): Promise<void> => main.getByRole('button', { name: 'Sign in', exact: true }).click();
  const wrong = `${server.credentials.password}-not`;
  await app.signIn({ ...server.credentials, password: wrong, keep: false });
  const alert = main.getByRole('alert');
  await expect(alert).toContainText('That user name or password did not work.');
  await expect(alert).toContainText('Type the password again. If it keeps failing, your account may be locked');
  await expectInputKept(main, server, wrong);
  await expect(main.getByLabel('Password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(main.getByLabel('Password', { exact: true })).toBeFocused();
  expect(requests(server, 'oauthtoken')).toBe(1);

  await server.faults.refuse(true);
  await main.getByLabel('Password', { exact: true }).fill(server.credentials.password);
  await main.keyboard.press('Enter');
  await expect(alert).toContainText(`The server ${ownNetwork}.1 does not answer.`);
  await expectInputKept(main, server, server.credentials.password);
  await server.faults.refuse(false);

  server.faults.failNext('applications', 403, { code: 'Forbidden', subcode: 'UserNotEnabled' });
  await again();
  await expect(alert).toContainText('Your account cannot take calls in this app.');
  await again();
  await app.status('Ready');
});

test('a domain without a server is named', async ({ launch, server }) => {
  const app = await launch({ server: null });
  const main = await app.window('main');
  await app.signIn({ ...server.credentials, keep: false });
  const alert = main.getByRole('alert');
  await expect(alert).toContainText('No server found for northwind.example.');
  await expect(alert).toContainText('Check the sign-in address, or set the server address.');
  await expectInputKept(main, server, server.credentials.password);
  await expect(main.getByLabel('Sign-in address', { exact: true })).toBeFocused();
});

test('what was pasted is cleaned, and what is no server address is said to be none', async ({ launch, server }) => {
  const app = await launch();
  const main = await app.window('main');
  await main.getByRole('button', { name: 'Set server address', exact: true }).click();
  await main.getByLabel('Server address', { exact: true }).fill('ftp://pool.contoso.com');
  await app.signIn({ ...server.credentials, keep: false });
  const alert = main.getByRole('alert');
  await expect(alert).toContainText('That is no server address.');
  await expect(main.getByLabel('Server address', { exact: true })).toBeFocused();
  await main.getByLabel('Server address', { exact: true }).fill(` ${server.discoveryUrl} `);
  const pasted = `Dana <SIP:${server.credentials.address.toUpperCase()}>`;
  await main.getByLabel('Sign-in address', { exact: true }).fill(pasted);
  await main.keyboard.press('Enter');
  await app.status('Ready');
});

test('no password goes to a server whose certificate is not trusted', async ({ launch, server }) => {
  const app = await launch({ server: null, arguments: [`--discovery-url=${server.discoveryUrl}`] });
  const main = await app.window('main');
  await app.signIn({ ...server.credentials, keep: false });
  const alert = main.getByRole('alert');
  await expect(alert).toContainText('The server’s certificate is not trusted.');
  await expect(alert).toContainText('Your password was not sent. Its authority is unknown on this computer.');
  await expect(alert).toContainText('If you are in a guest network, sign in to it first.');
  await expect(alert).toContainText(`ask your administrator which authority to install for ${ownNetwork}.1.`);
  await expectInputKept(main, server, server.credentials.password);
  await expect(main.getByLabel('Server address', { exact: true })).toBeFocused();
  expect(server.ledger.entries.filter(({ kind }) => kind === 'request')).toEqual([]);
});

test('without a keychain one is signed in until one quits, and told so', async ({ launch, server }) => {
  const desktop = await startDesktop({
    ...(packagedUser === null ? {} : { user: packagedUser }),
    keyring: false,
    notifications: false,
    tray: false,
    sound: false,
  });
  try {
    const app = await launch({ desktop });
    const main = await app.window('main');
    await app.signIn({ ...server.credentials, keep: true });
    await app.status('Ready');
    await main.getByRole('button', { name: 'Settings', exact: true }).click();
    await expect(main.getByText('This computer has no keychain.')).toBeVisible();
    await expect(main.getByText('You stay signed in until you quit.')).toBeVisible();
    await app.quit();
    const again = await launch({ desktop, userDataDir: app.userDataDir });
    await again.status('Signed out');
    await again.quit();
  } finally {
    await desktop.stop();
  }
});

test('a locked keychain does not keep one from calls', async ({ launch, server }) => {
  const desktop = await startDesktop({
    ...(packagedUser === null ? {} : { user: packagedUser }),
    notifications: false,
    tray: false,
    sound: false,
  });
  try {
    await desktop.lockKeyring();
    const app = await launch({ desktop });
    const main = await app.window('main');
    await app.signIn({ ...server.credentials, keep: true });
    await app.status('Ready');
    await main.getByRole('button', { name: 'Settings', exact: true }).click();
    await expect(main.getByText('Your keychain is locked.')).toBeVisible();
    await app.quit();
  } finally {
    await desktop.stop();
  }
});
