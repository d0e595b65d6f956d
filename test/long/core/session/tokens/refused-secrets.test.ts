import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HttpRequest } from '../../../../../main/core/ports.ts';
import { broken, html, json, noContent, type Reply } from '../../../../unit/core/fakes/http.ts';
import { createTestPhone, dana, signInRequest, type TestPhone } from '../../../../unit/core/fakes/phone.ts';
import { challenge, pool, tokenUrl, userUrl } from '../../../../unit/core/fakes/server.ts';
import { settle } from '../../../../unit/core/fakes/settle.ts';
import { createFakeRecords, createFakeSecrets } from '../../../../unit/core/fakes/storage.ts';

const hour = 3_600_000;
const account = { address: dana, userName: '', server: '', keep: true };
const windows = 'urn:microsoft.rtc:windows';
const authorizeUrl = 'https://login.contoso.com/oauth2/authorize';
const oauthTokenUrl = 'https://login.contoso.com/oauth2/token';

interface Kept {
  readonly password: string | null;
  readonly tokens?: object;
}

/** A phone that starts with what an earlier run kept. */
function phoneWith(kept: Kept, earlier?: TestPhone): TestPhone {
  const secrets = createFakeSecrets();
  secrets.items.set(dana, JSON.stringify({ version: 1, tokens: {}, ...kept }));
  return createTestPhone(earlier ?? { records: createFakeRecords({ account }), secrets });
}

const secretsSent = ({ http }: TestPhone) =>
  http.sent.filter(({ method, body }) => method === 'POST' && isSecret(body));
const isSecret = (body: HttpRequest['body']) => body?.startsWith('grant_type=') === true;

/** Everything below 500 that a token service may say to a secret, but for a token. */
const refusals: readonly (readonly [string, Reply])[] = [
  ['400 invalid_grant', json(400, { error: 'invalid_grant' })],
  ['400 with another name', json(400, { error: 'invalid_scope' })],
  ['400 server_error', json(400, { error: 'server_error' })],
  ['400 without JSON', html(400)],
  ['400 with nothing', { ...noContent, status: 400 }],
  ['401', html(401)],
  ['403', html(403)],
  ['403 with JSON', json(403, { code: 'Forbidden' })],
  ['404', html(404)],
  ['408', html(408)],
  ['409', html(409)],
  ['418', html(418)],
  ['423', html(423)],
  ['429', html(429, { 'retry-after': ['1'] })],
  ['499', html(499)],
  ['302', html(302, { location: [tokenUrl] })],
  ['204', noContent],
  ['200 that is a page', html(200)],
  ['200 without a token', json(200, {})],
];

