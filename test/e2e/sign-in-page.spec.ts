/** What an organization's sign-in page can and cannot do, and what is left of it. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import type { Page } from '@playwright/test';
import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import { makeIdentity, type ServerIdentity } from '../ucwa-server/http/certificates.ts';
import type { UcwaServer } from '../ucwa-server/index.ts';
import { startListener } from './hostile/listener.ts';
import { webRtc } from './hostile/network.ts';
import type { LaunchChanges } from './rig/launcher.ts';
import { adfsPage, signInOnPage } from './rig/sign-in-page.ts';
import { expect, test } from './rig/test.ts';

test.use({ serverOptions: { grants: ['urn:microsoft.rtc:passive'] } });

const asked = (app: DrivenApp, address: string): Promise<void> =>
  app.signIn({ address, userName: '', password: '', keep: false });

/** Discovery and the pool are two hosts, and each needs a token of its own. */
async function signInTwice(app: DrivenApp, server: UcwaServer): Promise<void> {
  const { userName, password } = server.credentials;
  await signInOnPage(await adfsPage(app), userName, password);
  await signInOnPage(await adfsPage(app), userName, password);
}

/** As a page does that knows its user again. */
function leaveTraces(page: Page): Promise<void> {
  return page.evaluate(() => {
    localStorage.setItem('who', 'dana');
    Reflect.set(document, 'cookie', 'who=dana; Secure; Path=/; Max-Age=99999');
  });
}

/** A third party whose pages and pictures a sign-in page shows. */
interface ThirdParty {
  readonly origin: string;
  /** Each connection: the subject of the certificate that the app gave, or "nobody". */
  readonly met: string[];
  readonly launch: LaunchChanges;
  stop(): void;
}

async function startThirdParty(desktop: Desktop, server: UcwaServer, given?: ServerIdentity): Promise<ThirdParty> {
  const identity = given ?? (await makeIdentity([], ['127.0.0.1']));
  const met: string[] = [];
  const web: Server = createServer(
    { key: identity.key, cert: identity.certificate, requestCert: true, rejectUnauthorized: false },
    ({ socket }, reply) => {
      const { subject } = (socket as TLSSocket).getPeerCertificate();
      met.push(subject === undefined ? 'nobody' : JSON.stringify(subject));
      reply.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' });
      reply.end('<!doctype html><title>Second factor</title><button onclick="window.close()">It is me</button>');
    },
  );
  web.listen(0, '127.0.0.1');
  await once(web, 'listening');
  const authorities = join(desktop.makeFolder('third-party'), `${randomUUID()}.pem`);
  writeFileSync(authorities, `${readFileSync(server.caFile, 'utf8')}\n${identity.authority}`);
  return {
    origin: `https://127.0.0.1:${(web.address() as AddressInfo).port}`,
    met,
    launch: {
      server: null,
      arguments: [`--discovery-url=${server.discoveryUrl}`, `--extra-ca=${desktop.share(authorities)}`],
    },
    stop: () => web.close(),
  };
}

test('one user’s page signs in nobody else: not after a sign-out, a cancel, or with another address', async ({
  launch,
  server,
}) => {
  const app = await launch();
  const main = await app.window('main');
  const { address } = server.credentials;
  await asked(app, address);
  const first = await adfsPage(app);
  await leaveTraces(first);
  await signInTwice(app, server);
  await app.status('Ready');
  await main.getByRole('button', { name: 'Settings', exact: true }).click();
  await main.getByRole('button', { name: 'Account', exact: true }).click();
  await main.getByRole('button', { name: 'Sign out', exact: true }).click();
  await app.status('Signed out');

  const isForgotten = async (page: Page): Promise<void> =>
    expect(await page.evaluate(() => [localStorage.getItem('who'), document.cookie])).toEqual([null, '']);
  await asked(app, address);
  const second = await adfsPage(app);
  await isForgotten(second);
  await leaveTraces(second);
  await main.getByRole('button', { name: 'Cancel' }).click();
  await app.status('Signed out');
  await asked(app, address);
  const third = await adfsPage(app);
  await isForgotten(third);
  await leaveTraces(third);
  await third.close();
  await expect(main.getByRole('alert')).toContainText('closed');
  await asked(app, `lee@${address.split('@')[1]}`);
  await isForgotten(await adfsPage(app));
});

test('a second factor in a window of its own is shown with the same locks, and the sign-in goes on', async ({
  desktop,
  launch,
  server,
}) => {
  const party = await startThirdParty(desktop, server);
  try {
    const app = await launch(party.launch);
    await asked(app, server.credentials.address);
    const page = await adfsPage(app);
    await page.evaluate((url) => {
      window.open(url, 'mfa', 'width=300,height=200');
    }, `${party.origin}/factor`);
    const popUp = await until('the second factor', () =>
      app.electron.windows().find((window) => window.url().endsWith('/factor')),
    );
    await until('its title', async () =>
      (await desktop.screen.windowTitles()).includes(`Sign in at ${new URL(party.origin).host}`),
    );
    const reach = await popUp.evaluate(() => ({
      app: 'phone' in window || 'require' in window || 'process' in window,
      window: window.open('https://127.0.0.1/') !== null,
    }));
    expect(reach).toEqual({ app: false, window: false });
    // It may be gone before the press is confirmed.
    await popUp
      .getByRole('button')
      .click()
      .catch((error: unknown) => {
        if (!popUp.isClosed()) throw error;
      });
    // The app makes windows of its own meanwhile, so they are not counted.
    await until('the end of it', () => popUp.isClosed());

    // One that is filled in a moment later, as libraries do.
    await page.evaluate((url) => {
      const empty = window.open('about:blank', 'later', 'width=300,height=200');
      if (empty) empty.location.href = url;
    }, `${party.origin}/later`);
    await until('the filled-in window', () => app.electron.windows().some((window) => window.url().endsWith('/later')));
    await signInTwice(app, server);
    await app.status('Ready');
    await until('the end of all pages', () =>
      app.electron.windows().every((window) => window.url().startsWith('switchhook:')),
    );
  } finally {
    party.stop();
  }
});

