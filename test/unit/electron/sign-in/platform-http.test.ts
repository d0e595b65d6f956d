import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { describe, test } from 'node:test';
import type { AuthInfo, ClientRequest, Session } from 'electron';
import type { HttpRequest } from '../../../../main/core/ports.ts';
import { createPlatformHttp } from '../../../../main/electron/sign-in/platform-http.ts';
import { createAskedOrigins } from '../../../../main/electron/sign-in/sign-in-session.ts';
import { createManualClock } from '../manual-clock.ts';

const typed = { userName: 'CONTOSO\\dana', password: 'secret' };
const url = 'https://pool.contoso.com/WebTicket/oauthtoken';
const ntlm: AuthInfo = { isProxy: false, scheme: 'ntlm', host: 'pool.contoso.com', port: 443, realm: '' };

/** Electron's request, told by the test what the network does. */
class AskedFor extends EventEmitter {
  readonly said: unknown[][] = [];
  isAborted = false;
  setHeader(): void {}
  end(): void {}
  abort(): void {
    this.isAborted = true;
  }
  challenge(challenge: AuthInfo): void {
    this.emit('login', challenge, (...words: unknown[]) => this.said.push(words));
  }
  answer(statusCode: number): void {
    const message = Object.assign(new EventEmitter(), { statusCode, headers: {} });
    this.emit('response', message);
    message.emit('end');
  }
}

function setUp(clear: () => Promise<void> = async () => {}, ready: Promise<void> = Promise.resolve()) {
  const steps: string[] = [];
  const requests: AskedFor[] = [];
  const clock = createManualClock();
  const session = {
    clearAuthCache: () => clear().then(() => void steps.push('passwords forgotten')),
    closeAllConnections: async () => void steps.push('connections closed'),
    allowNTLMCredentialsForDomains: (list: string) => void steps.push(`ticket for ${list}`),
  } as unknown as Session;
  const http = createPlatformHttp({
    request(options) {
      steps.push(`${options.method} ${options.url}`);
      const asked = new AskedFor();
      requests.push(asked);
      return asked as unknown as ClientRequest;
    },
    session: () => session,
    ready: () => ready,
    clock,
    asked: createAskedOrigins(),
    proxyAccount: async () => null,
  });
  const send = (credentials: HttpRequest['credentials'], to = url) =>
    http.send({
      method: 'POST',
      url: to,
      headers: {},
      timeoutMs: 20_000,
      ...(credentials === undefined ? {} : { credentials }),
    });
  return { steps, requests, clock, send };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the list of hosts that get a ticket takes no more than one plain name', () => {
  for (const [host, listed] of [
    ['sts.contoso.com', 'sts.contoso.com'],
    ['10.0.0.1', '10.0.0.1'],
    ['[2001:db8::1]', '[2001:db8::1]'],
    ['*,x.contoso.com', 'nobody.invalid'],
    ['*.contoso.com', 'nobody.invalid'],
    ['*', 'nobody.invalid'],
    ['a,b.contoso.com', 'nobody.invalid'],
    ['a_b.contoso.com', 'nobody.invalid'],
  ] as const) {
    test(host, async () => {
      const { steps, send } = setUp();
      send('integrated', `https://${host}/t`);
      await settled();
      assert.ok(steps.includes(`ticket for ${listed}`), steps.join());
    });
  }
});

for (const credentials of ['cookies', 'integrated'] as const) {
  test(`a request with ${credentials} waits until its session goes by the right proxies`, async () => {
    const held = Promise.withResolvers<void>();
    const { requests, send } = setUp(undefined, held.promise);
    send(credentials);
    await settled();
    assert.equal(requests.length, 0);
    held.resolve();
    await settled();
    assert.equal(requests.length, 1);
  });
}

