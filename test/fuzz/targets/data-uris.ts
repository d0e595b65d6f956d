import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeDataUri } from '../../../main/core/ucwa/data-uri.ts';
import { editedTexts, hostileText } from '../shapes/mutations.ts';
import { fuzzTarget } from '../target.ts';

const text = fc.oneof(fc.string({ unit: 'grapheme' }), hostileText).map((any) => any.toWellFormed());
const types = fc.constantFrom(
  'application/sdp',
  'text/plain;charset=utf-8',
  'text/html',
  'multipart/alternative;boundary="b"',
  '',
);
const formEncoded = (body: string) => encodeURIComponent(body).replaceAll('%20', '+');
const uris = fc.oneof(
  fc.tuple(types, text).map(([type, body]) => `data:${type},${formEncoded(body)}`),
  fc.tuple(types, text).map(([type, body]) => `data:${type};base64,${Buffer.from(body).toString('base64')}`),
);
const pieces = [
  '%',
  '%00',
  '%zz',
  '%ed%a0%80',
  '+',
  '=',
  ';',
  ',',
  ';base64',
  ';BASE64=',
  'data:',
  ';__proto__=x',
  '"',
];

const timed = (uri: string) => () => decodeDataUri(uri);

export default fuzzTarget({
  about: 'data: URIs',
  inputs: fc.record({ uri: fc.oneof(editedTexts(uris, pieces), hostileText), body: text }),
  run({ uri, body }) {
    const decoded = decodeDataUri(uri);
    if (decoded !== null) {
      assert.ok(decoded.text.length <= uri.length);
      assert.ok(decoded.text.isWellFormed() || !uri.isWellFormed());
      assert.equal(decoded.mediaType, decoded.mediaType.toLowerCase().trim());
    }
    assert.equal(decodeDataUri(`data:text/plain,${formEncoded(body)}`)?.text, body);
    assert.equal(decodeDataUri(`data:text/plain;base64,${Buffer.from(body).toString('base64')}`)?.text, body);
  },
  growing: {
    escapes: (size) => timed(`data:,${'%20'.repeat(size / 3)}`),
    pluses: (size) => timed(`data:,${'+'.repeat(size)}`),
    base64: (size) => timed(`data:;base64,${'QUJD'.repeat(size / 4)}`),
    'line ends in base64': (size) => timed(`data:;base64,${'\r\n'.repeat(size / 2)}=x`),
    parameters: (size) => timed(`data:a/b${';a="b'.repeat(size / 5)},x`),
    'spaces in a parameter': (size) => timed(`data:a/b;a="${' '.repeat(size)},x`),
    'equals signs': (size) => timed(`data:;base64,${'='.repeat(size)}`),
  },
});
