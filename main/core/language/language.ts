import type { MessageId, TextDirection, WordsView } from '../../../preload/contract/index.ts';
import { bestFit, localeOf } from './best-fit.ts';
import type { WantedLocales } from './posix-locales.ts';

/** The messages of the languages that the app speaks. */
export interface Catalogues {
  /** By BCP 47; English is among them. */
  readonly locales: readonly string[];
  /** The messages of one of them, by their ids. English is complete. */
  read(locale: string): Readonly<Record<string, string>>;
}

/** The scripts of living languages that are written from right to left (Unicode Standard, chapters 9, 13 and 19). */
const rightToLeft = new Set(['Adlm', 'Arab', 'Aran', 'Hebr', 'Mand', 'Mend', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa']);

/** What the app says everything in: the best of its languages for what is wanted, else English, which also fills in what that lacks. */
export function chooseLanguage(catalogues: Catalogues, { languages, time, numeric }: WantedLocales): WordsView {
  const locale = bestFit(languages, catalogues.locales) ?? 'en';
  const english = catalogues.read('en');
  const messages = locale === 'en' ? english : { ...english, ...catalogues.read(locale) };
  return {
    locale,
    direction: directionOf(locale),
    formats: { time, numeric },
    messages: messages as Readonly<Record<MessageId, string>>,
  };
}

function directionOf(locale: string): TextDirection {
  return rightToLeft.has(localeOf(locale)?.script ?? '') ? 'rtl' : 'ltr';
}
