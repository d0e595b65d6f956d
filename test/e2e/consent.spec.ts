import type { Page } from '@playwright/test';
import type { SignInRequest } from '../../preload/contract/index.ts';
import type {} from '../../renderer/bridge.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import type { UcwaServer } from '../ucwa-server/index.ts';
import type { LaunchChanges } from './rig/launcher.ts';
import { expect, test } from './rig/test.ts';
import { mappedWindow, mappedWindows } from './rig/x-windows.ts';

const asks = '^Switchhook asks$';

/** An app that knows no server but the one that is typed. */
const withoutServer = (desktop: Desktop, server: UcwaServer): LaunchChanges => ({
  server: null,
  arguments: [`--extra-ca=${desktop.share(server.caFile)}`],
});

const requests = (server: UcwaServer) => server.ledger.entries.filter(({ kind }) => kind === 'request').length;

/** Signs in with a server in the form, as a person does. */
async function signInAt(app: DrivenApp, server: UcwaServer): Promise<Page> {
  const main = await app.window('main');
  if (!(await main.getByLabel('Server address', { exact: true }).isVisible())) {
    await main.getByRole('button', { name: 'Set server address' }).click();
  }
  await main.getByLabel('Server address', { exact: true }).fill(server.discoveryUrl);
  await app.signIn({ ...server.credentials, keep: false });
  return main;
}

/** As the tray and the window's frame do it. */
async function showMain(app: DrivenApp, shown: boolean): Promise<void> {
  const handle = await app.electron.browserWindow(await app.window('main'));
  await handle.evaluate((window, show) => (show ? window.show() : window.hide()), shown);
}

test('a server that is typed is asked about in a window of the system: Enter and Esc are no, the button is yes, once', async ({
  desktop,
  launch,
  server,
}) => {
  const app = await launch(withoutServer(desktop, server));
  for (const key of ['Return', 'Escape']) {
    await signInAt(app, server);
    await desktop.run('xdotool', ['windowactivate', '--sync', String(await mappedWindow(desktop, asks))]);
    await desktop.screen.pressKeys(key);
    await until('the end of the question', async () => (await mappedWindows(desktop, asks)).length === 0);
    await app.status('Signed out');
  }
  expect(requests(server)).toBe(0);

  await signInAt(app, server);
  await desktop.run('xdotool', ['windowactivate', '--sync', String(await mappedWindow(desktop, asks))]);
  await desktop.screen.pressKeys('shift+Tab', 'Return');
  await app.status('Ready');
  await app.quit();

  const again = await launch({ ...withoutServer(desktop, server), userDataDir: app.userDataDir });
  const asked = await again.answerQuestions('cancel');
  await signInAt(again, server);
  await again.status('Ready');
  expect(await asked()).toEqual([]);
});

test('the question goes when its window is closed, and nothing was asked', async ({ desktop, launch, server }) => {
  const app = await launch(withoutServer(desktop, server));
  await signInAt(app, server);
  await mappedWindow(desktop, asks);
  await showMain(app, false);
  await until('the end of the question', async () => (await mappedWindows(desktop, asks)).length === 0);
  expect(requests(server)).toBe(0);
});

test('a script in the page gets no server asked: not without a question, not by many, not while the window is hidden', async ({
  desktop,
  launch,
  server,
}) => {
  const app = await launch(withoutServer(desktop, server));
  const main = await app.window('main');
  const { address } = server.credentials;
  const send = (request: Partial<SignInRequest>): Promise<unknown> =>
    main.evaluate((given) => window.phone.send({ type: 'sign-in', request: given as never }), {
      ...{ address, userName: '', password: '', keep: true, server: '' },
      ...request,
    });
  const asked = await app.answerQuestions('cancel');
  const declined = { ok: false, refusal: 'declined' };
  const unavailable = { ok: false, refusal: 'unavailable' };
  await showMain(app, false);
  expect(await send({ server: server.discoveryUrl })).toEqual(unavailable);
  await showMain(app, true);
  expect(await send({ server: server.discoveryUrl })).toEqual(declined);
  expect(await send({ server: server.discoveryUrl, password: 'stolen' })).toEqual(declined);
  expect(await send({ address: 'x@hostile.example' })).toEqual(declined);
  expect((await asked()).map(({ message }) => message)).toEqual([
    `Sign in at ${new URL(server.discoveryUrl).host}?`,
    `Sign in at ${new URL(server.discoveryUrl).host}?`,
    'Sign in at hostile.example?',
  ]);
  for (let round = 0; round < 20; round += 1) await send({ server: server.discoveryUrl });
  expect((await asked()).length).toBe(4);
  expect(await send({ server: server.discoveryUrl })).toEqual(unavailable);
  expect(requests(server)).toBe(0);
});

test.describe('where a server leads to another domain', () => {
  test.use({ serverOptions: { hosts: 'names', discovery: 'foreign' } });

  test('the yes of the page alone trusts nothing; a yes outside of it does', async ({ desktop, launch, server }) => {
    const env = {
      ...desktop.env,
      LD_PRELOAD: 'libnss_wrapper.so',
      NSS_WRAPPER_HOSTS: desktop.share(server.hostsFile),
    };
    const app = await launch({ desktop: { ...desktop, env } });
    const toForeign = () => server.ledger.entries.filter(({ host }) => host?.includes('fabrikam') === true).length;
    const asked = await app.answerQuestions('cancel');
    await app.signIn({ ...server.credentials, keep: false });
    const main = await app.window('main');
    const trusts = main.getByRole('button', { name: /^Trust fabrikam\.example$/ });
    await trusts.click();
    await expect.poll(asked).toHaveLength(1);
    expect((await asked())[0]?.message).toBe('Trust fabrikam.example for signing in at northwind.example?');
    await expect(trusts).toBeVisible();
    expect(toForeign()).toBe(0);

    const waiting = await app.answerQuestions(null);
    await trusts.click();
    await expect.poll(waiting).toHaveLength(1);
    await main.getByRole('button', { name: 'Cancel' }).click();
    await app.status('Signed out');
    expect(toForeign()).toBe(0);

    await app.answerQuestions('yes');
    await main.getByRole('button', { name: 'Sign in', exact: true }).click();
    server.signIn.foreignIsTrusted = true;
    await trusts.click();
    await app.status('Ready');
    expect(toForeign()).toBeGreaterThan(0);
  });
});
