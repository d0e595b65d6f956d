import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, type TestContext, test } from 'node:test';
import { createPhone } from '../../../main/core/create-phone.ts';
import type { Http, SignInPages, Visit } from '../../../main/core/ports.ts';
import { failed, ok, type Result } from '../../../main/core/result.ts';
import { createHttp } from '../../../main/net/http/http.ts';
import { createClientContext } from '../../../main/net/trust/trusted-roots.ts';
import { createUrls } from '../../../main/parsing/urls.ts';
import { createXml } from '../../../main/parsing/xml.ts';
import { createClock } from '../../../main/system/clock.ts';
import { createRandom } from '../../../main/system/random.ts';
import type { AppView } from '../../../preload/contract/index.ts';
import { shows } from '../../shows.ts';
import { startUcwaServer, type UcwaServer, type UcwaServerOptions } from '../../ucwa-server/index.ts';
import { createFakeLog } from '../../unit/core/fakes/log-and-random.ts';
import { createFakeMedia } from '../../unit/core/fakes/media.ts';
import { phoneOptions } from '../../unit/core/fakes/phone-options.ts';
import { createFakeRecords, createFakeSecrets } from '../../unit/core/fakes/storage.ts';
import { createFakeSurroundings } from '../../unit/core/fakes/surroundings.ts';
import { createFakeUpdater } from '../../unit/core/fakes/updater.ts';

/** Names as the server's hosts file has them; whoever is asked without a port answers on the one it has. */
function resolving(http: Http, server: UcwaServer): Http {
  const addresses = new Map(
    readFileSync(server.hostsFile, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' ').reverse() as [string, string]),
  );
  addresses.delete('lyncdiscoverinternal.northwind.example');
  return {
    prepare: http.prepare,
    dropIdle: http.dropIdle,
    send(request) {
      const url = new URL(request.url);
      const name = url.hostname;
      const address = addresses.get(url.hostname);
      if (address === undefined) {
        const failure = failed({ kind: 'name' as const, message: url.hostname });
        return { response: Promise.resolve(failure), sent: Promise.resolve(false), cancel: () => {} };
      }
      url.hostname = address;
      const known = url.protocol === 'https:' ? server.discoveryUrl : (server.httpDiscoveryUrl ?? 'http://x:9/');
      if (url.port === '') url.port = new URL(known).port;
      return http.send({ ...request, url: url.href, headers: { ...request.headers, host: `${name}:${url.port}` } });
    },
  };
}

type Pages = Omit<SignInPages, 'forget'>;
const noPages: Pages = {
  passive: () => assert.fail('no page is needed'),
  authorize: () => assert.fail('no page is needed'),
};

async function setUp(
  t: TestContext,
  options: Partial<UcwaServerOptions>,
  pagesOf = (_http: Http, _server: UcwaServer) => noPages,
) {
  const server = await startUcwaServer({ hosts: 'names', ...options });
  const log = createFakeLog();
  const own = createHttp({ secureContext: () => createClientContext({ extraFiles: [server.caFile], log }) });
  const cookies = new Map<string, string>();
  const plain = resolving(own, server);
  /** With the cookies of the passive page, as the platform's stack would have them. */
  const http: Http = {
    ...plain,
    send: (request) =>
      plain.send(
        request.credentials === 'cookies'
          ? { ...request, headers: { ...request.headers, cookie: cookies.get(new URL(request.url).origin) ?? '' } }
          : request,
      ),
  };
  const pages = pagesOf(http, server);
  const records = createFakeRecords();
  const phone = createPhone(
    {
      http,
      urls: createUrls(),
      secrets: createFakeSecrets(),
      records,
      clock: createClock(),
      random: createRandom(),
      log,
      media: createFakeMedia(),
      xml: createXml(),
      surroundings: createFakeSurroundings(),
      signInPages: { ...pages, forget: () => cookies.clear() },
      updater: createFakeUpdater(),
      proxyAccess: { offer() {} },
    },
    phoneOptions,
  );
  t.after(async () => {
    await phone.stop();
    own.close();
    const told = server.violations.map(({ method, path, detail }) => `${method} ${path}: ${detail}`);
    const left = server.applications.length;
    await server.stop();
    assert.deepEqual(told, []);
    assert.equal(left, 0, 'no application is left behind');
  });

  const told = (): string => `: ${JSON.stringify(phone.view().session)}\n${server.ledger.text(20)}`;
  const showsIn = (fits: (view: AppView) => boolean, what: string): Promise<AppView> =>
    shows(phone, fits, what, { withinMs: 60_000, told });

  return {
    server,
    phone,
    cookies,
    shows: showsIn,
    ready: () => showsIn(({ session }) => session.status === 'Ready', 'Ready'),
    signIn(password = server.credentials.password) {
      const { address, userName } = server.credentials;
      const request = { address, userName, password, keep: true, server: '' };
      assert.deepEqual(phone.command({ type: 'sign-in', request }), { ok: true });
    },
  };
}