describe('a kept password that is refused is not sent again without the user', () => {
  for (const [name, reply] of refusals) {
    test(`at start, by ${name}`, async () => {
      const phone = phoneWith({ password: 'secret' });
      phone.http.on('POST', tokenUrl, reply);
      phone.phone.start();
      await phone.clock.advance(hour);
      assert.equal(secretsSent(phone).length, 1);
      assert.equal(phone.view().session.status, 'Signed out');
      assert.ok((phone.view().session.signIn?.problem?.title ?? '') !== '');
      const next = phoneWith({ password: 'secret' }, phone);
      next.phone.start();
      await next.clock.advance(hour);
      assert.equal(secretsSent(next).length, 1, 'nor by the next run');
      assert.equal(next.view().session.status, 'Signed out');
      assert.ok((next.view().session.signIn?.problem?.title ?? '') !== '', 'which says why');
    });

    test(`at renewal, by ${name}`, async () => {
      const phone = createTestPhone();
      await phone.signIn();
      phone.http.on('POST', tokenUrl, reply);
      await phone.clock.advance(28_289_000);
      assert.equal(secretsSent(phone).length, 2);
      phone.server.tokens.clear();
      await phone.server.answerPoll(challenge());
      await phone.clock.advance(hour);
      assert.equal(secretsSent(phone).length, 2, 'nor when the token is over');
      assert.equal(phone.view().session.status, 'Signed out');
    });
  }

  test('the user may send it, and then it is sent once more', async () => {
    const phone = phoneWith({ password: 'secret' });
    phone.http.on('POST', tokenUrl, html(403));
    phone.phone.start();
    await settle();
    await phone.signIn();
    await phone.clock.advance(hour);
    assert.equal(secretsSent(phone).length, 2);
  });

  test('nor after the user typed another one that never arrived', async () => {
    const phone = phoneWith({ password: 'old' });
    phone.http.on('POST', tokenUrl, html(403));
    phone.phone.start();
    await settle();
    phone.http.on('GET', /./, broken('unreachable'));
    await phone.signIn({ password: 'new' });
    await phone.phone.stop();
    const next = createTestPhone({ records: phone.records, secrets: phone.secrets });
    next.phone.start();
    await next.clock.advance(hour);
    assert.equal(next.http.sent.length, 0);
    assert.equal(next.view().session.status, 'Signed out');
  });

  test('a sign-in that works is kept as before', async () => {
    const phone = phoneWith({ password: 'old' });
    phone.http.on('POST', tokenUrl, ({ body }) => (body?.includes('password=old') ? html(403) : undefined));
    phone.phone.start();
    await settle();
    phone.send({ type: 'sign-in', request: signInRequest({ password: 'new' }) });
    await settle();
    assert.equal(phone.view().session.status, 'Ready');
    await phone.phone.stop();
    const next = createTestPhone({ ...phone });
    next.phone.start();
    await settle();
    assert.equal(next.view().session.status, 'Ready');
  });

  test('network changes, a resume and lost applications do not send it', async () => {
    const phone = phoneWith({ password: 'secret' });
    phone.http.on('POST', tokenUrl, html(403));
    phone.phone.start();
    await settle();
    for (const event of ['network-changed', 'suspend', 'resume'] as const) {
      phone.surroundings.tell(event);
      await phone.clock.advance(60_000);
    }
    assert.equal(secretsSent(phone).length, 1);
  });
});

