import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createPlainServer, type IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import type { HttpRequest, HttpResponse, TransportFailure, TypedCredentials } from '../../../../main/core/ports.ts';
import type { Result } from '../../../../main/core/result.ts';
import { createHttp, type NodeHttp } from '../../../../main/net/http/http.ts';
import { createClientContext } from '../../../../main/net/trust/trusted-roots.ts';
import { until } from '../../../desktop/until.ts';
import { freePort } from '../../../peers/free-port.ts';
import { createAuthority } from '../authority.ts';
import { type ProxyOptions, startProxy } from './proxy-server.ts';

const authority = createAuthority();
const identity = authority.issue('localhost');
after(() => authority.remove());

const silent = { debug() {}, info() {}, warn() {}, error() {} };

interface Origin {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly IncomingMessage[];
  /** Ports from which connections came. */
  readonly from: ReadonlySet<number | undefined>;
}

async function startOrigin(t: TestContext, secure = true): Promise<Origin> {
  const requests: IncomingMessage[] = [];
  const from = new Set<number | undefined>();
  const answer = (request: IncomingMessage, response: import('node:http').ServerResponse): void => {
    requests.push(request);
    from.add(request.socket.remotePort);
    response.end('{"from":"origin"}');
  };
  const server = secure ? createServer(identity, answer) : createPlainServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `${secure ? 'https' : 'http'}://localhost:${port}/path?q=1`, port, requests, from };
}

async function proxyFor(t: TestContext, options: ProxyOptions = {}) {
  const proxy = await startProxy(options);
  t.after(() => proxy.close());
  return proxy;
}

interface Knowing {
  readonly credentials?: readonly (TypedCredentials | null)[];
  /** Hears what a proxy took. */
  readonly onTaken?: (authorization: string) => void;
}

function httpOver(t: TestContext, route: string, { credentials = [], onTaken = () => {} }: Knowing = {}): NodeHttp {
  const http = createHttp({
    secureContext: () => createClientContext({ extraFiles: [authority.file], log: silent }),
    resolveProxy: async () => route,
    credentialSources: credentials.map((found) => async () => found),
    onProxyTaken: (_proxy, authorization) => onTaken(authorization),
    limits: { connectMs: 1_500, bodyMs: 1_000 },
  });
  t.after(() => http.close());
  return http;
}

function get(http: NodeHttp, url: string, more: Partial<HttpRequest> = {}) {
  return http.send({ method: 'GET', url, headers: {}, timeoutMs: 10_000, ...more });
}

function outcome(result: Result<HttpResponse, TransportFailure>): string {
  return result.ok ? String(result.value.status) : `${result.failure.kind} ${result.failure.proxy ?? ''}`.trim();
}

const user: TypedCredentials = { userName: 'dana', password: 'pä:ss' };
const known = 'dana:pä:ss';

test('https goes through a tunnel, which is kept for the next request', async (t) => {
  const origin = await startOrigin(t);
  const proxy = await proxyFor(t);
  const http = httpOver(t, `PROXY 127.0.0.1:${proxy.port}`);
  for (let count = 0; count < 3; count += 1) assert.equal(outcome(await get(http, origin.url).response), '200');
  assert.deepEqual(
    proxy.asked.map(({ line }) => line),
    [`CONNECT localhost:${origin.port}`],
  );
  assert.equal(origin.from.size, 1);
});

test('a request of its own connection gets a tunnel of its own, which ends with it', async (t) => {
  const origin = await startOrigin(t);
  const proxy = await proxyFor(t);
  const http = httpOver(t, `PROXY 127.0.0.1:${proxy.port}`);
  assert.equal(outcome(await get(http, origin.url).response), '200');
  const own = get(http, origin.url, { ownConnection: true });
  assert.equal(await own.sent, true);
  assert.equal(outcome(await own.response), '200');
  assert.equal(proxy.asked.length, 2);
  const [, second] = origin.requests;
  await until('the end of the tunnel', () => second?.socket.destroyed);
  assert.equal(origin.requests[0]?.socket.destroyed, false);
});

