import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import type { UcwaServer } from '../ucwa-server/index.ts';
import { type AskingProxy, startAskingProxy } from './rig/asking-proxy.ts';
import { ring } from './rig/calls.ts';
import type { LaunchChanges } from './rig/launcher.ts';
import { writePolicy } from './rig/policy-file.ts';
import { adfsPage, signInOnPage } from './rig/sign-in-page.ts';
import { expect, test } from './rig/test.ts';

test.skip(process.getuid?.() !== 0, 'only root may listen where discovery looks');
test.use({ serverOptions: { hosts: 'names', port: 443 } });

/** The same where no system names the proxy, but the administrator. */
function behindDecided(proxy: AskingProxy, desktop: Desktop, server: UcwaServer): LaunchChanges {
  const env = { ...desktop.env, ...writePolicy(desktop, { proxy: `http://127.0.0.1:${proxy.port}` }) };
  return { ...behind(proxy, desktop, server), desktop: { ...desktop, env } };
}

/** The app of a computer that reaches the server's names only by the proxy. */
function behind(proxy: AskingProxy, desktop: Desktop, server: UcwaServer): LaunchChanges {
  return {
    desktop: { ...desktop, env: { ...desktop.env, ...proxy.env } },
    server: null,
    arguments: [`--extra-ca=${desktop.share(server.caFile)}`],
  };
}

/** A proxy that asks for a password of its own, as long as that runs. */
async function withAskingProxy(
  desktop: Desktop,
  server: UcwaServer,
  run: (proxy: AskingProxy, password: string) => Promise<void>,
): Promise<void> {
  const password = `Canary${randomUUID().slice(0, 8)}`;
  const proxy = await startAskingProxy(desktop, server, password);
  try {
    await run(proxy, password);
  } finally {
    proxy.stop();
  }
}

async function signInWith(main: Page, proxyPassword: string): Promise<void> {
  await main.getByLabel('Proxy user name').fill('dana');
  await main.getByLabel('Proxy password', { exact: true }).fill(proxyPassword);
  await main.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a proxy that a script names asks for a password: typed once, it is kept once it was taken', async ({
  desktop,
  launch,
  server,
}) => {
  await withAskingProxy(desktop, server, async (proxy, password) => {
    const start = (userDataDir?: string): Promise<DrivenApp> =>
      launch({ ...behind(proxy, desktop, server), ...(userDataDir === undefined ? {} : { userDataDir }) });
    const app = await start();
    const main = await app.window('main');
    const wanted = main.getByText(`The proxy 127.0.0.1:${proxy.port} asks for a user name and a password.`);
    await app.signIn({ ...server.credentials, keep: true });
    await expect(wanted).toBeVisible();
    expect(server.ledger.entries.filter(({ kind }) => kind === 'request')).toHaveLength(0);

    const kept = () =>
      desktop.secretTool('lookup', 'service', 'Switchhook', 'account', `proxy:127.0.0.1:${proxy.port}`);
    await signInWith(main, 'not-this');
    await expect(main.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled();
    await expect(wanted).toBeVisible();
    expect(await kept()).toBeNull();
    await signInWith(main, password);
    await app.status('Ready');
    await server.reachable();
    await until('the keychain', async () => (await kept())?.trim() === `dana:${password}`);
    const logged = readFileSync(join(app.userDataDir, 'logs', 'main.log'), 'utf8');
    for (const text of [password, Buffer.from(`dana:${password}`).toString('base64')]) {
      expect(logged).not.toContain(text);
    }
    await app.quit();

    const next = await start(app.userDataDir);
    await next.status('Ready');
    await server.reachable();
    const call = await ring(server, next);
    await call.cancel();
    await next.shown('ring', false);

    expect(proxy.scriptsAsked).toContain('/proxy.pac');
    expect(proxy.log()).toContain('CONNECT lyncdiscover.northwind.example:443');
    expect(proxy.log()).toContain('CONNECT pool.northwind.example:443');
  });
});

test.describe('where the organization has a page', () => {
  test.use({
    serverOptions: { hosts: 'names', port: 443, grants: ['urn:microsoft.rtc:passive'] },
  });

  for (const [named, start] of [
    ['that the system names', behind],
    ['that the administrator decided', behindDecided],
  ] as const) {
    test(`the page and its tokens come through the proxy ${named}, which is not asked about twice`, async ({
      desktop,
      launch,
      server,
    }) => {
      await withAskingProxy(desktop, server, async (proxy, password) => {
        const app = await launch(start(proxy, desktop, server));
        const { address, userName } = server.credentials;
        const asked = await app.answerQuestions('yes');
        await app.signIn({ address, userName: '', password: '', keep: false });
        await signInWith(await app.window('main'), password);
        // Discovery and the pool are two hosts, and each needs a token of its own.
        await signInOnPage(await adfsPage(app), userName, server.credentials.password);
        await signInOnPage(await adfsPage(app), userName, server.credentials.password);
        await app.status('Ready');
        await server.reachable();
        expect((await asked()).map(({ message }) => message)).toEqual(['Sign in at northwind.example?']);
        expect(proxy.log()).toMatch(/CONNECT \w+\.northwind\.example:443/);
        expect(proxy.scriptsAsked.length > 0).toBe(start === behind);
      });
    });
  }
});