describe('after an error of the token service’s own, a secret goes out a few times an hour at most', () => {
  const errors: readonly (readonly [string, Reply])[] = [
    ['500', html(500)],
    ['500 with JSON', json(500, { error: 'server_error' })],
    ['502', html(502)],
    ['503', html(503, { 'retry-after': ['1'] })],
    ['504', html(504)],
    ['599', html(599)],
  ];
  for (const [name, reply] of errors) {
    test(`at start, ${name}`, async () => {
      const phone = phoneWith({ password: 'secret' });
      phone.http.on('POST', tokenUrl, reply);
      phone.phone.start();
      await phone.clock.advance(hour);
      assert.ok(secretsSent(phone).length >= 2 && secretsSent(phone).length <= 5, `${secretsSent(phone).length}`);
      const before = secretsSent(phone).length;
      await phone.clock.advance(hour);
      assert.ok(secretsSent(phone).length - before <= 3, 'and fewer in the next hour');
      assert.equal(phone.view().session.status, 'Reconnecting');
      phone.http.on('POST', tokenUrl, () => {
        phone.server.tokens.set(pool, 'cwt=9');
        return json(200, { access_token: 'cwt=9' });
      });
      await phone.clock.advance(hour / 2);
      assert.equal(phone.view().session.status, 'Ready');
    });

    test(`at renewal, ${name}`, async () => {
      const phone = createTestPhone();
      await phone.signIn();
      await phone.clock.advance(28_289_000 - 600_000);
      const before = secretsSent(phone).length;
      phone.http.on('POST', tokenUrl, reply);
      await phone.clock.advance(hour);
      const count = secretsSent(phone).length - before;
      assert.ok(count >= 2 && count <= 5, `${count}`);
    });
  }

  test('a connection that breaks with the secret in it counts too, but may be made anew once', async () => {
    const phone = phoneWith({ password: 'secret' });
    phone.http.hold('POST', tokenUrl);
    phone.phone.start();
    for (let seconds = 0; seconds < 3_600; seconds += 5) {
      await phone.clock.advance(5_000);
      const open = phone.http.openTo('POST', tokenUrl);
      if (open === undefined) continue;
      open.reply(broken('network'));
      phone.http.hold('POST', tokenUrl);
    }
    await settle();
    assert.ok(secretsSent(phone).length >= 3 && secretsSent(phone).length <= 6, `${secretsSent(phone).length}`);
  });

  test('a connection that never came up has sent nothing, and is tried as ever', async () => {
    const phone = phoneWith({ password: 'secret' });
    let away = true;
    phone.http.on('POST', tokenUrl, () => (away ? broken('refused') : undefined));
    phone.phone.start();
    await phone.clock.advance(120_000);
    away = false;
    await phone.clock.advance(90_000);
    assert.equal(phone.view().session.status, 'Ready');
  });

  test('the user need not wait', async () => {
    const phone = phoneWith({ password: 'secret' });
    phone.http.once('POST', tokenUrl, html(503));
    phone.phone.start();
    await settle();
    phone.send({ type: 'reconnect' });
    await settle();
    assert.equal(phone.view().session.status, 'Ready');
  });

  test('another path of the same host is the same service', async () => {
    const phone = phoneWith({ password: 'secret' });
    let turn = 0;
    phone.http.on('GET', userUrl, () => challenge(`${pool}/WebTicket/${++turn}`));
    phone.http.on('POST', /\/WebTicket\//, html(500));
    phone.phone.start();
    await phone.clock.advance(hour);
    assert.ok(secretsSent(phone).length <= 5, `${secretsSent(phone).length}`);
  });
});

describe('what else could lock an account', () => {
  for (const [name, reply] of refusals) {
    test(`the user of this computer, refused by ${name}`, async () => {
      const phone = phoneWith({ password: null });
      phone.http.on('GET', userUrl, challenge(tokenUrl, windows));
      phone.http.on('POST', tokenUrl, reply);
      phone.phone.start();
      await phone.clock.advance(hour);
      assert.equal(secretsSent(phone).length, 1);
      const next = phoneWith({ password: null }, phone);
      next.phone.start();
      await next.clock.advance(hour);
      const expected = name === '401' ? 2 : 1;
      assert.equal(secretsSent(next).length, expected, 'nor by the next run, unless there was no ticket to refuse');
    });

    test(`a refresh token, refused by ${name}`, async () => {
      const refresh = { value: 'r', endpoint: oauthTokenUrl };
      const tokens = { [pool]: { value: 'old', expiresAt: 0, refresh } };
      const phone = phoneWith({ password: null, tokens });
      phone.http.on('GET', userUrl, html(401, { 'www-authenticate': [`Bearer authorization_uri="${authorizeUrl}"`] }));
      phone.http.on('POST', oauthTokenUrl, reply);
      phone.phone.start();
      await phone.clock.advance(hour);
      assert.equal(secretsSent(phone).length, 1);
      assert.doesNotMatch(phone.secrets.items.get(dana) ?? '', /"refresh"/, 'it is not kept either');
    });
  }

  test('the user of this computer, while the service fails', async () => {
    const phone = phoneWith({ password: null });
    phone.http.on('GET', userUrl, challenge(tokenUrl, windows));
    phone.http.on('POST', tokenUrl, html(500));
    phone.phone.start();
    await phone.clock.advance(hour);
    assert.ok(secretsSent(phone).length >= 2 && secretsSent(phone).length <= 5, `${secretsSent(phone).length}`);
  });

  test('a refresh token, while the service fails', async () => {
    const refresh = { value: 'r', endpoint: oauthTokenUrl };
    const phone = phoneWith({ password: null, tokens: { [pool]: { value: 'old', expiresAt: 0, refresh } } });
    phone.http.on('GET', userUrl, html(401, { 'www-authenticate': [`Bearer authorization_uri="${authorizeUrl}"`] }));
    phone.http.on('POST', oauthTokenUrl, html(503));
    phone.phone.start();
    await phone.clock.advance(hour);
    assert.ok(secretsSent(phone).length >= 2 && secretsSent(phone).length <= 5, `${secretsSent(phone).length}`);
  });

  test('a kept token that a page in place of a pool refuses is not sent in a circle', async () => {
    const phone = phoneWith({ password: null, tokens: { [pool]: { value: 'old', expiresAt: 4e12 } } });
    phone.http.on('GET', userUrl, html(403));
    phone.phone.start();
    await phone.clock.advance(hour);
    const withToken = phone.http.sent.filter(({ headers }) => headers.authorization !== undefined);
    // A page is nobody's word, so that it is asked again: about as often as any server that is away.
    assert.ok(withToken.length <= 100, `${withToken.length} in an hour`);
  });
});
