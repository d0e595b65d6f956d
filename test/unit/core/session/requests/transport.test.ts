import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Token } from '../../../../../main/core/session/tokens/tokens.ts';
import { get } from '../../../../../main/core/ucwa/request/operation.ts';
import { createFakeClock } from '../../fakes/clock.ts';
import { broken, html, json, noContent } from '../../fakes/http.ts';
import { challenge, pool, tokenUrl } from '../../fakes/server.ts';
import { createSessionParts } from '../../fakes/session.ts';
import { settle } from '../../fakes/settle.ts';

const url = `${pool}/x`;

const setUp = (kept: Record<string, Token> = {}) => createSessionParts({ kept });

const kept = { [pool]: { value: 'old', expiresAt: 9e15 } };
const authorization = (request: { headers: Readonly<Record<string, string>> }) => request.headers.authorization;
const token = json(200, { access_token: 'new' });

test('asks for JSON rather than XML, without a token at first, and gives back body and URL', async () => {
  const { http, transport } = setUp();
  http.on('GET', url, json(200, { a: 1 }));
  assert.deepEqual(await transport.send(get('/x'), pool), { ok: true, value: { status: 200, body: { a: 1 }, url } });
  assert.deepEqual(http.sent[0]?.headers, { accept: 'application/json, application/xml;q=0.1' });
});

test('what machine answered, and in which version, is logged', async () => {
  const { http, transport, log } = setUp();
  const headers = { 'x-ms-server-fqdn': ['fe1.contoso.com'], 'x-ms-ucwaversion': ['7.0.9319.0'] };
  http.on('GET', url, json(200, {}, headers));
  await transport.send(get(url));
  const details = log.entries.find(({ message }) => message === 'http')?.details;
  assert.deepEqual([details?.server, details?.version], ['fe1.contoso.com', '7.0.9319.0']);
});

for (const status of [401, 403, 500]) {
  test(`${status} with a challenge: renews the token and sends the same again`, async () => {
    const { http, transport } = setUp(kept);
    http.on('POST', url, (request) =>
      authorization(request) === 'Bearer new' ? noContent : { ...challenge(), status },
    );
    http.on('POST', tokenUrl, token);
    const result = await transport.send({ method: 'POST', href: url, body: 'b' });
    assert.equal(result.ok, true);
    assert.deepEqual(
      http.sentTo('POST', url).map((request) => [authorization(request), request.body]),
      [
        ['Bearer old', 'b'],
        ['Bearer new', 'b'],
      ],
    );
    assert.equal(authorization(http.sentTo('POST', tokenUrl)[0] ?? { headers: {} }), undefined);
  });
}

test('many at once with a stale token renew it once', async () => {
  const { http, transport } = setUp(kept);
  http.on('GET', /x/, (request) => (authorization(request) === 'Bearer new' ? json(200, {}) : challenge()));
  http.on('POST', tokenUrl, token);
  const results = await Promise.all(Array.from({ length: 100 }, (_, index) => transport.send(get(`${url}${index}`))));
  assert.ok(results.every(({ ok }) => ok));
  assert.equal(http.sentTo('POST', tokenUrl).length, 1);
});

test('a server that refuses its new token too is asked no third time', async () => {
  const { http, transport } = setUp();
  http.on('GET', url, challenge());
  http.on('POST', tokenUrl, token);
  const result = await transport.send(get(url));
  assert.ok(!result.ok && result.failure.kind === 'refused' && result.failure.status === 401);
  assert.equal(http.sentTo('GET', url).length, 2);
});

test('403 without a challenge, and 401 with one of another kind, are refusals', async () => {
  const { http, transport } = setUp();
  http.once('GET', url, json(403, { code: 'Forbidden', subcode: 'LimitExceeded' }));
  const first = await transport.send(get(url));
  assert.ok(!first.ok && first.failure.kind === 'refused' && first.failure.reason?.subcode === 'LimitExceeded');
  http.once('GET', url, html(401, { 'www-authenticate': ['Negotiate', 'NTLM'] }));
  const second = await transport.send(get(url));
  assert.ok(!second.ok && second.failure.kind === 'refused' && second.failure.reason === null);
});

describe('bodies', () => {
  for (const [name, reply, outcome] of [
    ['204', noContent, 'ok'],
    ['200 that is HTML', html(200), 'malformed'],
    ['200 that is cut', { ...json(200, {}), body: '{"a":' }, 'malformed'],
    ['200 without a type', { status: 200, headers: {}, body: '{}' }, 'ok'],
    ['200 of JSON that is called a page', { ...html(200), body: '{}' }, 'ok'],
    ['200 without a type that is no JSON', { status: 200, headers: {}, body: 'OK' }, 'malformed'],
    [
      '200 of the vendor type',
      { status: 200, headers: { 'content-type': ['application/vnd.microsoft.com.ucwa+json'] }, body: '{}' },
      'ok',
    ],
    ['200 of XML', { status: 200, headers: { 'content-type': ['text/xml'] }, body: '<resource/>' }, 'ok'],
    [
      '200 of XML that is cut',
      { status: 200, headers: { 'content-type': ['text/xml'] }, body: '<resource>' },
      'malformed',
    ],
    ['201 without a body', { status: 201, headers: {}, body: '' }, 'ok'],
    ['500 that is HTML', html(500), 'refused'],
    ['no answer', broken('timeout'), 'transport'],
  ] as const) {
    test(`${name}: ${outcome}`, async () => {
      const { http, transport } = setUp();
      http.on('GET', url, reply);
      const result = await transport.send(get(url));
      assert.equal(result.ok ? 'ok' : result.failure.kind, outcome);
    });
  }
});

