import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HttpRequest } from '../../../../../main/core/ports.ts';
import { failed, ok } from '../../../../../main/core/result.ts';
import { get } from '../../../../../main/core/ucwa/request/operation.ts';
import { tokenEndpoint } from '../../../../../main/core/ucwa/request/token.ts';
import { broken, html, json, noContent, type Script } from '../../fakes/http.ts';
import { pool, tokenUrl } from '../../fakes/server.ts';
import { createSessionParts, type SessionParts, type SessionSetUp } from '../../fakes/session.ts';
import { settle } from '../../fakes/settle.ts';

const url = `${pool}/x`;
const page = 'https://sts.contoso.com/PassiveAuth';
const authorizeUrl = 'https://login.contoso.com/common/oauth2/authorize';
const oauthTokenUrl = 'https://login.contoso.com/common/oauth2/token';
const windows = 'urn:microsoft.rtc:windows';
const passive = 'urn:microsoft.rtc:passive';
const token = json(200, { access_token: 'new', expires_in: 3600 });

/** A server whose challenge offers these grants, and OAuth where an address is given. */
function offering(grants: readonly string[], oauth: string | null, given: SessionSetUp = {}): SessionParts {
  const parts = createSessionParts(given);
  const bearer = `Bearer client_id="00000004-0000-0ff1-ce00-000000000000"${oauth === null ? '' : `, authorization_uri="${oauth}"`}`;
  const service = grants.length === 0 ? '' : `, MsRtcOAuth href="${tokenUrl}",grant_type="${grants.join(',')}"`;
  parts.http.on('GET', url, ({ headers }) =>
    headers.authorization === undefined ? html(401, { 'www-authenticate': [`${bearer}${service}`] }) : json(200, {}),
  );
  return parts;
}

const form = ({ body }: HttpRequest) => Object.fromEntries(new URLSearchParams(body));
const tokenForms = ({ http }: SessionParts, at = tokenUrl) => http.sentTo('POST', at).map(form);
const failureOf = async ({ transport }: SessionParts) => {
  const result = await transport.send(get(url));
  assert.ok(!result.ok && result.failure.kind === 'sign-in', JSON.stringify(result));
  return result.failure.failure;
};
const succeeds = async ({ transport }: SessionParts) => assert.equal((await transport.send(get(url))).ok, true);

describe('which way is taken', () => {
  for (const [name, password, grants, oauth, expected] of [
    ['the password that was typed', 'secret', [windows, 'password', passive], authorizeUrl, ['password']],
    ['the same by Negotiate or NTLM where no form takes it', 'secret', [passive, windows], authorizeUrl, [windows]],
    ['the user of this computer before a page', null, [windows, passive, 'password'], authorizeUrl, [windows]],
    ['the passive page before OAuth', null, [passive, 'password'], authorizeUrl, [passive]],
  ] as const) {
    test(name, async () => {
      const parts = offering(grants, oauth, { password });
      parts.http.on('POST', tokenUrl, token);
      await succeeds(parts);
      assert.deepEqual(
        tokenForms(parts).map(({ grant_type }) => grant_type),
        expected,
      );
    });
  }

  test('a typed password that the server does not take is not replaced by another way, and the ways are told', async () => {
    const parts = offering([passive], authorizeUrl);
    assert.deepEqual(await failureOf(parts), {
      kind: 'no-password-grant',
      host: 'pool.contoso.com',
      code: passive,
      ways: ['page'],
    });
    assert.equal(parts.http.sentTo('POST', /./).length, 0);
  });

  test('without a password, where only that is taken: it is asked for', async () => {
    const failure = await failureOf(offering(['password'], null, { password: null }));
    assert.deepEqual([failure.kind, failure.ways], ['password-needed', ['password']]);
  });

  test('a server with no way that is known', async () => {
    const parts = offering(['urn:microsoft.rtc:anonmeeting'], null, { password: null });
    assert.equal((await failureOf(parts)).kind, 'no-way');
  });
});

