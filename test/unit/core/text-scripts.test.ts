import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cleanText } from '../../../main/core/text.ts';

const joiner = '\u200d';
const nonJoiner = '\u200c';

describe('names keep the joiners and selectors that belong to their script', () => {
  for (const [script, name] of [
    ['Persian', `می${nonJoiner}خواهم`],
    ['Persian', `علی${nonJoiner}رضا`],
    ['Persian, behind a letter that does not join', `امیر${nonJoiner}حسین`],
    ['Urdu', `فخر${nonJoiner}النساء`],
    ['Kurdish', `ئه${nonJoiner}حمه‌د`],
    ['Arabic abbreviation', `ه${joiner}`],
    ['Sinhala', `ශ්${joiner}රී`],
    ['Sinhala', `චන්ද්${joiner}ර`],
    ['Sinhala, touching letters', `ක${joiner}්ෂ`],
    ['Bengali ya-phalaa', `র${joiner}্যাব`],
    ['Bengali khanda ta, old', `ত্${joiner}`],
    ['Malayalam chillu, old', `അവന്${joiner}`],
    ['Malayalam chillu, old, within', `ചന്${joiner}ദ്രന്${joiner}`],
    ['Malayalam', `മാത്യു${nonJoiner}സ്`],
    ['Devanagari half form', `क्${joiner}ष`],
    ['Devanagari explicit virama', `क्${nonJoiner}ष`],
    ['Kannada', `ರ್${joiner}ಕ`],
    ['Telugu', `రాజ్${nonJoiner}కుమార్`],
    ['Tamil', `க்${nonJoiner}ஷ`],
    ['Gujarati', `ક્${nonJoiner}ષ`],
    ['Gurmukhi', `ਕ੍${nonJoiner}ਹ`],
    ['Oriya', `କ୍${nonJoiner}ଷ`],
    ['Syriac', `ܒ${nonJoiner}ܪ`],
    ['Mongolian', 'ᠠ\u180b\u180e'.slice(0, 2)],
    ['Mongolian vowel separator', 'ᠨ\u180eᠠ'],
    ['Han variant', '葛\u{e0100}城'],
    ['Han variant', '渡\u{e0101}邊\u{e0102}'],
    ['Myanmar', 'က\ufe00'],
    ['emoji family', '👨\u200d👩\u200d👧'],
    ['emoji with skin', '👩🏽\u200d💻'],
    ['emoji flag', '🏳\ufe0f\u200d🌈'],
    ['emoji heart', '❤\ufe0f'],
    ['emoji heart on fire', '❤\ufe0f\u200d🔥'],
    ['text heart', '❤\ufe0e'],
    ['emoji keycap', '1\ufe0f\u20e3'],
    ['emoji sailor', '🧜🏿\u200d♂\ufe0f'],
    ['flag of a part of a country', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
    ['flag of a country', '🇸🇪'],
    ['Thai', 'สมชาย ใจดี'],
    ['Hebrew with points', 'שָׂרָה'],
    ['Arabic with marks', 'مُحَمَّد'],
    ['Vietnamese, decomposed', 'Nguye\u0302\u0303n'],
    ['Tibetan', 'བསྟན་འཛིན'],
    ['Khmer', 'សុខា'],
    ['Hangul', '김철수'],
    ['Ethiopic', 'አበበ'],
    ['Georgian', 'ნინო'],
    ['Armenian', 'Արամ'],
  ] as const) {
    test(`${script}: ${name}`, () => {
      assert.equal(cleanText(name), name);
      assert.equal(cleanText(`Ana ${name} x`), `Ana ${name} x`);
    });
  }
});

describe('elsewhere they are taken out', () => {
  for (const [what, text, shown] of [
    ['between Latin letters', `A${joiner}n${nonJoiner}a`, 'Ana'],
    ['between Cyrillic letters', `Я${nonJoiner}н`, 'Ян'],
    ['between Han', `山${joiner}田`, '山田'],
    ['between digits', `4${nonJoiner}4${joiner}1`, '441'],
    ['at the start', `${joiner}${nonJoiner}علی`, 'علی'],
    ['at the end', `علی${nonJoiner}`, 'علی'],
    ['before a blank', `علی${nonJoiner} رضا`, 'علی رضا'],
    ['several', `می${nonJoiner}${nonJoiner}${joiner}خواهم`, `می${nonJoiner}خواهم`],
    ['between scripts', `ی${nonJoiner}A`, 'یA'],
    ['behind an emoji that nothing follows', `🙂${joiner}`, '🙂'],
    ['between an emoji and a letter', `🙂${joiner}A`, '🙂A'],
    ['a selector behind a letter', 'A\ufe0fna\ufe0e', 'Ana'],
    ['a selector behind a digit', '1\ufe0f', '1'],
    ['selectors in a row', '❤\ufe0f\ufe0f\ufe0f', '❤\ufe0f'],
    ['a variant of Latin', 'A\u{e0100}na\ufe00', 'Ana'],
    ['a Mongolian selector behind Latin', 'A\u180bna\u180e', 'Ana'],
    ['tags without a flag', 'Ana\u{e0067}\u{e0062}\u{e007f}', 'Ana'],
    ['tags that do not end', '🏴\u{e0067}\u{e0062}', '🏴'],
    ['tags that end at once', '🏴\u{e007f}', '🏴'],
    ['bidi controls between Arabic letters', 'ع\u200fل\u061c\u202eی\u2069', 'علی'],
    ['a joiner that a bidi control stands beside', `می\u202e${nonJoiner}\u202cخواهم`, `می${nonJoiner}خواهم`],
    ['marks in heaps', `Z${'\u0310\u0311\u0312'.repeat(40)}oe`, 'Z\u0310\u0311\u0312\u0310oe'],
    ['marks without a letter', '\u0301\u0301Ana', 'Ana'],
    ['enclosing marks in heaps', `A${'\u20dd'.repeat(9)}`, `A${'\u20dd'.repeat(4)}`],
  ] as const) {
    test(what, () => assert.equal(cleanText(text), shown));
  }
});

describe('what is too long ends at a character as people see them', () => {
  for (const [what, piece] of [
    ['families', '👨\u200d👩\u200d👧\u200d👦'],
    ['flags', '🇸🇪'],
    ['letters with marks', 'e\u0301\u0302'],
    ['Sinhala', `ශ්${joiner}රී`],
    ['Malayalam', `ന്${joiner}`],
    ['keycaps', '1\ufe0f\u20e3'],
  ] as const) {
    test(what, () => {
      const shown = cleanText(piece.repeat(300)) ?? '';
      assert.ok([...shown].length <= 256 && [...shown].length > 240, `${[...shown].length}`);
      assert.equal(shown, `${piece.repeat((shown.length - 1) / piece.length)}…`);
      assert.equal(cleanText(shown), shown);
    });
  }
  test('one that never ends is cut all the same', () => {
    const shown = cleanText(`👨${`${joiner}👨`.repeat(2_000)}`) ?? '';
    assert.ok([...shown].length <= 256 && shown.endsWith('👨…'));
    assert.equal(cleanText(shown), shown);
  });
});
