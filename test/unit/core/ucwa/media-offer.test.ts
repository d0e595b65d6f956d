import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
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

test('what comes after the closing boundary does not count', () => {
  const late = formEncoded('--b1\r\nContent-Type: application/sdp\r\n\r\nv=0\r\ns=late\r\n');
  assert.equal(decodeMediaOffer(`${multipart([present])}${late}`)?.contentId, '<new@contoso.com>');
});

describe('null for', () => {
  for (const [name, href] of [
    ['the reference page’s placeholder', audioVideoInvitation._links.mediaOffer.href],
    ['another type', 'data:text/html,v=0'],
    ['multipart without a boundary', 'data:multipart/alternative,x'],
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