describe('a request with a typed account', () => {
  test('begins with nobody signed in, and is never the one of this computer', async () => {
    const { steps, requests, send } = setUp();
    const { response } = send(typed);
    await settled();
    assert.deepEqual(steps.slice(0, 2).sort(), ['connections closed', 'passwords forgotten']);
    assert.deepEqual(steps.slice(2), ['ticket for nobody.invalid', `POST ${url}`]);
    requests[0]?.challenge(ntlm);
    requests[0]?.answer(200);
    assert.deepEqual(requests[0]?.said, [[typed.userName, typed.password]]);
    const outcome = await response;
    assert.deepEqual(outcome.ok && [outcome.value.status, outcome.value.tookCredentials], [200, true]);
  });

  test('gives it once, and tells that it was asked for', async () => {
    const { requests, send } = setUp();
    const { response } = send(typed);
    await settled();
    requests[0]?.challenge(ntlm);
    requests[0]?.challenge(ntlm);
    requests[0]?.answer(401);
    assert.deepEqual(requests[0]?.said, [[typed.userName, typed.password], []]);
    const outcome = await response;
    assert.deepEqual(outcome.ok && [outcome.value.status, outcome.value.tookCredentials], [401, true]);
  });

  test('tells that it was not, and gives a proxy nothing', async () => {
    const { requests, send } = setUp();
    const { response } = send(typed);
    await settled();
    requests[0]?.challenge({ ...ntlm, isProxy: true });
    await settled();
    requests[0]?.answer(401);
    assert.deepEqual(requests[0]?.said, [[]]);
    const outcome = await response;
    assert.equal(outcome.ok && outcome.value.tookCredentials, false);
  });

  test('is not sent where nothing can be forgotten', async () => {
    const { steps, requests, send } = setUp(() => Promise.reject(new Error('no')));
    const outcome = await send(typed).response;
    assert.equal(!outcome.ok && outcome.failure.kind, 'network');
    assert.equal(requests.length, 0);
    assert.ok(!steps.some((step) => step.startsWith('POST')));
  });

  test('has its deadline also while that takes long', async () => {
    const { clock, requests, send } = setUp(() => new Promise(() => {}));
    const { response } = send(typed);
    clock.advance(20_000);
    const outcome = await response;
    assert.equal(!outcome.ok && outcome.failure.kind, 'timeout');
    assert.equal(requests.length, 0);
  });

  test('that was cancelled before its turn never begins', async () => {
    const { requests, send } = setUp();
    const first = send(typed);
    const second = send(typed);
    second.cancel();
    await settled();
    requests[0]?.answer(200);
    await first.response;
    await settled();
    assert.equal(requests.length, 1);
    const outcome = await second.response;
    assert.equal(!outcome.ok && outcome.failure.kind, 'cancelled');
  });
});

describe('a request as the user of this computer', () => {
  test('has its host alone on the list, as long as it lasts', async () => {
    const { steps, requests, send } = setUp();
    const first = send('integrated');
    const second = send('integrated', 'https://pool2.contoso.com/x');
    await settled();
    assert.equal(requests.length, 1, 'one after the other');
    requests[0]?.challenge(ntlm);
    assert.deepEqual(requests[0]?.said, [[]]);
    requests[0]?.answer(200);
    const outcome = await first.response;
    assert.equal(outcome.ok && outcome.value.tookCredentials, undefined);
    await settled();
    requests[1]?.answer(200);
    await second.response;
    await settled();
    assert.deepEqual(
      steps.filter((step) => step.startsWith('ticket')),
      ['pool.contoso.com', 'nobody.invalid', 'pool2.contoso.com', 'nobody.invalid'].map((host) => `ticket for ${host}`),
    );
  });

  test('that broke off lets the next one through', async () => {
    const { requests, send } = setUp();
    const first = send('integrated');
    const second = send(typed);
    await settled();
    requests[0]?.emit('error', new Error('net::ERR_CONNECTION_RESET'));
    assert.equal((await first.response).ok, false);
    await settled();
    requests[1]?.answer(200);
    assert.equal((await second.response).ok, true);
  });
});

test('a proxy that refuses is not taken for the server', async () => {
  const { requests, send } = setUp();
  const { response } = send('cookies');
  await settled();
  requests[0]?.challenge({ ...ntlm, isProxy: true, scheme: 'basic' });
  requests[0]?.answer(407);
  const outcome = await response;
  assert.deepEqual(!outcome.ok && [outcome.failure.kind, outcome.failure.proxy], ['proxy-scheme', '']);
});

test('a request with cookies waits for nobody and signs nobody out', async () => {
  const { steps, requests, send } = setUp(() => new Promise(() => {}));
  void send(typed);
  const { response } = send('cookies');
  await settled();
  requests[0]?.answer(200);
  assert.equal((await response).ok, true);
  assert.equal(steps.at(-1), `POST ${url}`);
});
