import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { posixLocales } from '../../../../main/core/language/posix-locales.ts';

describe('the locales of a POSIX environment', () => {
  test('are those of LANG', () => {
    const wanted = { languages: ['de-AT'], time: 'de-AT', numeric: 'de-AT' };
    assert.deepEqual(posixLocales({ LANG: 'de_AT.UTF-8' }), wanted);
  });

  test('are the category’s own before that, and LC_ALL before all', () => {
    const env = { LANG: 'en_US.UTF-8', LC_TIME: 'de_DE.UTF-8', LC_NUMERIC: 'de_CH.utf8', LC_MESSAGES: '' };
    assert.deepEqual(posixLocales(env), { languages: ['en-US'], time: 'de-DE', numeric: 'de-CH' });
    const all = { languages: ['fr-FR'], time: 'fr-FR', numeric: 'fr-FR' };
    assert.deepEqual(posixLocales({ ...env, LC_ALL: 'fr_FR' }), all);
  });

  test('have LANGUAGE’s list before the messages’ own', () => {
    const env = { LANG: 'en_US.UTF-8', LANGUAGE: 'gsw:de:nonsense tag:' };
    assert.deepEqual(posixLocales(env).languages, ['gsw', 'de', 'en-US']);
  });

  for (const plain of ['C', 'POSIX', 'C.UTF-8', undefined, '', 'nonsense tag']) {
    test(`are English for ${plain ?? 'nothing'}, whatever LANGUAGE says`, () => {
      const env = { LANG: plain, ...(plain === 'nonsense tag' ? {} : { LANGUAGE: 'de' }) };
      assert.deepEqual(posixLocales(env), { languages: ['en-US'], time: 'en-US', numeric: 'en-US' });
    });
  }

  test('keep the script that a modifier names, and lose the others', () => {
    assert.deepEqual(posixLocales({ LANG: 'sr_RS.UTF-8@latin' }).languages, ['sr-Latn-RS']);
    assert.deepEqual(posixLocales({ LANG: 'de_DE@euro' }).languages, ['de-DE']);
    assert.deepEqual(posixLocales({ LANG: 'zh_TW.Big5' }).languages, ['zh-TW']);
  });
});
