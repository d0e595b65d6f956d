import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { bestFit } from '../../../../main/core/language/best-fit.ts';
import { withChosenLanguage } from '../../../../main/core/language/chosen-language.ts';
import { type Catalogues, chooseLanguage } from '../../../../main/core/language/language.ts';
import { cataloguesIn } from '../../../../main/storage/catalogues.ts';
import { languageNames } from '../../../../preload/contract/index.ts';

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

describe('a language that the user chose', () => {
  const german = { languages: ['de-DE', 'fr'], time: 'de-DE', numeric: 'de-CH' };

  test('goes before the system’s, with dates and numbers of its region in that language', () => {
    assert.deepEqual(withChosenLanguage(german, 'en'), {
      languages: ['en', 'de-DE', 'fr'],
      time: 'en-DE',
      numeric: 'en-CH',
    });
  });

  test('leaves the formats of the system where they are in it', () => {
    assert.deepEqual(withChosenLanguage(german, 'de'), { ...german, languages: ['de', 'de-DE', 'fr'] });
  });

  test('is the system’s where nothing was chosen', () => {
    assert.equal(withChosenLanguage(german, 'system'), german);
  });

  test('is that of the formats too where the system has none', () => {
    assert.equal(withChosenLanguage({ ...german, time: 'not a tag' }, 'ja').time, 'ja');
  });

  test('has a catalogue, and each catalogue can be chosen', () => {
    const { locales } = cataloguesIn(join(import.meta.dirname, '../../../../assets/locales'));
    assert.deepEqual([...locales].sort(), Object.keys(languageNames).sort());
  });
});
