import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wantedLocales } from '../../../../main/electron/start/wanted-locales.ts';

const system = {
  getLocale: () => 'en',
  getPreferredSystemLanguages: () => ['de-DE', 'en-US'],
  getSystemLocale: () => 'de-CH',
};

test('macOS and Windows tell the languages, and apart from them the region that dates and numbers are of', () => {
  const wanted = { languages: ['de-DE', 'en-US'], time: 'de-CH', numeric: 'de-CH' };
  for (const platform of ['win32', 'darwin'] as const) assert.deepEqual(wantedLocales(system, {}, platform), wanted);
});

test('an Electron that does not know the region has its own locale', () => {
  const { getSystemLocale: _, ...older } = system;
  assert.equal(wantedLocales(older, {}, 'win32').time, 'en');
  assert.equal(wantedLocales({ ...system, getSystemLocale: () => '' }, {}, 'win32').time, 'en');
});

test('on Linux the environment says what Electron does not know', () => {
  const env = { LANG: 'fr_FR.UTF-8', LC_TIME: 'de_DE.UTF-8' };
  assert.deepEqual(wantedLocales(system, env, 'linux'), { languages: ['fr-FR'], time: 'de-DE', numeric: 'fr-FR' });
});
