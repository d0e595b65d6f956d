import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseKey, writeCryptoLine } from '../../../../main/media/sdp/crypto-line.ts';

const suite = 'AES_CM_128_HMAC_SHA1_80';
const [a, b] = ['A', 'B'].map((letter) => letter.repeat(40)) as [string, string];

/** Lines, and the tag, the first letter of the key and the identifier of what is taken of them. */
const choices: readonly [name: string, lines: string[], taken: string | null][] = [
  ['a lifetime', [`1 ${suite} inline:${a}|2^31`], '1 A'],
  ['neither lifetime nor identifier', [`1 ${suite} inline:${a}`], '1 A'],
  ['a lifetime in digits', [`1 ${suite} inline:${a}|1048576`], '1 A'],
  ['an identifier', [`2 ${suite} inline:${a}|2^31|1:1`], '2 A 01'],
  ['an identifier without a lifetime', [`2 ${suite} inline:${a}|1:1`], '2 A 01'],
  ['a long identifier', [`2 ${suite} inline:${a}|2^31|258:4`], '2 A 00000102'],
  [
    'the line without an identifier before the one with',
    [`2 ${suite} inline:${a}|2^31|1:1`, `3 ${suite} inline:${b}|2^31`],
    '3 B',
  ],
  [
    'our suite behind others',
    [`1 AES_256_CM_HMAC_SHA1_80 inline:${a}|2^31`, `0 AES_CM_128_HMAC_SHA1_32 inline:${a}`, `4 ${suite} inline:${b}`],
    '4 B',
  ],
  ['a suite in lower case', [`1 ${suite.toLowerCase()} INLINE:${a}|2^31`], '1 A'],
  ['parameters that may be passed over', [`1 ${suite} inline:${a}|2^31 -FEC_ORDER=x KDR=0 WSH=64`], '1 A'],
  ['base64 with padding', [`1 ${suite} inline:${a}==|2^31`], '1 A'],
  ['parameters that must be understood', [`1 ${suite} inline:${a} UNENCRYPTED_SRTP`], null],
  ['keys that are derived anew', [`1 ${suite} inline:${a} KDR=20`], null],
  ['two keys', [`1 ${suite} inline:${a}|2^31|1:1;inline:${b}|2^31|2:1`], null],
  ['a short key', [`1 ${suite} inline:${a.slice(4)}|2^31`], null],
  ['a key that is no base64', [`1 ${suite} inline:${'*'.repeat(40)}`], null],
  ['a key from elsewhere', [`1 ${suite} uri:${a}`], null],
  ['an identifier longer than a number', [`1 ${suite} inline:${a}|2^31|258:8`], '1 A 0000000000000102'],
  ['the longest identifier', [`1 ${suite} inline:${a}|2^31|${2n ** 1024n - 1n}:128`], `1 A ${'ff'.repeat(128)}`],
  ['an identifier that is too long', [`1 ${suite} inline:${a}|2^31|1:129`], null],
  ['an identifier without a length', [`1 ${suite} inline:${a}|2^31|1:0`], null],
  ['an identifier that does not fit its length', [`1 ${suite} inline:${a}|2^31|256:1`], null],
  ['a tag that is no number', [`x ${suite} inline:${a}`], null],
  ['nothing', ['', ' ', '1', `1 ${suite}`, `1 ${suite} inline:`], null],
  ['one odd line before a good one', ['x', `3 ${suite} inline:${b}|2^31`], '3 B'],
];

for (const [name, lines, taken] of choices) {
  test(`of a=crypto: ${name}`, () => {
    const key = chooseKey(lines);
    const told = key && [key.tag, key.master.toString('base64')[0], key.mki.toString('hex')].join(' ').trim();
    assert.equal(told, taken);
  });
}

test('an answer takes the tag and the identifier of the offer, with a key of its own', () => {
  const own = Buffer.alloc(30, 0xff);
  for (const [rest, answered] of [
    ['', '|2^31'],
    ['|2^20', '|2^31'],
    ['|2^31|1:1', '|2^31|1:1'],
    ['|2^31|258:4', '|2^31|258:4'],
    [`|2^31|${2n ** 64n + 1n}:16`, `|2^31|${2n ** 64n + 1n}:16`],
  ] as const) {
    const offered = chooseKey([`7 ${suite} inline:${a}${rest}`]);
    assert.ok(offered);
    assert.equal(writeCryptoLine(offered, own), `7 ${suite} inline:${own.toString('base64')}${answered}`);
  }
});
