import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type BatchedRequest, decodeBatch, encodeBatch } from '../../../../main/core/ucwa/batch.ts';
import { readBody } from '../../../../main/core/ucwa/body.ts';
import { createXml } from '../../../../main/parsing/xml.ts';

const boundary = 'EA370946-0cac9abd';
const pool = 'https://fe1.contoso.com:443';
const get = (path: string): BatchedRequest => ({
  method: 'GET',
  url: `${pool}${path}`,
  headers: { accept: 'application/json' },
});
const phones = get('/ucwa/v1/applications/192/me/phones');
const policies = get('/ucwa/v1/applications/192/policies?x=1');

describe('what is sent', () => {
  test('two reads, as the reference writes them', () => {
    assert.deepEqual(encodeBatch([policies, phones], boundary), {
      contentType: `multipart/batching; boundary="${boundary}"`,
      body: [
        `--${boundary}`,
        'Content-Type: application/http; msgtype=request',
        '',
        'GET /ucwa/v1/applications/192/policies?x=1 HTTP/1.1',
        'host: fe1.contoso.com:443',
        'accept: application/json',
        '',
        '',
        `--${boundary}`,
        'Content-Type: application/http; msgtype=request',
        '',
        'GET /ucwa/v1/applications/192/me/phones HTTP/1.1',
        'host: fe1.contoso.com:443',
        'accept: application/json',
        '',
        '',
        `--${boundary}--`,
        '',
      ].join('\r\n'),
    });
  });

  test('a body, with its length in bytes', () => {
    const headers = { 'content-type': 'application/json' };
    const batch = encodeBatch(
      [{ method: 'POST', url: `${pool}/note`, headers, body: '{"message":"Grüße 👋"}' }],
      boundary,
    );
    assert.match(batch?.body ?? '', /\r\ncontent-length: 26\r\n\r\n\{"message":"Grüße 👋"\}\r\n--/);
    assert.equal(Buffer.byteLength('{"message":"Grüße 👋"}'), 26);
  });

  for (const [name, requests, mark] of [
    ['none', [], boundary],
    ['more than a hundred', Array.from({ length: 101 }, () => phones), boundary],
    ['a line end in an address', [{ ...phones, url: `${pool}/a HTTP/1.1\r\nX: y` }], boundary],
    ['a line end in a header', [{ ...phones, headers: { accept: 'a\r\nx: y' } }], boundary],
    ['a name that is none', [{ ...phones, headers: { 'a: b': 'c' } }], boundary],
    ['the boundary in a body', [{ ...phones, body: `\r\n--${boundary}--` }], boundary],
    ['an address that is relative', [{ ...phones, url: '/me' }], boundary],
    ['a boundary that would need quoting', [phones], 'a"b:c;d=e f'],
  ] as const) {
    test(`not: ${name}`, () => assert.equal(encodeBatch(requests, mark), null));
  }
});

const part = (status: string, body: string, type = 'application/json; charset=utf-8') =>
  `Content-Type: application/http; msgtype=response\r\n\r\nHTTP/1.1 ${status}\r\nCache-Control: no-cache\r\nContent-Type: ${type}\r\n\r\n${body}`;
const answer = (parts: readonly string[], { end = '--\r\n', lines = '\r\n' } = {}) =>
  `${parts.map((text) => `--b7\r\n${text}\r\n`).join('')}--b7${end}`.replaceAll('\r\n', lines);
const type = 'multipart/batching; boundary="b7"';
const decode = (body: string, requests: readonly BatchedRequest[], contentType = type) =>
  decodeBatch(contentType, body, requests, createXml());

