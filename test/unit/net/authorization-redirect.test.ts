import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { describe, test } from 'node:test';
import type { AuthorizationRequest } from '../../../main/core/ports.ts';
import { authorizeInBrowser } from '../../../main/net/authorization-redirect.ts';
import { createClock } from '../../../main/system/clock.ts';
import { englishWords } from '../core/fakes/words.ts';

const request: AuthorizationRequest = {
  authorizationUri: 'https://login.contoso.com/oauth2/authorize?tenant=7',
  clientId: 'client-1',
  resource: 'https://pool.contoso.com',
  loginHint: 'dana@contoso.com',
};

/** The person at the browser: gets the authorization page's parameters, and says where the page sends the browser. */
function visit(browse: (page: URLSearchParams) => Promise<void>, change: Partial<AuthorizationRequest> = {}) {
  let browsed: Promise<void> = Promise.resolve();
  const open = async (url: string): Promise<void> => {
    browsed = browse(new URL(url).searchParams);
    await browsed;
  };
  const { outcome, close } = authorizeInBrowser(
    { ...request, ...change },
    { open, clock: createClock(), words: englishWords },
  );
  return {
    outcome: outcome.then((result) =>
      browsed.then(
        () => result,
        () => result,
      ),
    ),
    close,
  };
}

function redirectOf(page: URLSearchParams, parameters: Record<string, string>): URL {
  const url = new URL(page.get('redirect_uri') ?? '');
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}

const stateOf = (page: URLSearchParams): string => page.get('state') ?? '';

describe('sign-in in the browser', () => {
  test('the code of the redirect comes with the verifier that the page was shown the challenge of', async () => {
    let page = new URLSearchParams();
    let shown = '';
    const { outcome } = visit(async (parameters) => {
      page = parameters;
      shown = await (await fetch(redirectOf(page, { code: 'code-1', state: stateOf(page) }))).text();
    });
    const result = await outcome;
    assert.ok(result.ok);
    assert.equal(result.value.code, 'code-1');
    assert.equal(result.value.redirectUri, page.get('redirect_uri'));
    const challenge = createHash('sha256').update(result.value.codeVerifier).digest('base64url');
    assert.equal(page.get('code_challenge'), challenge);
    assert.equal(page.get('code_challenge_method'), 'S256');
    assert.equal(page.get('response_type'), 'code');
    assert.equal(page.get('resource'), request.resource);
    assert.equal(page.get('client_id'), request.clientId);
    assert.equal(page.get('login_hint'), request.loginHint);
    assert.equal(page.get('tenant'), '7', 'what the address had before stays');
    assert.match(page.get('redirect_uri') ?? '', /^http:\/\/127\.0\.0\.1:\d+\/$/);
    assert.match(shown, /You are signed in/);
  });

  test('only a redirect with the right state counts, and a page cannot guess it', async () => {
    const statuses: number[] = [];
    const { outcome } = visit(async (page) => {
      for (const state of ['', 'guess', stateOf(page).slice(1)]) {
        statuses.push((await fetch(redirectOf(page, { code: 'stolen', state }))).status);
      }
      const elsewhere = redirectOf(page, { code: 'stolen', state: stateOf(page) });
      elsewhere.pathname = '/other';
      statuses.push((await fetch(elsewhere)).status);
      const post = redirectOf(page, { code: 'stolen', state: stateOf(page) });
      statuses.push((await fetch(post, { method: 'POST' })).status);
      await fetch(redirectOf(page, { code: 'good', state: stateOf(page) }));
    });
    const result = await outcome;
    assert.ok(result.ok);
    assert.equal(result.value.code, 'good');
    assert.deepEqual(statuses, [404, 404, 404, 404, 404]);
  });

  test('what the page refuses is told with its error, and the browser is told too', async () => {
    let shown = '';
    const { outcome } = visit(async (page) => {
      const url = redirectOf(page, { error: 'access_denied', state: stateOf(page) });
      shown = await (await fetch(url)).text();
    });
    assert.deepEqual(await outcome, { ok: false, failure: { kind: 'refused', message: 'access_denied' } });
    assert.match(shown, /refused/);
    assert.doesNotMatch(shown, /access_denied/, 'nothing of the address is shown');
  });

  test('after the end nothing listens any more, spare connections included', async () => {
    let port = 0;
    const visiting = visit(async (page) => {
      port = Number(new URL(page.get('redirect_uri') ?? '').port);
    });
    while (port === 0) await new Promise((resolve) => setImmediate(resolve));
    const spare = connect(port, '127.0.0.1');
    await new Promise((resolve) => spare.once('connect', resolve));
    const spareEnded = new Promise((resolve) => spare.once('close', resolve));
    visiting.close();
    assert.deepEqual(await visiting.outcome, { ok: false, failure: { kind: 'closed', message: 'Cancelled' } });
    await spareEnded;
    await assert.rejects(fetch(`http://127.0.0.1:${port}/`));
  });

  test('an authorization page without https is not opened', async () => {
    for (const authorizationUri of [
      'http://login.contoso.com/a',
      'file:///etc/passwd',
      'javascript:1',
      'https://a@b/',
      '',
    ]) {
      let opened = false;
      const browse = async () => {
        opened = true;
      };
      const result = await visit(browse, { authorizationUri }).outcome;
      assert.equal(result.ok, false, authorizationUri);
      assert.equal(opened, false, authorizationUri);
    }
  });

  test('a browser that cannot be opened is said', async () => {
    const result = await visit(() => Promise.reject(new Error('no xdg-open'))).outcome;
    assert.deepEqual(result, { ok: false, failure: { kind: 'failed', message: 'No browser could be opened' } });
  });

  test('whatever else comes to the listener is answered or cut off, and the redirect still counts', async () => {
    const { outcome } = visit(async (page) => {
      const { port, host } = new URL(page.get('redirect_uri') ?? '');
      const state = stateOf(page);
      const get = (target: string, method = 'GET'): string => `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
      const good = `/?state=${state}&code=stolen`;
      for (const text of [
        ...[
          '//',
          '///',
          '//[',
          '/\\',
          '*',
          '',
          'x',
          'http://[',
          'http://',
          '//%',
          '/%',
          '/?%',
          '/?%ff=%',
          '?',
          '/#',
        ].map((t) => get(t)),
        ...[
          `/${good}`,
          `http://${host}${good}`,
          `${good}&state=other`,
          `${good}&code=2`,
          `//x${good}`,
          `/.${good}`,
        ].map((t) => get(t)),
        ...['POST', 'PUT', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'PRI', 'get', 'X'].map((method) => get(good, method)),
        get(`/?${'x'.repeat(100_000)}`),
        `GET / HTTP/1.1\r\nHost: ${host}\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`,
        `GET /?state=guess HTTP/9.9\r\n\r\n`,
        `GET /?state=guess\r\n\r\n`,
        `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n`,
        `GET / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: x\r\n\r\n`,
        `POST / HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
        '\0\x16\x03\x01\r\n\r\n',
        '\r\n\r\n\r\n',
      ]) {
        assert.doesNotMatch(await answerTo(Number(port), text), /signed in|was refused/, text.slice(0, 80));
      }
      await fetch(redirectOf(page, { code: 'good', state }));
    });
    const result = await outcome;
    assert.ok(result.ok, JSON.stringify(result));
    assert.equal(result.value.code, 'good');
  });
});

/** What comes back; empty where the connection is cut. */
function answerTo(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(text, 'latin1'));
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('error', () => {}).once('close', () => resolve(answer));
  });
}
