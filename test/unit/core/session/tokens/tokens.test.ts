import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failed, ok, type Result } from '../../../../../main/core/result.ts';
import { read } from '../../../../../main/core/schema/schema.ts';
import type { UcwaFailure } from '../../../../../main/core/session/failure.ts';
import type { SignInFailureKind } from '../../../../../main/core/session/sign-in-failure.ts';
import type { FreshToken } from '../../../../../main/core/session/tokens/token-reply.ts';
import type { Issuer } from '../../../../../main/core/session/tokens/token-request.ts';
import { createTokenStore, keptToken, type Token } from '../../../../../main/core/session/tokens/tokens.ts';
import { createFakeClock } from '../../fakes/clock.ts';

const origin = 'https://pool.contoso.com';
const otherOrigin = 'https://pool2.contoso.com';
const issuer: Issuer = {
  href: '/WebTicket/oauthtoken',
  grantTypes: ['password'],
  authorizationUri: null,
  clientId: null,
  base: `${origin}/user`,
};
const hour = 3_600_000;
const refusal = (kind: SignInFailureKind) =>
  failed<UcwaFailure>({ kind: 'sign-in', failure: { kind, host: '', code: '' } });

function setUp(kept: Readonly<Record<string, Token>> = {}) {
  const clock = createFakeClock();
  let asked = 0;
  let next: Result<FreshToken, UcwaFailure> | null = null;
  const renewed: string[] = [];
  const store = createTokenStore({
    clock,
    kept,
    request: async () => {
      asked += 1;
      const value = `cwt=${asked}`;
      await Promise.resolve();
      return next ?? ok({ value, lifetimeMs: hour });
    },
    onRenewed: (of) => void renewed.push(of),
    onForgotten: () => {},
    onRefused: () => {},
  });
  return {
    clock,
    store,
    renewed,
    asked: () => asked,
    answer: (result: typeof next) => {
      next = result;
    },
    renew: (refused: string | null, of = origin) =>
      store.renew(of, refused, issuer, () => assert.fail('not sent here')),
  };
}

test('100 callers at a time cause one request, and get the same token', async () => {
  const { renew, asked, renewed } = setUp();
  const results = await Promise.all(Array.from({ length: 100 }, () => renew(null)));
  assert.equal(asked(), 1);
  assert.deepEqual(renewed, [origin]);
  for (const result of results) assert.deepEqual(result, { ok: true, value: 'cwt=1' });
});

test('each origin has its own token', async () => {
  const { renew, asked, store } = setUp();
  await Promise.all([renew(null), renew(null, otherOrigin)]);
  assert.equal(asked(), 2);
  assert.notEqual(store.tokenFor(origin), store.tokenFor(otherOrigin));
});

test('who comes late with a token that was replaced gets the new one without a request', async () => {
  const { renew, asked } = setUp();
  await renew('old');
  assert.deepEqual(await renew('old'), { ok: true, value: 'cwt=1' });
  assert.deepEqual(await renew(null), { ok: true, value: 'cwt=1' });
  assert.equal(asked(), 1);
});

test('a token that is refused itself is replaced', async () => {
  const { renew, store, asked } = setUp();
  await renew(null);
  assert.deepEqual(await renew('cwt=1'), { ok: true, value: 'cwt=2' });
  assert.equal(store.tokenFor(origin), 'cwt=2');
  assert.equal(asked(), 2);
});

for (const kind of ['server-error', 'no-answer'] as const) {
  test(`a renewal that failed for now (${kind}) can be tried again`, async () => {
    const { renew, answer } = setUp();
    answer(refusal(kind));
    assert.equal((await renew(null)).ok, false);
    answer(null);
    assert.deepEqual(await renew(null), { ok: true, value: 'cwt=2' });
  });
}

for (const kind of ['password', 'integrated', 'page-needed', 'page-closed'] as const) {
  test(`what is refused for good (${kind}) is asked no second time, by anybody`, async () => {
    const { renew, answer, asked } = setUp();
    answer(refusal(kind));
    assert.equal((await renew(null)).ok, false);
    answer(null);
    const [again, elsewhere] = [await renew(null), await renew(null, otherOrigin)];
    assert.ok(!again.ok && again.failure.kind === 'sign-in' && again.failure.failure.kind === kind);
    assert.equal(elsewhere.ok, false);
    assert.equal(asked(), 1);
  });
}

test('a good token outlives a renewal that was refused', async () => {
  const { renew, answer, store } = setUp();
  await renew(null);
  answer(refusal('password'));
  assert.equal((await renew('cwt=1')).ok, false);
  assert.equal(store.tokenFor(origin), 'cwt=1');
  assert.deepEqual(await renew(null), { ok: true, value: 'cwt=1' });
});

test('a token ends when it expires, by the monotonic clock alone', async () => {
  const { renew, clock, store } = setUp();
  await renew(null);
  for (const wall of [0, 4e12]) {
    clock.setWall(wall);
    assert.equal(store.tokenFor(origin), 'cwt=1');
    assert.equal(store.remainingMs(origin), hour);
  }
  await clock.advance(hour - 1);
  assert.equal(store.tokenFor(origin), 'cwt=1');
  await clock.advance(1);
  assert.equal(store.tokenFor(origin), null);
  assert.equal(store.remainingMs(origin), 0);
});

test('a kept token is good until it expires, but no longer than a day, whatever the clock says', async () => {
  const { wall } = createFakeClock();
  const kept = {
    [origin]: { value: 'kept', expiresAt: wall() + hour },
    [otherOrigin]: { value: 'old', expiresAt: wall() - 1 },
    'https://set.contoso.com': { value: 'from a clock that was wrong', expiresAt: wall() + 10 * 365 * 24 * hour },
  };
  const { store, clock } = setUp(kept);
  assert.equal(store.tokenFor(origin), 'kept');
  assert.equal(store.tokenFor(otherOrigin), null);
  assert.equal(store.tokenFor('https://pool3.contoso.com'), null);
  assert.equal(store.remainingMs('https://pool3.contoso.com'), null);
  await clock.advance(24 * hour - 1);
  assert.equal(store.tokenFor('https://set.contoso.com'), 'from a clock that was wrong');
  await clock.advance(1);
  assert.equal(store.tokenFor('https://set.contoso.com'), null);
});

test('the refresh token is that of the newest token of an endpoint, and is kept with it', async () => {
  const endpoint = 'https://login.contoso.com/token';
  const { renew, answer, store, clock } = setUp();
  const withRefresh = (value: string) => ok({ value, lifetimeMs: hour, refresh: { value: `r-${value}`, endpoint } });
  answer(withRefresh('a'));
  await renew(null);
  answer(withRefresh('b'));
  await renew(null, otherOrigin);
  answer(withRefresh('c'));
  await renew('a');
  assert.deepEqual(store.refreshFor(endpoint), { value: 'r-c', endpoint });
  assert.equal(store.refreshFor('https://evil.example/token'), undefined);
  const kept = JSON.parse(JSON.stringify(store.all())) as Record<string, unknown>;
  assert.deepEqual(read(keptToken, kept[origin]), {
    value: 'c',
    expiresAt: clock.wall() + hour,
    refresh: { value: 'r-c', endpoint },
  });
});

test('what is no token is not read as one', () => {
  for (const value of [null, 'x', [], {}, { value: 'x' }, { value: 1, expiresAt: 1 }, { value: 'x', expiresAt: '1' }]) {
    assert.equal(read(keptToken, value), null);
  }
  const half = { value: 'x', expiresAt: 1, refresh: { value: 'r' } };
  assert.deepEqual(read(keptToken, half), { value: 'x', expiresAt: 1 });
});