describe('as the user of this computer', () => {
  test('HTTP itself signs in, and only at the token service', async () => {
    const parts = offering([windows], null, { password: null });
    parts.http.on('POST', tokenUrl, token);
    await succeeds(parts);
    assert.deepEqual(
      parts.http.sent.map(({ method, credentials }) => [method, credentials]),
      [
        ['GET', undefined],
        ['POST', 'integrated'],
        ['GET', undefined],
      ],
    );
    assert.deepEqual(tokenForms(parts), [{ grant_type: windows }]);
  });

  const refusing = (grants: readonly string[], given: SessionSetUp = {}) => {
    const parts = offering(grants, null, { password: null, ...given });
    parts.http.on('POST', tokenUrl, (request) =>
      form(request).grant_type === windows ? html(401, { 'www-authenticate': ['Negotiate'] }) : token,
    );
    return parts;
  };

  test('that is refused leaves the next way', async () => {
    const parts = refusing([windows, passive]);
    await succeeds(parts);
    assert.deepEqual(
      tokenForms(parts).map(({ grant_type }) => grant_type),
      [windows, passive],
    );
  });

  test('that is refused, and no other way: it is said, with what else the server takes', async () => {
    const failure = await failureOf(refusing([windows, 'password']));
    assert.deepEqual([failure.kind, failure.ways], ['integrated', ['password', 'integrated']]);
  });

  test('that is refused where nobody waits: the password is asked for', async () => {
    assert.equal((await failureOf(refusing([windows, 'password'], { attended: false }))).kind, 'password-needed');
  });

  test('a domain controller that is away leaves it open', async () => {
    const parts = offering([windows, passive], null, { password: null });
    parts.http.on('POST', tokenUrl, broken('network'));
    const result = await parts.transport.send(get(url));
    assert.ok(!result.ok && result.failure.kind === 'transport');
    assert.equal(tokenForms(parts).length, 1);
  });
});

describe('with what was typed, where the server knows Windows accounts only', () => {
  const typed = { userName: 'dana', password: 'secret' };
  const answering = (reply: ReturnType<typeof html>, given: SessionSetUp = {}): SessionParts => {
    const parts = offering([windows], null, given);
    parts.http.on('POST', tokenUrl, reply);
    return parts;
  };
  const refusal = html(401, { 'www-authenticate': ['Negotiate', 'NTLM'] });

  test('HTTP itself signs in with it, at the token service only, and it is in no form', async () => {
    const parts = answering({ ...token, tookCredentials: true });
    await succeeds(parts);
    assert.deepEqual(
      parts.http.sent.map(({ method, url: sentTo, credentials }) => [method, sentTo, credentials]),
      [
        ['GET', url, undefined],
        ['POST', tokenUrl, typed],
        ['GET', url, undefined],
      ],
    );
    assert.deepEqual(tokenForms(parts), [{ grant_type: windows }]);
    assert.ok(parts.http.sent.every(({ body, headers }) => !`${body}${JSON.stringify(headers)}`.includes('secret')));
  });

  test('that is refused was wrong, and is not sent again', async () => {
    const parts = answering({ ...refusal, tookCredentials: true });
    assert.equal((await failureOf(parts)).kind, 'password');
    assert.equal((await failureOf(parts)).kind, 'password');
    assert.equal(tokenForms(parts).length, 1);
  });

  test('that nobody asked for is not called wrong: the server takes tickets only', async () => {
    const failure = await failureOf(answering({ ...refusal, tookCredentials: false }));
    assert.deepEqual([failure.kind, failure.ways], ['no-password-grant', ['integrated']]);
  });

  test('also where nobody waits', async () => {
    await succeeds(answering({ ...token, tookCredentials: true }, { attended: false }));
  });

  for (const href of ['https://evil.example/t', 'http://pool.contoso.com/t', 'https://a@pool.contoso.com/']) {
    test(`goes nowhere near ${href}`, async () => {
      const parts = createSessionParts();
      parts.http.on(
        'GET',
        url,
        html(401, { 'www-authenticate': [`MsRtcOAuth href="${href}",grant_type="${windows}"`] }),
      );
      const result = await parts.transport.send(get(url));
      assert.ok(!result.ok && result.failure.kind === 'untrusted');
      assert.equal(parts.http.sentTo('POST', /./).length, 0);
    });
  }
});

