import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import '../same-inputs.ts';
import { cleanText } from '../../../main/core/text.ts';
import { hostileTexts, unfit } from './fixtures/hostile-texts.ts';

describe('cleaned', () => {
  for (const [name, text, shown] of [
    ['a name', 'Ana Lindqvist', 'Ana Lindqvist'],
    ['letters of all scripts', 'Zoë Ångström 山田太郎 Дмитрий أحمد', 'Zoë Ångström 山田太郎 Дмитрий أحمد'],
    ['an emoji', 'Ana 🙂', 'Ana 🙂'],
    ['white space', '  Ana\t\r\n  Lindqvist\u00a0 ', 'Ana Lindqvist'],
    ['line and paragraph separators', 'a\u2028b\u2029c', 'a b c'],
    ['control characters', 'A\u0000n\u0007a\u001b[31m', 'A n a [31m'],
    ['bidi overrides', 'Ana\u202egnp.exe\u202c', 'Anagnp.exe'],
    ['bidi isolates', '\u2066Ana\u2069', 'Ana'],
    ['zero width', 'A\u200bn\u200ca\u200d\ufeff', 'Ana'],
    ['a soft hyphen', 'Lind\u00adqvist', 'Lindqvist'],
    ['private use', 'A\ue000na\u{f0000}', 'Ana'],
    ['half a character', 'Ana\ud83d', 'Ana'],
    ['tags', 'Ana\u{e0041}', 'Ana'],
    ['markup stays text', '<b>Ana</b> & Co', '<b>Ana</b> & Co'],
  ] as const) {
    test(name, () => assert.equal(cleanText(text), shown));
  }
});

describe('nothing to show', () => {
  for (const text of [
    '',
    ' ',
    '\u200b',
    '\u202e\u202c',
    '\u0000',
    '\ue000',
    '\ud800',
    '\u3164',
    '\u115f\u1160',
    '\u2800\u2800',
    '\ufe0f',
    '\u180e',
  ]) {
    test(JSON.stringify(text), () => assert.equal(cleanText(text), null));
  }
  test('null', () => assert.equal(cleanText(null), null));
});

test('256 characters are shown, of more 255 and an ellipsis', () => {
  assert.equal(cleanText('a'.repeat(256))?.length, 256);
  const long = cleanText('🙂'.repeat(300));
  assert.equal([...(long ?? '')].length, 256);
  assert.ok(long?.endsWith('🙂…'));
});

test(`${hostileTexts.length} hostile texts come out short, in one line, and with nothing that hides or turns`, () => {
  assert.ok(hostileTexts.length >= 200);
  for (const text of hostileTexts) assertFit(cleanText(text));
});

const scripts = fc
  .array(
    fc.constantFrom(
      ...'می\u200c\u200dක්රർ😀❤\ufe0f\u{e0067}\u{e007f}🏴葛\u{e0100}ᠠ\u180b\u180eA 1\u20e3\u0301\u202e👩🏽',
    ),
    { maxLength: 400 },
  )
  .map((parts) => parts.join(''));

test('so does any text, and what was cleaned stays as it is', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary', maxLength: 2_000 }), fc.string({ unit: 'grapheme' }), scripts),
      (text) => {
        const shown = cleanText(text);
        assertFit(shown);
        assert.equal(cleanText(shown), shown);
      },
    ),
    { numRuns: 500 },
  );
});

function assertFit(text: string | null): void {
  if (text === null) return;
  assert.ok([...text].length <= 256);
  assert.ok(text.isWellFormed());
  assert.equal(text.trim(), text);
  // Joiners stay where a script needs them; no letter of another is beside one.
  assert.doesNotMatch(text, unfit);
  assert.doesNotMatch(text, /[^\S ]| {2}/u);
  assert.doesNotMatch(text, /[\p{Script=Latin}\s][\u200c\u200d]|[\u200c\u200d]{2}/u);
}