test('a refusal in XML says why; one that is a page says that it is none of UCWA', async () => {
  const { http, transport } = setUp();
  const xml = '\ufeff<reason><code>NotFound</code><subcode>ApplicationNotFound</subcode></reason>';
  http.once('GET', url, { status: 404, headers: { 'content-type': ['application/xml; charset=utf-8'] }, body: xml });
  const refused = await transport.send(get(url));
  assert.ok(!refused.ok && refused.failure.kind === 'refused');
  assert.deepEqual([refused.failure.reason?.subcode, refused.failure.foreign], ['ApplicationNotFound', false]);
  http.once('GET', url, html(404));
  const page = await transport.send(get(url));
  assert.ok(!page.ok && page.failure.kind === 'refused');
  assert.deepEqual([page.failure.reason, page.failure.foreign, page.failure.status], [null, true, 404]);
});

describe('Retry-After', () => {
  const inAMinute = new Date(createFakeClock().wall() + 60_000).toUTCString();
  for (const [value, waitMs] of [
    ['120', 120_000],
    ['0', 0],
    ['999999999', 300_000],
    [inAMinute, 60_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 300_000],
    ['soon', null],
    ['', null],
  ] as const) {
    test(JSON.stringify(value), async () => {
      const { http, transport } = setUp();
      http.on('GET', url, json(503, { code: 'ServiceUnavailable' }, { 'retry-after': [value] }));
      const result = await transport.send(get(url));
      assert.ok(!result.ok && result.failure.kind === 'refused');
      assert.equal(result.failure.retryAfterMs, waitMs);
    });
  }
});

test('a redirect is not followed, and says where it leads', async () => {
  const { http, transport } = setUp();
  http.on('GET', url, html(302, { location: ['/y'] }));
  const result = await transport.send(get(url));
  assert.ok(!result.ok && result.failure.kind === 'refused');
  assert.equal(result.failure.location, `${pool}/y`);
  assert.equal(http.sent.length, 1);
});

test('nothing is sent to a host outside the policy, nor a token to another origin', async () => {
  const { http, transport } = setUp(kept);
  const result = await transport.send(get('https://evil.example/x'));
  assert.ok(!result.ok && result.failure.kind === 'untrusted' && result.failure.host === 'evil.example');
  assert.equal(http.sent.length, 0);
  http.on('GET', 'https://pool2.contoso.com/x', json(200, {}));
  await transport.send(get('https://pool2.contoso.com/x'));
  assert.equal(authorization(http.sent[0] ?? { headers: { authorization: 'none sent' } }), undefined);
});

test('query parameters are added to those of the href; a deadline of its own is kept', async () => {
  const { http, transport } = setUp();
  await Promise.race([transport.send({ ...get(`${url}?a=1`), query: { b: '<c>' }, timeoutMs: 7 }), settle()]);
  assert.equal(http.sent[0]?.url, `${url}?a=1&b=%3Cc%3E`);
  assert.equal(http.sent[0]?.timeoutMs, 7);
});

test('closing ends what is under way, and nothing is sent after', async () => {
  const { http, transport } = setUp();
  const waiting = transport.send(get(url));
  transport.close();
  const ended = await waiting;
  assert.ok(!ended.ok && ended.failure.kind === 'transport' && ended.failure.failure.kind === 'cancelled');
  assert.equal((await transport.send(get(url))).ok, false);
  assert.equal(http.sent.length, 1);
});

test('closed while its token is being renewed, a request is not sent again', async () => {
  const { http, transport } = setUp(kept);
  http.on('GET', url, challenge());
  const waiting = transport.send(get(url));
  await settle();
  const renewal = http.openTo('POST', tokenUrl);
  renewal?.reply(token);
  transport.close();
  assert.equal((await waiting).ok, false);
  assert.equal(http.sentTo('GET', url).length, 1);
});

test('an operation under way says that it was sent, and can be ended', async () => {
  const { http, transport } = setUp(kept);
  const exchange = transport.begin({ ...get('/x'), ownConnection: true }, pool);
  assert.equal(await exchange.sent, true);
  assert.equal(http.open[0]?.request.ownConnection, true);
  exchange.cancel();
  const result = await exchange.result;
  assert.ok(!result.ok && result.failure.kind === 'transport');
  assert.equal(result.failure.failure.kind, 'cancelled');
});

test('an operation that may not leave was not sent', async () => {
  const { transport } = setUp(kept);
  assert.equal(await transport.begin(get('https://evil.example/')).sent, false);
});

test('an operation that is ended while its token is renewed does not go out again', async () => {
  const { http, transport } = setUp(kept);
  http.once('GET', url, challenge());
  const exchange = transport.begin(get(url));
  await settle();
  exchange.cancel();
  http.openTo('POST', tokenUrl)?.reply(token);
  await settle();
  assert.equal(http.open.length, 0);
  assert.equal((await exchange.result).ok, false);
});

test('dropped connections end what is under way, and others work after', async () => {
  const { http, transport } = setUp(kept);
  const hanging = transport.send(get(url));
  transport.dropConnections();
  assert.equal((await hanging).ok, false);
  http.on('GET', url, json(200, {}));
  assert.equal((await transport.send(get(url))).ok, true);
});