describe('what comes back', () => {
  const both = [part('200 OK', '\ufeff{"rel":"policies"}'), part('404 Not Found', '{"code":"NotFound"}')];

  for (const lines of ['\r\n', '\n']) {
    test(`in the order of the requests, with lines that end in ${JSON.stringify(lines)}`, () => {
      const [first, second] = decode(answer(both, { lines }), [policies, phones]) ?? [];
      assert.deepEqual([first?.status, second?.status], [200, 404]);
      assert.deepEqual(first?.headers['cache-control'], ['no-cache']);
      assert.equal(Object.getPrototypeOf(first?.headers), null);
      assert.equal(second?.body, '{"code":"NotFound"}');
      assert.deepEqual(readBody('application/json', first?.body ?? '', createXml()), {
        kind: 'document',
        value: { rel: 'policies' },
      });
    });
  }

  test('a preamble, an epilogue and a boundary without quotes', () => {
    const body = `Hello\r\n${answer(both)}\r\nBye --b7\r\n`;
    const answers = decode(body, [policies, phones], 'Multipart/Batching;Boundary=b7; charset=utf-8');
    assert.deepEqual(
      answers?.map((one) => one?.status),
      [200, 404],
    );
  });

  test('a body that holds the boundary within a line', () => {
    const [first] = decode(answer([part('200 OK', '{"a":"--b7 x"}\r\n--b77\r\n--b7x--')]), [policies]) ?? [];
    assert.equal(first?.body, '{"a":"--b7 x"}\r\n--b77\r\n--b7x--');
  });

  test('204 without a body', () => {
    const text = 'Content-Type: application/http; msgtype=response\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n';
    assert.deepEqual(decode(answer([text]), [policies])?.[0], { status: 204, headers: Object.create(null), body: '' });
  });

  for (const [name, broken] of [
    ['is of another type', 'Content-Type: text/plain\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'],
    ['has no status', 'Content-Type: application/http\r\n\r\n{}'],
    ['has a status that is none', part('999 What', '{}')],
    ['has no end of its headers', 'Content-Type: application/http\r\n\r\nHTTP/1.1 200 OK\r\nA: b'],
    ['is empty', ''],
  ] as const) {
    test(`a part that ${name} fails alone`, () => {
      const answers = decode(answer([broken, part('200 OK', '{}')]), [policies, phones]);
      assert.deepEqual(
        answers?.map((one) => one?.status ?? null),
        [null, 200],
      );
    });
  }

  test('cut off: what came whole counts', () => {
    const cut = answer(both).slice(0, -20);
    assert.deepEqual(
      decode(cut, [policies, phones])?.map((one) => one?.status ?? null),
      [200, null],
    );
  });

  test('one too few: only what says by itself what it is', () => {
    const self = (path: string) => part('200 OK', `{"_links":{"self":{"href":"${path}"}}}`);
    const of = (...parts: readonly string[]) =>
      decode(answer(parts), [policies, phones])?.map((one) => one?.status ?? null);
    assert.deepEqual(of(self('/ucwa/v1/applications/192/me/phones')), [null, 200]);
    assert.deepEqual(of(self(policies.url)), [200, null]);
    assert.deepEqual(of(part('404 Not Found', '{"code":"NotFound"}')), [null, null]);
  });

  test('more than were asked for: the rest is left out', () => {
    assert.equal(decode(answer([...both, ...both]), [policies])?.length, 1);
  });

  for (const other of ['application/json', 'multipart/batching', 'multipart/batching; boundary=""', '']) {
    test(`no batch at all: ${other}`, () => {
      const answers = decode(answer(both), [policies, phones], other);
      assert.equal(answers, undefined);
    });
  }
});

test('what was encoded is read again by the same rules, part for part', () => {
  const { body = '', contentType = '' } = encodeBatch([policies, phones], boundary) ?? {};
  const echoed = body
    .replaceAll('msgtype=request', 'msgtype=response')
    .replaceAll(/GET \S+ HTTP\/1.1/g, 'HTTP/1.1 200 OK');
  const answers = decodeBatch(contentType, echoed, [policies, phones], createXml());
  assert.deepEqual(
    answers?.map((one) => one?.headers.host),
    [['fe1.contoso.com:443'], ['fe1.contoso.com:443']],
  );
});