describe('on the passive page', () => {
  const asksForPage = (more: object = {}) =>
    json(400, { error: 'invalid_grant', ms_rtc_passiveauthuri: page, ...more });

  test('cookies that are still good need no page', async () => {
    const parts = offering([passive], null, { password: null });
    parts.http.on('POST', tokenUrl, token);
    await succeeds(parts);
    assert.equal(parts.pages.open.length, 0);
    assert.deepEqual(
      parts.http.sentTo('POST', tokenUrl).map(({ credentials }) => credentials),
      ['cookies'],
    );
  });

  test('the page is shown until it left cookies; then the same is asked again with them', async () => {
    const parts = offering([passive], null, { password: null });
    parts.http.once('POST', tokenUrl, asksForPage());
    const sending = parts.transport.send(get(url));
    await settle();
    assert.deepEqual(
      parts.pages.open.map((open) => open.url),
      [page],
    );
    assert.deepEqual(parts.stages, [true]);
    parts.http.on('POST', tokenUrl, token);
    parts.pages.open[0]?.finish(ok(null));
    assert.equal((await sending).ok, true);
    assert.deepEqual(parts.stages, [true, false]);
    assert.deepEqual(tokenForms(parts), [{ grant_type: passive }, { grant_type: passive }]);
  });

  test('a page that does not help is asked for once only', async () => {
    const parts = offering([passive], null, { password: null });
    parts.http.on('POST', tokenUrl, asksForPage());
    const failing = failureOf(parts);
    await settle();
    parts.pages.open[0]?.finish(ok(null));
    assert.equal((await failing).kind, 'page-failed');
    assert.equal(tokenForms(parts).length, 2);
  });

  for (const [kind, expected] of [
    ['closed', 'page-closed'],
    ['refused', 'page-failed'],
    ['timeout', 'page-failed'],
    ['failed', 'page-failed'],
  ] as const) {
    test(`a page that ends as ${kind} is said to be so`, async () => {
      const parts = offering([passive], null, { password: null });
      parts.http.on('POST', tokenUrl, asksForPage());
      const failing = failureOf(parts);
      await settle();
      parts.pages.open[0]?.finish(failed({ kind, message: kind }));
      assert.equal((await failing).kind, expected);
      assert.equal(tokenForms(parts).length, 1);
    });
  }

  test('no page opens by itself', async () => {
    const parts = offering([passive], null, { password: null, attended: false });
    parts.http.on('POST', tokenUrl, asksForPage());
    assert.equal((await failureOf(parts)).kind, 'page-needed');
    assert.equal(parts.pages.open.length, 0);
  });

  for (const address of [
    'https://sts.evil.example/',
    'http://sts.contoso.com/',
    'javascript:alert(1)',
    'https://127.0.0.1/',
  ]) {
    test(`${address} is not shown`, async () => {
      const parts = offering([passive], null, { password: null });
      parts.http.on('POST', tokenUrl, asksForPage({ ms_rtc_passiveauthuri: address }));
      const result = await parts.transport.send(get(url));
      assert.ok(!result.ok && result.failure.kind === 'untrusted');
      assert.equal(parts.pages.open.length, 0);
    });
  }

  test('the end of the sign-in takes the page away', async () => {
    const parts = offering([passive], null, { password: null });
    parts.http.on('POST', tokenUrl, asksForPage());
    const failing = failureOf(parts);
    await settle();
    parts.visits.close();
    assert.equal((await failing).kind, 'page-closed');
    assert.equal(parts.pages.open.length, 0);
    assert.deepEqual(parts.stages, [true], 'nobody is told that a sign-in goes on');
  });
});

