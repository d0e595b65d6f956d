import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import { shellLaunch } from '../page/rig/chromium.ts';
import { startNegotiateFront } from '../realm/negotiate-front.ts';
import { type NtlmFrontOptions, startNtlmFront } from '../realm/ntlm-front.ts';
import { startRealm } from '../realm/realm.ts';
import { makeIdentity } from '../ucwa-server/http/certificates.ts';
import type { UcwaServer } from '../ucwa-server/index.ts';
import type { LaunchChanges } from './rig/launcher.ts';
import { adfsPage, signInOnPage } from './rig/sign-in-page.ts';
import { expect, ownNetwork, test } from './rig/test.ts';

/** The computer, a page or the browser says who the user is. */
const withoutPassword = (app: DrivenApp, address: string): Promise<void> =>
  app.signIn({ address, userName: '', password: '', keep: false });

test.describe('as the user of this computer', () => {
  test.use({ serverOptions: { hosts: 'names', grants: ['urn:microsoft.rtc:windows'] } });

  test('a Kerberos ticket opens the door, and without one a sentence says so', async ({ desktop, launch, server }) => {
    const realm = await startRealm({ name: 'NORTHWIND.EXAMPLE', domain: 'northwind.example' });
    try {
      const { caFile } = await putBehind(server, realm.folder, (parts) => startNegotiateFront({ realm, ...parts }));
      await realm.addUser('dana', server.credentials.password);
      const cache = await realm.signIn('dana', server.credentials.password);
      const start = (credentials: string): Promise<DrivenApp> =>
        launch(
          reaching(server, desktop, caFile, {
            KRB5_CONFIG: desktop.share(realm.configuration),
            KRB5CCNAME: `FILE:${credentials}`,
          }),
        );
      const app = await start(desktop.share(cache));
      await withoutPassword(app, server.credentials.address);
      await app.status('Ready');
      await server.reachable();
      await app.quit();

      const stranger = await start('/nowhere');
      await withoutPassword(stranger, server.credentials.address);
      await expect((await stranger.window('main')).getByRole('alert')).toContainText('this computer');
      await stranger.quit();
    } finally {
      await realm.stop();
    }
  });
});

test.describe('with a Windows account that is typed', () => {
  test.use({ serverOptions: { hosts: 'names', grants: ['urn:microsoft.rtc:windows'] } });

  test('NTLM takes the right password and refuses a wrong one, which is proven once', async ({
    desktop,
    launch,
    server,
  }) => {
    const { userName, password } = server.credentials;
    const { front, caFile } = await putBehind(server, desktop.makeFolder('ntlm'), (parts) =>
      startNtlmFront({ ...parts, users: { [userName]: password } }),
    );
    const { proofs, stop } = front;
    try {
      const app = await launch(reaching(server, desktop, caFile));
      await app.signIn({ ...server.credentials, password: `${password}-not`, keep: false });
      const main = await app.window('main');
      await expect(main.getByRole('alert')).toContainText('That user name or password did not work.');
      expect(proofs()).toEqual([`refused ${userName}`]);

      await main.getByLabel('Password', { exact: true }).fill(password);
      await main.getByRole('button', { name: 'Sign in', exact: true }).click();
      await app.status('Ready');
      await server.reachable();
      const taken = proofs().slice(1);
      expect(taken.length).toBeGreaterThan(0);
      expect(new Set(taken)).toEqual(new Set([`taken ${userName}`]));
      await app.quit();
    } finally {
      await stop();
    }
  });
});

/** What the app needs to know names and authorities of a server that is behind a front. */
function reaching(
  server: UcwaServer,
  desktop: Desktop,
  caFile: string,
  env: Readonly<Record<string, string>> = {},
): LaunchChanges {
  return {
    server: null,
    arguments: [`--discovery-url=${server.discoveryUrl}`, `--extra-ca=${desktop.share(caFile)}`],
    desktop: {
      ...desktop,
      env: {
        ...desktop.env,
        ...env,
        LD_PRELOAD: 'libnss_wrapper.so',
        NSS_WRAPPER_HOSTS: desktop.share(server.hostsFile),
      },
    },
  };
}

