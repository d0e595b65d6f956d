import { until } from '../desktop/until.ts';
import { expect, test } from './rig/test.ts';

test('signing in by keyboard alone: Connecting, then Ready', async ({ desktop, launch, server }) => {
  const app = await launch();
  const main = await app.window('main');
  await main.evaluate(() => {
    const words: string[] = [];
    Object.assign(window, { statusWords: words });
    const note = (): void => {
      const word = /^(Ready|Connecting|Reconnecting|Signed out)/.exec(
        document.querySelector('[role=status]')?.textContent?.trim() ?? '',
      )?.[1];
      if (word !== undefined && words.at(-1) !== word) words.push(word);
    };
    note();
    new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
  });
  const connecting = server.faults.holdNext('oauthtoken');

  await desktop.screen.activateWindow('^Switchhook$');
  await expect(main.getByLabel('Sign-in address', { exact: true })).toBeFocused();
  await desktop.screen.type(server.credentials.address);
  await desktop.screen.pressKeys('Tab');
  await expect(main.getByLabel('User name', { exact: true })).toBeFocused();
  await desktop.screen.type(server.credentials.userName);
  await desktop.screen.pressKeys('Tab');
  await expect(main.getByLabel('Password', { exact: true })).toBeFocused();
  await desktop.screen.type(server.credentials.password);
  await desktop.screen.pressKeys('Return');

  await connecting.reached;
  await app.status('Connecting');
  await expect(main.getByRole('button', { name: 'Signing in', exact: true })).toBeVisible();
  connecting.release();
  await app.status('Ready');
  await server.reachable();
  const words = await main.evaluate(() => Reflect.get(window, 'statusWords') as string[]);
  expect(words).toEqual(['Signed out', 'Connecting', 'Ready']);
});

test('kept in the keychain, signed in again after a restart, gone after signing out', async ({
  desktop,
  launch,
  server,
}) => {
  const { address, password } = server.credentials;
  const lookUp = () => desktop.secretTool('lookup', 'service', 'Switchhook', 'account', address.toLowerCase());
  const first = await launch();
  await first.signIn({ ...server.credentials, keep: true });
  await first.status('Ready');
  const secret = await until('the sign-in in the keychain', async () => {
    const found = await lookUp();
    return found?.includes(password) && found;
  });
  expect(secret).toContain('cwt=');
  await first.quit();
  await server.waitFor(({ kind, method, rel }) => kind === 'request' && method === 'DELETE' && rel === 'application');

  const asked = server.ledger.next;
  const second = await launch({ userDataDir: first.userDataDir });
  await second.status('Ready');
  await server.waitFor(({ kind, rel, status }) => kind === 'response' && rel === 'makeMeAvailable' && status === 204, {
    since: asked,
  });
  expect(server.ledger.entries.some(({ seq, rel }) => seq >= asked && rel === 'oauthtoken')).toBe(false);

  const left = server.ledger.next;
  const main = await second.window('main');
  await main.getByRole('button', { name: 'Settings', exact: true }).click();
  await main.getByRole('button', { name: 'Account', exact: true }).click();
  await main.getByRole('button', { name: 'Sign out', exact: true }).click();
  await second.status('Signed out');
  await server.waitFor(({ kind, method, rel }) => kind === 'request' && method === 'DELETE' && rel === 'application', {
    since: left,
  });
  await until('the keychain without the sign-in', async () => (await lookUp()) === null);
  await second.quit();

  const third = await launch({ userDataDir: first.userDataDir });
  await third.status('Signed out');
  await expect((await third.window('main')).getByLabel('Password', { exact: true })).toHaveValue('');
});

test('not kept: the sign-in ends with the app', async ({ desktop, launch, server }) => {
  const first = await launch();
  await first.signIn({ ...server.credentials, keep: false });
  await first.status('Ready');
  await first.quit();
  const found = await desktop.secretTool('lookup', 'service', 'Switchhook', 'account', server.credentials.address);
  expect(found).toBeNull();
  const second = await launch({ userDataDir: first.userDataDir });
  await second.status('Signed out');
  const main = await second.window('main');
  await expect(main.getByLabel('Sign-in address', { exact: true })).toHaveValue(server.credentials.address);
  await expect(main.getByLabel('Password', { exact: true })).toBeFocused();
});

test.describe('by its domain', () => {
  test.use({ serverOptions: { hosts: 'names', port: 443 } });

  test('the server is found by name', async ({ desktop, launch, server }) => {
    test.skip(process.getuid?.() !== 0, 'only root may listen where discovery looks');
    const env = {
      ...desktop.env,
      LD_PRELOAD: 'libnss_wrapper.so',
      NSS_WRAPPER_HOSTS: desktop.share(server.hostsFile),
    };
    const app = await launch({
      desktop: { ...desktop, env },
      server: null,
      arguments: [`--extra-ca=${desktop.share(server.caFile)}`],
    });
    await app.signIn({ ...server.credentials, keep: false });
    await app.status('Ready');
    await server.reachable();
    const hosts = new Set(server.ledger.entries.flatMap(({ host }) => host ?? []));
    expect([...hosts].sort()).toEqual(['lyncdiscover.northwind.example', 'pool.northwind.example']);
  });
});