describe('by OAuth 2.0', () => {
  const code = { code: 'the code', codeVerifier: 'v'.repeat(43), redirectUri: 'http://127.0.0.1:5000/' };
  const issued: Script = (request) => {
    const { resource, grant_type } = form(request);
    const tokens = { access_token: `${resource} ${grant_type}`, expires_in: '3600', refresh_token: 'r1' };
    return json(200, tokens);
  };

  async function signedIn(given: SessionSetUp = {}): Promise<SessionParts> {
    const parts = offering([], authorizeUrl, { password: null, ...given });
    parts.http.on('POST', oauthTokenUrl, issued);
    const sending = parts.transport.send(get(url));
    await settle();
    parts.pages.open[0]?.finish(ok(code));
    assert.equal((await sending).ok, true);
    return parts;
  }

  test('the code of the page is exchanged beside it, for the host that challenged', async () => {
    const parts = offering([], authorizeUrl, { password: null });
    const sending = parts.transport.send(get(url));
    await settle();
    assert.deepEqual(parts.pages.open[0]?.request, {
      authorizationUri: authorizeUrl,
      clientId: '00000004-0000-0ff1-ce00-000000000000',
      resource: pool,
      loginHint: 'dana@contoso.com',
    });
    parts.http.on('POST', oauthTokenUrl, issued);
    parts.pages.open[0]?.finish(ok(code));
    assert.equal((await sending).ok, true);
    assert.deepEqual(tokenForms(parts, oauthTokenUrl), [
      {
        grant_type: 'authorization_code',
        client_id: '00000004-0000-0ff1-ce00-000000000000',
        resource: pool,
        code: 'the code',
        code_verifier: 'v'.repeat(43),
        redirect_uri: 'http://127.0.0.1:5000/',
      },
    ]);
    assert.equal(parts.http.sentTo('GET', url)[1]?.headers.authorization, `Bearer ${pool} authorization_code`);
    assert.equal(parts.tokens.remainingMs(pool), 3_600_000, 'a life written as text counts');
  });

  test('the administrator’s client id goes before the challenge’s', async () => {
    const parts = await signedIn({ clientId: 'ours' });
    assert.equal(tokenForms(parts, oauthTokenUrl)[0]?.client_id, 'ours');
  });

  test('one token for each origin: the second comes by the refresh token, without a page', async () => {
    const parts = await signedIn();
    const other = 'https://pool2.contoso.com';
    parts.http.on('GET', `${other}/y`, ({ headers }) =>
      headers.authorization === undefined
        ? html(401, { 'www-authenticate': [`Bearer client_id="c", authorization_uri="${authorizeUrl}"`] })
        : noContent,
    );
    assert.equal((await parts.transport.send(get(`${other}/y`))).ok, true);
    assert.deepEqual(tokenForms(parts, oauthTokenUrl)[1], {
      grant_type: 'refresh_token',
      client_id: 'c',
      resource: other,
      refresh_token: 'r1',
    });
    assert.equal(parts.tokens.tokenFor(other), `${other} refresh_token`);
    assert.equal(parts.pages.open.length, 0);
  });

  test('a refresh token that is worth nothing any more needs the page, or the user', async () => {
    for (const [attended, pages, kind] of [
      [true, 1, 'page-closed'],
      [false, 0, 'page-needed'],
    ] as const) {
      const kept = { [pool]: { value: 'old', expiresAt: 1, refresh: { value: 'r0', endpoint: oauthTokenUrl } } };
      const parts = offering([], authorizeUrl, { password: null, attended, kept });
      parts.http.on('POST', oauthTokenUrl, json(400, { error: 'invalid_grant' }));
      const failing = failureOf(parts);
      await settle();
      assert.equal(parts.pages.open.length, pages);
      parts.visits.close();
      assert.equal((await failing).kind, kind);
      assert.deepEqual(
        tokenForms(parts, oauthTokenUrl).map(({ refresh_token }) => refresh_token),
        ['r0'],
      );
    }
  });

  test('a token service that is away for now is not a reason for a page', async () => {
    const kept = { [pool]: { value: 'old', expiresAt: 1, refresh: { value: 'r0', endpoint: oauthTokenUrl } } };
    const parts = offering([], authorizeUrl, { password: null, kept });
    parts.http.on('POST', oauthTokenUrl, broken('timeout'));
    const result = await parts.transport.send(get(url));
    assert.ok(!result.ok && result.failure.kind === 'transport');
    assert.equal(parts.pages.open.length, 0);
  });

  test('a page out of the domain is a question first', async () => {
    const parts = offering([], 'https://login.evil.example/authorize', { password: null });
    const result = await parts.transport.send(get(url));
    assert.ok(!result.ok && result.failure.kind === 'untrusted');
    assert.equal(result.failure.question?.domain, 'evil.example');
    assert.equal(parts.pages.open.length + parts.http.sentTo('POST', /./).length, 0);
  });

  for (const [page, endpoint] of [
    ['https://login.windows.net/common/oauth2/authorize', 'https://login.windows.net/common/oauth2/token'],
    ['https://fs.contoso.com/adfs/oauth2/authorize/?x=authorize', 'https://fs.contoso.com/adfs/oauth2/token'],
    ['https://fs.contoso.com/adfs/oauth2/authorize#f', 'https://fs.contoso.com/adfs/oauth2/token'],
  ] as const) {
    test(`${page} hands out tokens at ${endpoint}`, () => assert.equal(tokenEndpoint(page), endpoint));
  }
});