/** Another web server stands before the token service, as IIS does; resolves with a file in `folder` that trusts both. */
async function putBehind<Front extends { readonly origin: string }>(
  server: UcwaServer,
  folder: string,
  start: (parts: Omit<NtlmFrontOptions, 'users'>) => Promise<Front>,
): Promise<{ readonly front: Front; readonly caFile: string }> {
  const pool = new URL(server.urlOf('pool'));
  const secret = randomUUID();
  const identity = await makeIdentity([pool.hostname], []);
  const behindAuthority = readFileSync(server.caFile, 'utf8');
  const front = await start({
    host: pool.hostname,
    address: `${ownNetwork}.2`,
    identity,
    behind: `https://${ownNetwork}.2:${pool.port}`,
    behindAuthority,
    secret,
  });
  server.signIn.putBehind({ origin: front.origin, secret });
  const caFile = join(folder, 'authorities.pem');
  writeFileSync(caFile, `${behindAuthority}\n${identity.authority}`);
  return { front, caFile };
}

test.describe('on the organization’s page', () => {
  test.use({ serverOptions: { grants: ['urn:microsoft.rtc:passive'] } });

  test('the page is shown in a window that can do nothing else, and its cookie gets the token', async ({
    launch,
    server,
  }) => {
    const app = await launch();
    await withoutPassword(app, server.credentials.address);
    const page = await adfsPage(app);
    const reach = await page.evaluate(async () => ({
      app: 'phone' in window || 'require' in window,
      window: window.open('about:blank') !== null,
      microphone: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => true,
        () => false,
      ),
    }));
    expect(reach).toEqual({ app: false, window: false, microphone: false });
    const { userName, password } = server.credentials;
    await signInOnPage(page, userName, 'wrong');
    // Discovery and the pool are two hosts, and each needs a token of its own.
    await signInOnPage(await adfsPage(app), userName, password);
    await signInOnPage(await adfsPage(app), userName, password);
    await app.status('Ready');
    await server.reachable();
    await until('the end of the page', () =>
      app.electron.windows().every((window) => !window.url().includes('/adfs/')),
    );
  });

  test('closing the page ends the sign-in with a sentence, and it can be tried again', async ({ launch, server }) => {
    const app = await launch();
    await withoutPassword(app, server.credentials.address);
    await (await adfsPage(app)).close();
    const main = await app.window('main');
    await expect(main.getByRole('alert')).toContainText('closed');
    await main.getByRole('button', { name: 'Sign in', exact: true }).click();
    const { userName, password } = server.credentials;
    // Discovery and the pool are two hosts, and each needs a token of its own.
    await signInOnPage(await adfsPage(app), userName, password);
    await signInOnPage(await adfsPage(app), userName, password);
    await app.status('Ready');
  });
});

test.describe('in the browser', () => {
  test.use({ serverOptions: { grants: [], oauth: true } });

  test('the system’s browser is asked, and its answer comes back on loopback', async ({ desktop, launch, server }) => {
    const folder = desktop.makeFolder('home/bin');
    const visited = join(folder, 'visited');
    const opener = join(folder, 'xdg-open');
    writeFileSync(opener, `#!/bin/sh\nprintf '%s\\n' "$1" > '${visited}.new'\nmv '${visited}.new' '${visited}'\n`);
    chmodSync(opener, 0o755);
    const app = await launch({
      desktop: { ...desktop, env: { ...desktop.env, PATH: `${folder}:${desktop.env.PATH}` } },
    });
    await withoutPassword(app, server.credentials.address);
    const address = await until('the browser', () =>
      existsSync(visited) ? readFileSync(visited, 'utf8').trim() : null,
    );
    const url = new URL(address);
    expect(url.pathname).toBe('/common/oauth2/authorize');
    expect(url.searchParams.get('login_hint')).toBe(server.credentials.address);
    const browser = await chromium.launch(shellLaunch);
    const page = await browser.newPage({ ignoreHTTPSErrors: true });
    await page.goto(address);
    await signInOnPage(page, server.credentials.userName, server.credentials.password);
    await expect(page.getByRole('heading')).toHaveText('You are signed in');
    await browser.close();
    await app.status('Ready');
    await server.reachable();
  });
});
