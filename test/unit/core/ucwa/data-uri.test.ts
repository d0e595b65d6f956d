import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { decodeDataUri } from '../../../../main/core/ucwa/data-uri.ts';

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64');

describe('what is written is read', () => {
  for (const [name, uri, text] of [
    ['plain', 'data:application/sdp,v=0', 'v=0'],
    ['form: + is a space, %2b a plus', 'data:application/sdp;charset=utf-8,s=-+x%2by%2Bz%0d%0a', 's=- x+y+z\r\n'],
    ['only the first comma ends the head', 'data:application/sdp,a,b,c', 'a,b,c'],
    ['UTF-8 in escapes', 'data:text/plain,Malm%c3%b6', 'Malmö'],
    ['base64', `data:application/sdp;base64,${base64('v=0\r\nö 🙂')}`, 'v=0\r\nö 🙂'],
    ['base64 keeps its +', `data:application/sdp;base64,${base64('>>>~~~?')}`, '>>>~~~?'],
    ['base64 without padding', `data:application/sdp;base64,${base64('v=0').replaceAll('=', '')}`, 'v=0'],
    [
      'base64 in escapes and lines',
      `data:application/sdp;base64,${base64('some longer text').replace(/.{4}/, '$&%0D%0A\r\n')}`,
      'some longer text',
    ],
    ['base64 named in capitals', `DATA:application/sdp;BASE64,${base64('v=0')}`, 'v=0'],
    ['empty', 'data:application/sdp,', ''],
    ['a stray %', 'data:application/sdp,s=100%+sure%0d%0at=0+0', 's=100% sure\r\nt=0 0'],
    ['a % at the end', 'data:application/sdp,100%', '100%'],
    ['a % and one digit', 'data:application/sdp,%4+%4g%zz', '%4 %4g%zz'],
    ['escapes that are no UTF-8', 'data:application/sdp,s=J%fcrgen%0d%0at=0', 's=J\ufffdrgen\r\nt=0'],
    ['a stray % beside UTF-8', 'data:text/plain,Malm%c3%b6+5%', 'Malmö 5%'],
    ['a comma in quotes ends no head', 'data:multipart/mixed;boundary="a,b",x', 'x'],
    ['escaped quotes do the same', 'data:multipart/mixed;boundary=%22a,b%22,x', 'x'],
    ['blanks before it', ' data:application/sdp,v=0', 'v=0'],
  ] as const) {
    test(name, () => assert.equal(decodeDataUri(uri)?.text, text));
  }
});

test('media type and parameters come before the comma, names in lower case, quotes off', () => {
  const data = decodeDataUri('data:Multipart/Alternative; charset=utf-8;Boundary="a=b";x=,body');
  assert.equal(data?.mediaType, 'multipart/alternative');
  assert.deepEqual(
    [...(data?.parameters ?? [])],
    [
      ['charset', 'utf-8'],
      ['boundary', 'a=b'],
      ['x', ''],
    ],
  );
});

test('a parameter may be escaped, quoted, or both', () => {
  const boundary = (written: string) =>
    decodeDataUri(`data:multipart/mixed; boundary=${written};x=y,b`)?.parameters.get('boundary');
  assert.equal(boundary('abc'), 'abc');
  assert.equal(boundary('"a;b=c"'), 'a;b=c');
  assert.equal(boundary('%22a%3Db%22'), 'a=b');
  assert.equal(boundary('a%3db'), 'a=b');
  assert.equal(boundary('a+b'), 'a+b');
  assert.equal(boundary('50%'), '50%');
});

describe('null for', () => {
  for (const [name, uri] of [
    ['another scheme', 'https://pool.contoso.com/x'],
    ['no comma', 'data:application/sdp;base64'],
    ['a comma in quotes alone', 'data:application/sdp;x="a,b"'],
    ['letters that base64 has not', 'data:application/sdp;base64,base64-encoded-sdp'],
    ['base64 of a length that cannot be', 'data:application/sdp;base64,AAAAA'],
    ['padding inside', 'data:application/sdp;base64,AA==AAAA'],
    ['base64 that is no UTF-8', 'data:application/sdp;base64,/////w=='],
    ['nothing', ''],
    ['more than 256 KiB', `data:application/sdp,${'a'.repeat(256 * 1024)}`],
    ['more than 256 KiB of base64', `data:application/sdp;base64,${'A'.repeat(256 * 1024)}`],
  ] as const) {
    test(name, () => assert.equal(decodeDataUri(uri), null));
  }
});

test('every text survives both encodings', () => {
  const form = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(decodeDataUri(`data:a/b;base64,${base64(text)}`)?.text, text);
      assert.equal(decodeDataUri(`data:a/b,${form(text)}`)?.text, text);
    }),
    { numRuns: 300 },
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (tail) => {
      decodeDataUri(`data:${tail}`);
      decodeDataUri(`data:a/b;base64,${tail}`);
      decodeDataUri(`data:a/b,${tail}`);
    }),
    { numRuns: 500 },
  );
});

test('more before the body than any sender has need of is refused, however long the body may be', () => {
  const parameter = (length: number) => `;a=${'b'.repeat(length)}`;
  assert.equal(decodeDataUri(`data:a/b${parameter(8 * 1024)},x`), null);
  assert.equal(decodeDataUri(`data:a/b${parameter(4 * 1024)},x`)?.text, 'x');
  assert.equal(decodeDataUri(`data:a/b,${'x'.repeat(100_000)}`)?.text.length, 100_000);
});
