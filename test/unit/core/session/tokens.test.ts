import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HttpResponse, TransportFailure } from '../../../../main/core/ports.ts';
import { failed, ok } from '../../../../main/core/result.ts';
import { createOriginPolicy } from '../../../../main/core/session/origin-policy.ts';
import { createTokenStore, type Issuer } from '../../../../main/core/session/tokens.ts';
import type { Operation } from '../../../../main/core/ucwa/request/operation.ts';
import { createUrls } from '../../../../main/net/urls.ts';
import { createFakeClock } from '../fakes/clock.ts';
import { broken, html, json } from '../fakes/http.ts';

const origin = 'https://pool.contoso.com';
const issuer: Issuer = { href: '/WebTicket/oauthtoken', grantTypes: ['password'], base: `${origin}/user` };

function setUp(more: { password?: string | null; kept?: Record<string, { value: string; expiresAt: number }> } = {}) {
  const clock = createFakeClock();
  const sent: Operation[] = [];
  let reply: HttpResponse | TransportFailure = json(200, { access_token: 'cwt=1', expires_in: 3600 });
  let renewed = 0;
  const store = createTokenStore({
    clock,
    policy: createOriginPolicy(createUrls(), 'contoso.com', false),
    userName: 'dana',
    password: more.password === undefined ? 'secret' : more.password,
    kept: more.kept ?? {},
    onRenewed: () => {
      renewed += 1;
    },
  });
  const send = async (operation: Operation) => {
    sent.push(operation);
    await Promise.resolve();
    return 'status' in reply
      ? ok(reply)
      : failed({ kind: 'transport' as const, host: 'pool.contoso.com', failure: reply });
  };
  return {
    clock,
    store,
    sent,
    renewals: () => renewed,
    answer: (next: HttpResponse | TransportFailure) => {
      reply = next;
    },
    renew: (refused: string | null, from: Issuer = issuer) => store.renew(origin, refused, from, send),
  };
}

test('100 callers at a time cause one request, and get the same token', async () => {
  const { renew, sent, renewals } = setUp();
  const results = await Promise.all(Array.from({ length: 100 }, () => renew(null)));
  assert.equal(sent.length, 1);
  assert.equal(renewals(), 1);
  for (const result of results) assert.deepEqual(result, { ok: true, value: 'cwt=1' });
});

test('who comes late with a token that was replaced gets the new one without a request', async () => {
  const { renew, sent } = setUp();
  await renew('old');
  assert.deepEqual(await renew('old'), { ok: true, value: 'cwt=1' });
  assert.deepEqual(await renew(null), { ok: true, value: 'cwt=1' });
  assert.equal(sent.length, 1);
});

test('a token that is refused itself is replaced', async () => {
  const { renew, answer, store, sent } = setUp();
  await renew(null);
  answer(json(200, { access_token: 'cwt=2', expires_in: 3600 }));
  assert.deepEqual(await renew('cwt=1'), { ok: true, value: 'cwt=2' });
  assert.equal(store.tokenFor(origin), 'cwt=2');
  assert.equal(sent.length, 2);
});

test('a renewal that failed can be tried again', async () => {
  const { renew, answer } = setUp();
  answer(broken('network'));
  assert.equal((await renew(null)).ok, false);
  answer(json(200, { access_token: 'cwt=3' }));
  assert.deepEqual(await renew(null), { ok: true, value: 'cwt=3' });
});

test('a token ends when it expires, and without expires_in after an hour', async () => {
  const { renew, clock, store } = setUp();
  await renew(null);
  await clock.advance(3_599_999);
  assert.equal(store.tokenFor(origin), 'cwt=1');
  await clock.advance(1);
  assert.equal(store.tokenFor(origin), null);
});

for (const expires of [undefined, 'soon', -1, 0]) {
  test(`expires_in ${String(expires)} counts as an hour`, async () => {
    const { renew, answer, clock, store } = setUp();
    answer(json(200, { access_token: 'x', expires_in: expires }));
    await renew(null);
    const [token] = Object.values(store.all());
    assert.equal(token?.expiresAt, clock.wall() + 3_600_000);
  });
}

test('a token is good for its own origin only, and a kept one until it expires', () => {
  const far = 2_000_000_000_000;
  const { store } = setUp({
    kept: { [origin]: { value: 'kept', expiresAt: far }, 'https://old.contoso.com': { value: 'o', expiresAt: 1 } },
  });
  assert.equal(store.tokenFor(origin), 'kept');
  assert.equal(store.tokenFor('https://pool2.contoso.com'), null);
  assert.equal(store.tokenFor('https://old.contoso.com'), null);
});

describe('what an answer means', () => {
  for (const [name, reply, kind] of [
    ['400 invalid_grant', json(400, { error: 'invalid_grant' }), 'password'],
    ['401', html(401), 'password'],
    ['400 unsupported_grant_type', json(400, { error: 'unsupported_grant_type' }), 'no-password-grant'],
    ['400 invalid_request', json(400, { error: 'invalid_request' }), 'server-error'],
    ['500', html(500), 'server-error'],
    ['200 without a token', json(200, { access_token: 5 }), 'server-error'],
    ['200 that is HTML', html(200), 'server-error'],
    ['302', html(302), 'server-error'],
  ] as const) {
    test(`${name}: ${kind}`, async () => {
      const { renew, answer, store } = setUp();
      answer(reply);
      const result = await renew(null);
      assert.ok(!result.ok && result.failure.kind === 'sign-in');
      assert.equal(result.failure.failure.kind, kind);
      assert.equal(store.tokenFor(origin), null);
    });
  }
});

test('the password goes nowhere but to an issuer that passes the policy', async () => {
  const { renew, sent } = setUp();
  for (const href of [
    'https://evil.example/t',
    'http://pool.contoso.com/t',
    '//evil.example/t',
    'https://a@pool.contoso.com/',
  ]) {
    const result = await renew(null, { ...issuer, href });
    assert.ok(!result.ok && result.failure.kind === 'untrusted');
  }
  assert.equal(sent.length, 0);
});

test('without a password, or where the server takes none, it is not tried', async () => {
  const none = setUp({ password: null });
  const first = await none.renew(null);
  assert.ok(!first.ok && first.failure.kind === 'sign-in' && first.failure.failure.kind === 'password-needed');
  const refusing = setUp();
  const second = await refusing.renew(null, { ...issuer, grantTypes: ['urn:microsoft.rtc:windows'] });
  assert.ok(!second.ok && second.failure.kind === 'sign-in' && second.failure.failure.kind === 'no-password-grant');
  assert.equal(none.sent.length + refusing.sent.length, 0);
});