describe('what an answer to a password means', () => {
  for (const [name, reply, kind] of [
    ['400 invalid_grant', json(400, { error: 'invalid_grant' }), 'password'],
    ['401', html(401), 'password'],
    ['400 unsupported_grant_type', json(400, { error: 'unsupported_grant_type' }), 'no-password-grant'],
    ['400 invalid_request', json(400, { error: 'invalid_request' }), 'sign-in-refused'],
    ['400 with a name that nobody knows', json(400, { error: 'account_locked' }), 'sign-in-refused'],
    ['400 without JSON', html(400), 'sign-in-refused'],
    ['400 with nothing', { ...noContent, status: 400 }, 'sign-in-refused'],
    ['403', html(403), 'sign-in-refused'],
    ['403 server_error', json(403, { error: 'server_error' }), 'sign-in-refused'],
    ['404', html(404), 'sign-in-refused'],
    ['408', html(408), 'sign-in-refused'],
    ['423', html(423), 'sign-in-refused'],
    ['429', html(429), 'sign-in-refused'],
    ['500', html(500), 'server-error'],
    ['500 invalid_grant', json(500, { error: 'invalid_grant' }), 'server-error'],
    ['503', html(503), 'server-error'],
    ['200 without a token', json(200, { access_token: 5 }), 'not-ucwa'],
    ['200 with an empty one', json(200, { access_token: '' }), 'not-ucwa'],
    ['200 with one that has a line break', json(200, { access_token: 'cwt=a\r\nX-Other: b' }), 'not-ucwa'],
    ['200 with one that has a zero byte', json(200, { access_token: 'cwt=a\0' }), 'not-ucwa'],
    ['200 with one that is no ASCII', json(200, { access_token: 'cwt=ä' }), 'not-ucwa'],
    ['200 with a blank for one', json(200, { access_token: ' ' }), 'not-ucwa'],
    ['200 that is HTML', html(200), 'not-ucwa'],
    ['302', html(302, { location: ['https://evil.example/'] }), 'not-ucwa'],
  ] as const) {
    test(`${name}: ${kind}`, async () => {
      const parts = offering(['password'], null);
      parts.http.on('POST', tokenUrl, reply);
      assert.equal((await failureOf(parts)).kind, kind);
      assert.equal(parts.tokens.tokenFor(pool), null);
      assert.ok(parts.http.sent.every(({ url: sent }) => !sent.includes('evil.example')));
    });
  }

  /** As the wire has it, for JSON writes no Infinity. */
  for (const [expires, seconds] of [
    [undefined, 3_600],
    ['"soon"', 3_600],
    ['-1', 3_600],
    ['"-1"', 3_600],
    ['0', 3_600],
    ['"0"', 3_600],
    ['-1e999', 3_600],
    ['""', 3_600],
    ['null', 3_600],
    ['true', 3_600],
    ['[]', 3_600],
    ['{"valueOf":1}', 3_600],
    ['"NaN"', 3_600],
    ['0.001', 3_600],
    ['1e-300', 3_600],
    ['1', 1],
    ['28289', 28_289],
    ['"28289"', 28_289],
    ['" 28289.5 "', 28_289.5],
    ['86400', 86_400],
    ['86401', 86_400],
    ['2147484', 86_400],
    ['2592000', 86_400],
    ['"2592000"', 86_400],
    ['1e12', 86_400],
    ['1e308', 86_400],
    ['1e999', 86_400],
    ['"Infinity"', 86_400],
    ['253402300799', 86_400],
  ] as const) {
    test(`expires_in ${String(expires)} is good for ${seconds} s, and keeps as a date`, async () => {
      const parts = offering(['password'], null);
      const more = expires === undefined ? '' : `,"expires_in":${expires}`;
      parts.http.on('POST', tokenUrl, { ...json(200, {}), body: `{"access_token":"x"${more}}` });
      await succeeds(parts);
      assert.equal(parts.tokens.remainingMs(pool), seconds * 1000);
      const { expiresAt = 0 } = parts.tokens.all()[pool] ?? {};
      assert.equal(expiresAt, parts.clock.wall() + seconds * 1000);
    });
  }
});

test('the password goes nowhere but to an issuer that passes the policy', async () => {
  for (const href of [
    'https://evil.example/t',
    'http://pool.contoso.com/t',
    '//evil.example/t',
    'https://a@pool.contoso.com/',
  ]) {
    const parts = createSessionParts();
    parts.http.on('GET', url, html(401, { 'www-authenticate': [`MsRtcOAuth href="${href}",grant_type="password"`] }));
    const result = await parts.transport.send(get(url));
    assert.ok(!result.ok && result.failure.kind === 'untrusted', href);
    assert.equal(parts.http.sentTo('POST', /./).length, 0);
  }
});