test('http is passed on by the proxy in absolute form', async (t) => {
  const origin = await startOrigin(t, false);
  const proxy = await proxyFor(t);
  const http = httpOver(t, `PROXY 127.0.0.1:${proxy.port}`);
  assert.equal(outcome(await get(http, origin.url).response), '200');
  assert.deepEqual(
    proxy.asked.map(({ line }) => line),
    [`GET ${origin.url}`],
  );
  assert.equal(origin.requests[0]?.headers.host, `localhost:${origin.port}`);
});

test('a proxy that itself speaks TLS is checked like any server', async (t) => {
  const origin = await startOrigin(t);
  const proxy = await proxyFor(t, { identity });
  assert.equal(outcome(await get(httpOver(t, `HTTPS localhost:${proxy.port}`), origin.url).response), '200');
  const stranger = createAuthority();
  const other = await proxyFor(t, { identity: stranger.issue('localhost') });
  stranger.remove();
  const refused = await get(httpOver(t, `HTTPS localhost:${other.port}`), origin.url).response;
  assert.equal(outcome(refused), `proxy https://localhost:${other.port}`);
  assert.equal(other.asked.length, 0);
});

test('a certificate that is not trusted is refused through a tunnel too, before anything is sent', async (t) => {
  const origin = await startOrigin(t);
  const proxy = await proxyFor(t);
  const http = createHttp({
    secureContext: () => createClientContext({ extraFiles: [], log: silent }),
    resolveProxy: async () => `PROXY 127.0.0.1:${proxy.port}`,
  });
  t.after(() => http.close());
  const exchange = get(http, origin.url);
  assert.equal(outcome(await exchange.response), 'certificate');
  assert.equal(await exchange.sent, false);
  assert.equal(origin.requests.length, 0);
});

test('a proxy that is gone is passed over, and comes last for a while', async (t) => {
  const origin = await startOrigin(t);
  const gone = await startProxy();
  await gone.close();
  const proxy = await proxyFor(t);
  const http = httpOver(t, `PROXY 127.0.0.1:${gone.port}; PROXY 127.0.0.1:${proxy.port}; DIRECT`);
  assert.equal(outcome(await get(http, origin.url).response), '200');
  assert.equal(proxy.asked.length, 1);
  const only = httpOver(t, `PROXY 127.0.0.1:${gone.port}`);
  assert.equal(outcome(await get(only, origin.url).response), `proxy 127.0.0.1:${gone.port}`);
  const direct = httpOver(t, `PROXY 127.0.0.1:${gone.port}; DIRECT`);
  assert.equal(outcome(await get(direct, origin.url).response), '200');
});

test('what a proxy answers instead of a tunnel is never taken for the server’s answer', async (t) => {
  const origin = await startOrigin(t);
  for (const refusal of [302, 403, 503]) {
    const proxy = await proxyFor(t, { refusal });
    const exchange = get(httpOver(t, `PROXY 127.0.0.1:${proxy.port}`), origin.url);
    assert.equal(outcome(await exchange.response), `proxy 127.0.0.1:${proxy.port}`);
    assert.equal(await exchange.sent, false);
  }
  assert.equal(origin.requests.length, 0);
});

test('a proxy that says nothing costs no more than the time for connecting', async (t) => {
  const origin = await startOrigin(t);
  const proxy = await proxyFor(t, { mute: true });
  const startedAt = performance.now();
  const exchange = get(httpOver(t, `PROXY 127.0.0.1:${proxy.port}`), origin.url, { timeoutMs: 200_000 });
  assert.equal(outcome(await exchange.response), 'timeout');
  assert.ok(performance.now() - startedAt < 10_000);
});