/** A form of a page with those fields typed in, as a browser sends it. */
async function submit(http: Http, page: string, html: string, typed: Readonly<Record<string, string>>) {
  const plain = (text: string | undefined): string => (text ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  const fields = { ...Object.fromEntries(hidden.map(([, name, value]) => [plain(name), plain(value)])), ...typed };
  const url = new URL(plain(/action="([^"]+)"/.exec(html)?.[1]), page).href;
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = String(new URLSearchParams(fields));
  return { url, ...(await answered(http, { method: 'POST', url, headers, body, timeoutMs: 30_000 })) };
}

async function answered(http: Http, request: Parameters<Http['send']>[0]) {
  const result = await http.send(request).response;
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

const open = (http: Http, url: string) => answered(http, { method: 'GET', url, headers: {}, timeoutMs: 30_000 });

function visit<Value>(run: () => Promise<Value>): Visit<Value> {
  return { outcome: run().then((value): Result<Value, never> => ok(value)), close: () => {} };
}

describe('discovery', () => {
  for (const options of [
    { discovery: 'user' },
    { discovery: 'redirect' },
    { discovery: 'redirect-302' },
    { discovery: 'user-redirect' },
    { discovery: 'other-pool' },
    { discovery: 'user', applicationsChallenge: 403 },
    { discovery: 'user', applicationsChallenge: 500 },
    { discovery: 'redirect', forceXml: true },
    { httpHop: '302' },
    { httpHop: 'link' },
  ] as const) {
    test(`${JSON.stringify(options)} leads to a session`, async (t) => {
      const { server, signIn, ready } = await setUp(t, options);
      if ('httpHop' in options) await server.refuseHost('discovery', true);
      signIn();
      await ready();
    });
  }

  for (const options of [{ discovery: 'foreign' }, { discovery: 'foreign-302' }] as const) {
    test(`${JSON.stringify(options)} is a question, and no credential comes there before the answer`, async (t) => {
      const { server, phone, shows, signIn, ready } = await setUp(t, options);
      signIn();
      const { session } = await shows((view) => view.session.signIn?.trust != null, 'a question');
      assert.deepEqual(session.signIn?.trust, { host: 'lyncdiscover.fabrikam.example', domain: 'fabrikam.example' });
      server.signIn.foreignIsTrusted = true;
      phone.command({ type: 'trust-domain', domain: 'fabrikam.example', trusted: true });
      await ready();
    });
  }

  for (const [options, title] of [
    [{ discovery: 'loop' }, /does not speak UCWA/],
    [{ discovery: 'long' }, /does not speak UCWA/],
    [{ discovery: 'downgrade' }, /is only reached without encryption/],
    [{ discoveryCertificate: 'other-name' }, /certificate is not trusted/],
    [{ discoveryCertificate: 'other-name', httpHop: '302' }, /certificate is not trusted/],
    [{ discoveryCertificate: 'other-name', httpHop: 'foreign-302' }, /certificate is not trusted/],
  ] as const) {
    test(`${JSON.stringify(options)} ends in words`, async (t) => {
      const { shows, signIn } = await setUp(t, options);
      signIn();
      const { session } = await shows((view) => view.session.signIn?.problem != null, 'a problem');
      assert.match(session.signIn?.problem?.title ?? '', title);
    });
  }
});

test('plain HTTP that leads to another domain is no question: it may be a guest network', async (t) => {
  const { server, shows, signIn } = await setUp(t, { httpHop: 'foreign-302' });
  await server.refuseHost('discovery', true);
  signIn();
  const { session } = await shows((view) => view.session.signIn?.problem != null, 'a problem');
  assert.match(session.signIn?.problem?.title ?? '', /without encryption points to another domain/);
  assert.match(session.signIn?.problem?.help ?? '', /guest network/);
  assert.equal(session.signIn?.trust, null);
});

test('a token of seconds is renewed again and again before it ends: the server refuses none', async (t) => {
  const { server, signIn, ready } = await setUp(t, { tokenSeconds: 3 });
  signIn();
  await ready();
  for (let renewals = 0; renewals < 3; renewals += 1) {
    const { seq } = server.ledger.entries.at(-1) ?? { seq: 0 };
    await server.waitFor(({ kind, rel, status }) => kind === 'response' && rel === 'oauthtoken' && status === 200, {
      since: seq,
    });
  }
  const refused = server.ledger.entries.filter(
    ({ kind, rel, status }) => kind === 'response' && rel === 'events' && status === 401,
  );
  assert.equal(refused.length, 0);
});

test('by the passive page, with its cookies and without a password', async (t) => {
  const cookies = new Map<string, string>();
  const { server, signIn, ready, ...rig } = await setUp(t, { grants: ['urn:microsoft.rtc:passive'] }, (http, at) => ({
    ...noPages,
    passive: (url, origin) =>
      visit(async () => {
        const onward = (await open(http, url)).headers.location?.[0] ?? '';
        const typed = { UserName: at.account.address, Password: at.credentials.password };
        const working = await submit(http, onward, (await open(http, onward)).body, typed);
        const done = await submit(http, working.url, working.body, {});
        cookies.set(origin, done.headers['set-cookie']?.[0]?.split(';')[0] ?? '');
        rig.cookies.set(origin, cookies.get(origin) ?? '');
        return null;
      }),
  }));
  signIn('');
  await ready();
  assert.equal(server.violations.length, 0);
  assert.ok(cookies.size > 0);
});

test('by OAuth 2.0: one page, one token for each host', async (t) => {
  let pages = 0;
  const codeVerifier = 'v'.repeat(64);
  const { signIn, ready } = await setUp(t, { grants: [], oauth: true }, (http, at) => ({
    ...noPages,
    authorize: (request) =>
      visit(async () => {
        pages += 1;
        const redirectUri = 'http://127.0.0.1:49152/';
        const page = new URL(request.authorizationUri);
        const parameters = {
          response_type: 'code',
          client_id: request.clientId,
          redirect_uri: redirectUri,
          resource: request.resource,
          state: 's'.repeat(32),
          code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
          code_challenge_method: 'S256',
          login_hint: request.loginHint,
        };
        for (const [name, value] of Object.entries(parameters)) page.searchParams.set(name, value);
        const typed = { UserName: at.account.address, Password: at.credentials.password };
        const done = await submit(http, page.href, (await open(http, page.href)).body, typed);
        const code = new URL(done.headers.location?.[0] ?? '').searchParams.get('code') ?? '';
        return { code, codeVerifier, redirectUri };
      }),
  }));
  signIn('');
  await ready();
  assert.equal(pages, 1);
});