test('a window that is not shown is said, once', async ({ desktop, launch, server }) => {
  const app = await launch();
  await asked(app, server.credentials.address);
  const page = await adfsPage(app);
  const opened = await page.evaluate(() =>
    ['http://127.0.0.1/', 'file:///etc/passwd', 'ms-msdt:/id', 'about:blank', 'data:text/html,x'].map(
      (url) => window.open(url) !== null,
    ),
  );
  expect(opened).toEqual([false, false, false, false, false]);
  const said = async () => (await desktop.screen.windowTitles()).filter((title) => title === 'Switchhook').length;
  await until('a word about it', async () => (await said()) >= 2);
  await signInTwice(app, server);
  await app.status('Ready');
  await until('the end of the word', async () => (await said()) <= 1);
});

test('the page sends no packet of UDP by WebRTC', async ({ launch, server }) => {
  const listener = await startListener();
  try {
    const app = await launch();
    await asked(app, server.credentials.address);
    const page = await adfsPage(app);
    for (const { name, run } of webRtc) {
      await page
        .evaluate(
          async ({ code, ice }) => {
            const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
            await new Function(`return (${code})`)()({ ice, host: ice, wait });
          },
          { code: String(run), ice: listener.ice },
        )
        .catch((error: unknown) => test.info().annotations.push({ type: name, description: String(error) }));
    }
    // By TCP it reaches whom it likes, as by https.
    expect(listener.heardIce.filter((what) => what === 'a packet')).toEqual([]);
  } finally {
    listener.stop();
  }
});

test('a client certificate of the user is given to nobody', async ({ desktop, launch, server }) => {
  // Keys are made, and Chromium waits for answers that do not come.
  test.setTimeout(240_000);
  // Chromium may have begun one already, which certutil would ask about.
  await desktop.run('rm', ['-rf', join(desktop.folder, 'home/.pki/nssdb')]);
  const store = desktop.makeFolder('home/.pki/nssdb');
  const db = `sql:${store}`;
  await desktop.run('certutil', ['-N', '-d', db, '--empty-password']);
  const noise = desktop.makeFolder('home/noise');
  writeFileSync(join(noise, 'noise'), randomUUID().repeat(10));
  await desktop.run('certutil', [
    ...['-S', '-d', db, '-n', 'dana', '-s', 'CN=Dana Whitfield,E=dana@northwind.example', '-x', '-t', 'u,u,u'],
    ...[
      '-z',
      desktop.share(join(noise, 'noise')),
      '-v',
      '12',
      '--extKeyUsage',
      'clientAuth',
      '--keyUsage',
      'digitalSignature',
    ],
  ]);
  const identity = await makeIdentity([], ['127.0.0.1']);
  const [party, control] = await Promise.all([
    startThirdParty(desktop, server, identity),
    startThirdParty(desktop, server, identity),
  ]);
  try {
    const app = await launch(party.launch);
    await asked(app, server.credentials.address);
    const page = await adfsPage(app);
    await page.evaluate(async (url) => {
      const picture = new Image();
      const over = new Promise((resolve) => {
        picture.onload = picture.onerror = resolve;
      });
      picture.src = `${url}/picture`;
      await over;
      await fetch(`${url}/fetched`).catch(() => {});
    }, party.origin);
    await page.evaluate((url) => {
      window.open(`${url}/window`);
    }, party.origin);
    await until('three requests', () => party.met.length >= 3);
    expect(new Set(party.met)).toEqual(new Set(['nobody']));
    // Electron's own request, as the tokens are asked for.
    const own = await app.electron.evaluate(
      ({ net, session }, url) =>
        new Promise<string>((resolve) => {
          const request = net.request({ url, session: session.fromPartition('sign-in-of-this-test') });
          request.on('response', ({ statusCode }) => resolve(String(statusCode)));
          request.on('error', ({ message }) => resolve(message));
          request.end();
        }),
      `${party.origin}/own`,
    );
    expect(own).not.toBe('');
    expect(new Set(party.met)).toEqual(new Set(['nobody']));

    // There is one that Chromium would give.
    await app.electron.evaluate(
      ({ app: electronApp }) => void electronApp.removeAllListeners('select-client-certificate'),
    );
    await page.evaluate((url) => {
      window.open(url);
    }, control.origin);
    await until('a certificate', () => control.met.some((subject) => subject.includes('Dana Whitfield')));
  } finally {
    control.stop();
    party.stop();
  }
});
