import type { LanguageWish } from '../../../preload/contract/index.ts';
import { localeOf } from './best-fit.ts';
import type { WantedLocales } from './posix-locales.ts';

/**
 * What is wanted once the user chose a language in the app's settings: that one before the system's. Dates and numbers stay those of
 * the system's region, and are written in that language: somebody in Germany who chose English gets "14 March" and 24 hours.
 */
export function withChosenLanguage(wanted: WantedLocales, wish: LanguageWish): WantedLocales {
  if (wish === 'system') return wanted;
  return {
    languages: [wish, ...wanted.languages],
    time: inLanguage(wish, wanted.time),
    numeric: inLanguage(wish, wanted.numeric),
  };
}

function inLanguage(language: string, tag: string): string {
  const locale = localeOf(tag);
  if (locale === null || locale.region === undefined) return language;
  return locale.language === language ? tag : `${language}-${locale.region}`;
}