for (const secure of [true, false]) {
  const scheme = secure ? 'https' : 'http';

  test(`${scheme}: a proxy that asks is told who is there, once`, async (t) => {
    const origin = await startOrigin(t, secure);
    const proxy = await proxyFor(t, { credentials: known });
    const http = httpOver(t, `PROXY 127.0.0.1:${proxy.port}`, { credentials: [null, user] });
    assert.equal(outcome(await get(http, origin.url).response), '200');
    assert.equal(outcome(await get(http, origin.url, { ownConnection: true }).response), '200');
    assert.deepEqual(
      proxy.asked.map(({ authorization }) => authorization !== undefined),
      [false, true, true],
    );
    for (const { headers } of origin.requests) assert.equal(headers['proxy-authorization'], undefined);
  });

  test(`${scheme}: a proxy that is never satisfied is asked once for each answer that is known`, async (t) => {
    const origin = await startOrigin(t, secure);
    const proxy = await proxyFor(t, { credentials: 'somebody:else' });
    const others = [user, user, { ...user, password: 'other' }];
    const http = httpOver(t, `PROXY 127.0.0.1:${proxy.port}; DIRECT`, { credentials: others });
    const result = await get(http, origin.url).response;
    assert.equal(outcome(result), `proxy-auth 127.0.0.1:${proxy.port}`);
    assert.equal(proxy.asked.length, 3);
    assert.equal(origin.requests.length, 0);
  });

  test(`${scheme}: nothing is told to a proxy that wants more than Basic`, async (t) => {
    const origin = await startOrigin(t, secure);
    const proxy = await proxyFor(t, { credentials: known, challenge: 'Negotiate' });
    const http = httpOver(t, `PROXY 127.0.0.1:${proxy.port}`, { credentials: [user] });
    const result = await get(http, origin.url).response;
    assert.equal(outcome(result), `proxy-scheme 127.0.0.1:${proxy.port}`);
    assert.equal(result.ok ? '' : result.failure.message, '407 Negotiate');
    assert.equal(proxy.asked.length, 1);
  });
}

test('a proxy that says 401 to what is wrong is told the next, and it is not taken for a yes', async (t) => {
  const taken: string[] = [];
  const [secure, plain] = [await startOrigin(t, true), await startOrigin(t, false)];
  const proxy = await proxyFor(t, { credentials: known, says401: true });
  const wrong = { ...user, password: 'wrong' };
  const over = (credentials: readonly TypedCredentials[]) =>
    httpOver(t, `PROXY 127.0.0.1:${proxy.port}`, { credentials, onTaken: (value) => taken.push(value) });
  const failing = over([wrong]);
  assert.equal(outcome(await get(failing, secure.url).response), `proxy-auth 127.0.0.1:${proxy.port}`);
  assert.equal(outcome(await get(failing, plain.url).response), '401');
  assert.deepEqual(taken, []);
  assert.equal(outcome(await get(over([wrong, user]), secure.url).response), '200');
  assert.deepEqual(taken, [`Basic ${Buffer.from(known).toString('base64')}`]);
});

