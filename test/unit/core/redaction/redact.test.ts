import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redactDetails, redactText } from '../../../../main/core/redact.ts';

/** Each text with the part of it that must not survive. */
const secrets: readonly (readonly [text: string, secret: string])[] = [
  ['Authorization: Bearer cwt=AAEBHAEFAAAA123', 'AAEBHAEFAAAA123'],
  ['authorization=Basic ZGFuYTpwdw==', 'ZGFuYTpwdw'],
  ['{"Authorization":"Bearer AAEBHAEFAAAA123"}', 'AAEBHAEFAAAA123'],
  ['WWW-Authenticate: Negotiate TlRMTVNTUAABAAAA', 'TlRMTVNTUAABAAAA'],
  ['https://pool.example/ucwa?cwt=AAEBHAEF%2b12&x=1', 'AAEBHAEF'],
  ['grant_type=password&username=x&password=hunter2&z=1', 'hunter2'],
  ['{"password": "hunter two"}', 'hunter two'],
  ['"access_token":"cwt=AAEB","expires_in":1', 'AAEB'],
  ['Set-Cookie: session=abcdef; path=/', 'abcdef'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkYW5hIn0.c2ln', 'eyJzdWIi'],
  ['a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVu|2^31', 'WVNfX19z'],
  ['v=0\\r\\na=ice-pwd:asd88fgpdd777uzjYhagZg\\r\\nm=audio', 'asd88fgpdd777uzjYhagZg'],
  ['a=ice-ufrag:8hhY', '8hhY'],
  ['key inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj', 'd0RmdmcmVCspeEc3'],
  ['offer data:application/sdp;charset=utf-8,v=0%0d%0ao=-%20dana', 'v=0%0d%0a'],
  ['INVITE sip:ana.lindqvist@contoso.com;transport=tls', 'ana.lindqvist'],
  ['sip%3aana%40contoso.com', 'ana'],
  ['call from tel:+4685550123', '85550123'],
  ['<sips:dana@contoso.com>', 'dana'],
  ['dana.whitfield@contoso.com signed in', 'dana.whitfield'],
  ['people/dana%40contoso.com/photo', 'dana'],
  ['called +46 8 5550 1234 twice', '5550 1234'],
  ['called (020) 7946-0018', '7946-0018'],
  ['called 4685550123', '4685550123'],
  ['+46-8-5550-1234-x', '5550-1234'],
];

for (const [text, secret] of secrets) {
  test(`${JSON.stringify(text)} loses its secret`, () => {
    assert.ok(text.includes(secret));
    const written = redactText(text);
    assert.ok(!written.includes(secret), written);
    assert.ok(!redactText(JSON.stringify({ text })).includes(secret));
  });
}

const harmless = [
  'GET https://pool.example:8443/ucwa/oauth/v1/applications/905b2e03-ed01-41eb-9a1c-3f1757285f2c/events?ack=3',
  'call 60518729-ef23-48de-a258-df1ba6c02874',
  'Event channel: 200 after 1234 ms',
  'at send (main.cjs:12:34567)',
  'a=rtpmap:0 PCMU/8000',
  'code ERR_TLS_CERT_ALTNAME_INVALID',
];

for (const text of harmless) {
  test(`${JSON.stringify(text)} stays as it is`, () => assert.equal(redactText(text), text));
}

test('an SDP keeps what helps and loses its keys', () => {
  const sdp = 'v=0\r\nm=audio 4000 RTP/SAVP 0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abcdefgh\r\na=ptime:20\r\n';
  const written = redactText(sdp);
  assert.ok(written.includes('m=audio 4000 RTP/SAVP 0') && written.includes('a=ptime:20'), written);
  assert.ok(!written.includes('abcdefgh'));
});

test('fields named after secrets are emptied, whatever they hold', () => {
  assert.deepEqual(
    redactDetails({ Password: 'x', access_token: 1, headers: { AUTHORIZATION: ['x'], accept: 'json' }, status: 200 }),
    {
      Password: '[secret]',
      access_token: '[secret]',
      headers: { AUTHORIZATION: '[secret]', accept: 'json' },
      status: 200,
    },
  );
});

test('keys, lists and errors are redacted too, and an error leaves its own fields behind', () => {
  const error = Object.assign(new Error('no answer from sip:ana@contoso.com'), {
    code: 'ECONNRESET',
    options: { headers: { authorization: 'Bearer abcdefgh' } },
  });
  const written = JSON.stringify(redactDetails({ error, list: ['tel:+4685550123'], 'sip:dana@contoso.com': 1 }));
  assert.ok(written.includes('ECONNRESET'));
  for (const secret of ['ana@', '85550123', 'dana', 'abcdefgh']) assert.ok(!written.includes(secret), written);
});

test('depth and length have an end', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  assert.ok(JSON.stringify(redactDetails(circle)).includes('[deep]'));
  assert.ok(redactText('x'.repeat(1_000_000)).length < 20_000);
});

test('codes and states of an error stay, those that open something do not', () => {
  const kept = { code: '404 NotFound ApplicationNotFound', state: 'online' };
  assert.deepEqual(redactDetails(kept), kept);
  assert.deepEqual(redactDetails({ code: '0.AXoAiQ2wQ9zX8hK3mN', state: 'af0ifjsldkj1' }), {
    code: '[secret]',
    state: '[secret]',
  });
});

test('what caused an error is written, to any depth, and what several had in common', () => {
  const inner = Object.assign(new Error('open /home/dana/x'), { code: 'EACCES', password: 'hunter22' });
  const several = new AggregateError([new Error('tel:+442079460123'), inner], 'CONTOSO\\dana');
  const error = new Error('outer', { cause: new Error('middle', { cause: several }) });
  const written = JSON.stringify(redactDetails({ error }));
  for (const kept of ['outer', 'middle', 'EACCES', '/home/[user]/x', '[account]'])
    assert.ok(written.includes(kept), kept);
  for (const secret of ['dana', '9460', 'hunter22']) assert.ok(!written.includes(secret), written);
});

test('names beside values: raw headers, lists of cookies, maps', () => {
  const written = JSON.stringify(
    redactDetails({
      rawHeaders: ['Cookie', 'a=hunter22', 'Accept', 'json'],
      cookies: [{ name: 'x', value: 'hunter22' }],
      fields: [{ name: 'password', value: 'hunter22' }],
      map: new Map([['authorization', 'hunter22']]),
      set: new Set(['sip:dana@contoso.com']),
      bytes: new Uint8Array([104, 117]),
      from: 442079460123,
      ms: 442079460123,
    }),
  );
  for (const secret of ['hunter22', 'dana', '"from":442']) assert.ok(!written.includes(secret), written);
  for (const kept of ['json', '[bytes]', '"ms":442079460123']) assert.ok(written.includes(kept), written);
});
