import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { decodeMediaOffer } from '../../../../main/core/ucwa/media-offer.ts';
import { audioVideoInvitation } from '../fixtures/seed-pages.ts';

const formEncoded = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');

/** A multipart offer as servers write it; each part is its head and its SDP. */
function multipart(
  parts: readonly (readonly [head: string, sdp: string])[],
  { end = '\r\n', boundary = 'b1' } = {},
): string {
  const body = parts.map(([head, sdp]) => `--${boundary}\r\n${head}\r\n\r\n${sdp}\r\n`).join('');
  const text = `${body}--${boundary}--\r\n`.replaceAll('\r\n', end);
  return `data:multipart/alternative;charset=utf-8;boundary=${boundary},${formEncoded(text)}`;
}

const head = (id: string, more = '') =>
  `Content-Type: application/sdp\r\nContent-ID: <${id}@contoso.com>\r\nContent-Disposition: session; handling=optional${more}`;
const old = [head('old', '; ms-proxy-2007fallback'), 'v=0\r\ns=old\r\n'] as const;
const encoded = (encoding: string, body: string) =>
  [`${head('new')}\r\nContent-Transfer-Encoding: ${encoding}`, body] as const;
const present = [head('new'), 'v=0\r\ns=new\r\n'] as const;

test('a single body', () => {
  assert.deepEqual(decodeMediaOffer('data:application/sdp,v=0%0d%0as=x%0d%0a'), {
    sdp: 'v=0\r\ns=x\r\n',
    contentId: null,
  });
});

describe('the part to answer', () => {
  const chosen = { sdp: 'v=0\r\ns=new\r\n', contentId: '<new@contoso.com>' };
  for (const [name, href] of [
    ['fallback first, as recorded', multipart([old, present])],
    ['fallback last', multipart([present, old])],
    ['alone', multipart([present])],
    ['the last of two that are none', multipart([[head('first'), 'v=0\r\ns=1\r\n'], present])],
    ['with lines that end in LF', multipart([old, present], { end: '\n' })],
    [
      'with a boundary in quotes',
      multipart([old, present], { boundary: '----=_x' }).replace('boundary=----=_x', 'boundary="----=_x"'),
    ],
    ['beside a part of another type', multipart([present, ['Content-Type: text/plain', 'hello']])],
    [
      'with a fallback mark on a folded line',
      multipart([present, [head('old', ';\r\n\tms-proxy-2007fallback'), 'v=0\r\n']]),
    ],
    [
      'with a boundary in escaped quotes',
      multipart([old, present], { boundary: 'a=b' }).replace('boundary=a=b', 'boundary=%22a%3db%22'),
    ],
    ['with a boundary that is escaped', multipart([old, present], { boundary: 'a=b' }).replace('=a=b', '=a%3Db')],
    ['with a comma in the boundary', multipart([old, present], { boundary: 'a,b' }).replace('=a,b', '="a,b"')],
    ['with a plus in the boundary', multipart([old, present], { boundary: 'a+b' })],
    ['with another boundary in the head', multipart([old, present]).replace('boundary=b1', 'boundary=b2')],
    ['with no boundary in the head', multipart([old, present]).replace(';boundary=b1', '')],
    ['as another kind of multipart', multipart([old, present]).replace('alternative', 'mixed')],
    ['in base64', multipart([old, encoded('base64', Buffer.from('v=0\r\ns=new\r\n').toString('base64'))])],
    ['in lines of base64', multipart([old, encoded('BASE64', 'dj0wDQpz\r\nPW5ldw0K\r\n')])],
    ['quoted-printable', multipart([old, encoded('Quoted-Printable', 'v=3D0\r\ns=3Dn=\r\new\r\n')])],
    ['in eight bits', multipart([old, encoded('8bit', 'v=0\r\ns=new\r\n')])],
    [
      'beside base64 that is none',
      multipart([present, [`${head('bad')}\r\nContent-Transfer-Encoding: base64`, '!!!']]),
    ],
    ['with text before the first boundary', multipart([present]).replace(',', ',preamble%0d%0a')],
  ] as const) {
    test(name, () => assert.deepEqual(decodeMediaOffer(href), chosen));
  }
});

test('with only a fallback, that one', () => {
  assert.equal(decodeMediaOffer(multipart([old]))?.contentId, '<old@contoso.com>');
});

test('a part without a Content-ID', () => {
  const offer = decodeMediaOffer(multipart([['Content-Type: application/sdp', 'v=0\r\n']]));
  assert.deepEqual(offer, { sdp: 'v=0\r\n', contentId: null });
});

test('a Content-ID that is too long to be echoed is not', () => {
  const id = (length: number) => decodeMediaOffer(multipart([[head('x'.repeat(length)), 'v=0\r\n']]))?.contentId;
  assert.equal(id(200), null);
  assert.equal(id(80)?.length, 80 + '<@contoso.com>'.length);
});

test('a stray % in one part costs nothing', () => {
  const href = multipart([old, [head('new'), 'v=0\r\ns=100PERCENT\r\n']]).replace('PERCENT', '%');
  assert.equal(decodeMediaOffer(href)?.sdp, 'v=0\r\ns=100%\r\n');
});

test('what comes after the closing boundary does not count', () => {
  const late = formEncoded('--b1\r\nContent-Type: application/sdp\r\n\r\nv=0\r\ns=late\r\n');
  assert.equal(decodeMediaOffer(`${multipart([present])}${late}`)?.contentId, '<new@contoso.com>');
});

describe('null for', () => {
  for (const [name, href] of [
    ['the reference page’s placeholder', audioVideoInvitation._links.mediaOffer.href],
    ['another type', 'data:text/html,v=0'],
    ['multipart without a boundary', 'data:multipart/alternative,x'],
    ['base64 that is none', multipart([[`${head('x')}\r\nContent-Transfer-Encoding: base64`, '!!!']])],
    ['an empty boundary', 'data:multipart/alternative;boundary=,--%0d%0a'],
    ['no part', multipart([])],
    ['no SDP part', multipart([['Content-Type: text/plain', 'x']])],
    ['a part that never ends its head', 'data:multipart/mixed;boundary=b,--b%0d%0aContent-Type:+application/sdp'],
    ['an https address', 'https://pool.contoso.com/offer'],
  ] as const) {
    test(name, () => assert.equal(decodeMediaOffer(href), null));
  }
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (body, boundary) => {
      decodeMediaOffer(`data:multipart/alternative;boundary=${boundary},${formEncoded(body.toWellFormed())}`);
    }),
    { numRuns: 300 },
  );
});
