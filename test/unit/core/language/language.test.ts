import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { bestFit } from '../../../../main/core/language/best-fit.ts';
import { type Catalogues, chooseLanguage } from '../../../../main/core/language/language.ts';

describe('the best fit', () => {
  const cases: readonly [wanted: string[], available: string[], best: string | null][] = [
    [['de-AT'], ['de', 'en'], 'de'],
    [['gsw', 'de-CH', 'en'], ['de', 'en'], 'de'],
    [['en-GB', 'de'], ['de', 'en'], 'en'],
    [['pt-BR'], ['pt-PT', 'pt-BR'], 'pt-BR'],
    [['pt'], ['pt-PT', 'pt-BR'], 'pt-BR'],
    [['pt-AO'], ['pt-PT', 'pt-BR'], 'pt-PT'],
    [['zh-TW'], ['zh-Hans', 'zh-Hant'], 'zh-Hant'],
    [['zh-TW'], ['zh-Hans'], null],
    [['sr-Latn-RS'], ['sr'], null],
    [['ja', 'not a tag', ''], ['de', 'en'], null],
    [[], ['en'], null],
  ];
  for (const [wanted, available, best] of cases) {
    test(`of ${available.join(', ')} for ${wanted.join(', ') || 'nothing'} is ${best}`, () =>
      assert.equal(bestFit(wanted, available), best));
  }
});

describe('the language', () => {
  const messages: Record<string, Record<string, string>> = {
    en: { 'time.today': 'Today', 'time.yesterday': 'Yesterday' },
    he: { 'time.today': 'היום' },
  };
  const catalogues: Catalogues = { locales: Object.keys(messages), read: (locale) => messages[locale] ?? {} };
  const wantedOf = (...languages: string[]) => ({ languages, time: 'de-DE', numeric: 'de-CH' });

  test('has the formats that are wanted, whatever it is', () => {
    const { locale, direction, formats } = chooseLanguage(catalogues, wantedOf('fi'));
    assert.deepEqual([locale, direction, formats], ['en', 'ltr', { time: 'de-DE', numeric: 'de-CH' }]);
  });

  test('has the direction of its script, and English where a message is missing', () => {
    const chosen = chooseLanguage(catalogues, wantedOf('he-IL'));
    assert.deepEqual([chosen.locale, chosen.direction], ['he', 'rtl']);
    assert.deepEqual({ ...chosen.messages }, { 'time.today': 'היום', 'time.yesterday': 'Yesterday' });
  });
});