test('a server that plays the proxy gets nothing of what the proxy gets', async (t) => {
  const seen: unknown[] = [];
  const server = createServer(identity, (request, response) => {
    seen.push(request.headers['proxy-authorization']);
    response.writeHead(407, { 'proxy-authenticate': 'Basic realm="trap"' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const url = `https://localhost:${(server.address() as AddressInfo).port}/`;
  const proxy = await proxyFor(t, { credentials: known });
  for (const route of [`PROXY 127.0.0.1:${proxy.port}`, 'DIRECT']) {
    const http = httpOver(t, route, { credentials: [user] });
    assert.equal(outcome(await get(http, url).response), '407');
    http.close();
  }
  assert.deepEqual(seen, [undefined, undefined]);
});

test('what a proxy took is told for the way on which it is, by the scheme by which it took it', async (t) => {
  const origin = await startOrigin(t);
  const proxy = await proxyFor(t, { credentials: known });
  let route = `PROXY 127.0.0.1:${proxy.port}`;
  const http = createHttp({
    secureContext: () => createClientContext({ extraFiles: [authority.file], log: silent }),
    resolveProxy: async (url) => (url.includes('elsewhere') ? 'DIRECT' : route),
    credentialSources: [async () => user],
  });
  t.after(() => http.close());
  const told = (url = origin.url, port = proxy.port) => http.proxyAccount(url, '127.0.0.1', port);
  assert.equal(await told(), null, 'not before it took any');
  assert.equal(outcome(await get(http, origin.url).response), '200');
  assert.deepEqual(await told(), user);
  assert.equal(await told(origin.url, proxy.port + 1), null, 'another port');
  assert.equal(await told('https://elsewhere.example/'), null, 'a server to which it is not the way');
  for (const other of ['HTTPS', 'SOCKS5']) {
    route = `${other} 127.0.0.1:${proxy.port}`;
    http.adapt(new Set(['127.0.0.1']));
    assert.equal(await told(), null, other);
  }
  route = `PROXY 127.0.0.1:${proxy.port}; HTTPS 127.0.0.1:${proxy.port}`;
  http.adapt(new Set(['127.0.0.1']));
  assert.equal(await told(), null, 'both at one port');
});

test('an exchange that is cancelled while the tunnel is made ends at once', async (t) => {
  const origin = await startOrigin(t);
  const proxy = await proxyFor(t, { mute: true });
  const exchange = get(httpOver(t, `PROXY 127.0.0.1:${proxy.port}`), origin.url);
  setTimeout(() => exchange.cancel(), 100);
  assert.equal(outcome(await exchange.response), 'cancelled');
  assert.equal(await exchange.sent, false);
});

/** Resolves when the program listens; it is ended with the test. */
async function startProgram(t: TestContext, port: number, command: string, ...args: string[]): Promise<void> {
  const child: ChildProcess = spawn(command, args, { stdio: 'ignore' });
  t.after(() => child.kill('SIGKILL'));
  await until(`${command} on port ${port}`, () => {
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}`);
    return new Promise<boolean>((resolve) => {
      const probe = connect(port, '127.0.0.1', () => resolve(true));
      probe.once('error', () => resolve(false)).once('connect', () => probe.destroy());
    });
  });
}

const isMissing = (program: string) => spawnSync('which', [program]).status !== 0 && `${program} is not installed`;

test('tinyproxy with a password', { skip: isMissing('tinyproxy') }, async (t) => {
  const origin = await startOrigin(t);
  const plain = await startOrigin(t, false);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'tinyproxy-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'tinyproxy.conf');
  writeFileSync(file, `Port ${port}\nListen 127.0.0.1\nTimeout 60\nMaxClients 20\nBasicAuth dana secret\n`);
  await startProgram(t, port, 'tinyproxy', '-d', '-c', file);
  const credentials = [{ userName: 'dana', password: 'secret' }];
  const http = httpOver(t, `PROXY 127.0.0.1:${port}`, { credentials });
  assert.equal(outcome(await get(http, origin.url).response), '200');
  assert.equal(outcome(await get(http, plain.url).response), '200');
  const stranger = httpOver(t, `PROXY 127.0.0.1:${port}`);
  assert.equal(outcome(await get(stranger, origin.url).response), `proxy-auth 127.0.0.1:${port}`);
  assert.equal(outcome(await get(stranger, plain.url).response), `proxy-auth 127.0.0.1:${port}`);
});

test('microsocks', { skip: isMissing('microsocks') }, async (t) => {
  const origin = await startOrigin(t);
  const port = await freePort();
  await startProgram(t, port, 'microsocks', '-i', '127.0.0.1', '-p', String(port));
  const http = httpOver(t, `SOCKS5 127.0.0.1:${port}`);
  for (let count = 0; count < 3; count += 1) assert.equal(outcome(await get(http, origin.url).response), '200');
  assert.equal(origin.from.size, 1);
  const closed = await freePort();
  const refused = await get(http, `https://localhost:${closed}/`).response;
  assert.equal(outcome(refused), `proxy socks5://127.0.0.1:${port}`);
});

test('nothing goes past a proxy that was decided on and could not be set, until it could', async (t) => {
  const origin = await startOrigin(t);
  const proxy = await proxyFor(t, {});
  let isSet = false;
  const http = createHttp({
    secureContext: () => createClientContext({ extraFiles: [authority.file], log: silent }),
    resolveProxy: async () => {
      if (!isSet) throw new Error('not set');
      return `PROXY 127.0.0.1:${proxy.port}`;
    },
    withoutProxyAnswer: 'nothing',
  });
  t.after(() => http.close());
  const release = http.prepare(origin.url);
  assert.equal(outcome(await get(http, origin.url).response), 'proxy-unknown');
  assert.equal(await http.proxyAccount(origin.url, '127.0.0.1', proxy.port), null);
  release();
  isSet = true;
  assert.equal(outcome(await get(http, origin.url).response), '200');
});
