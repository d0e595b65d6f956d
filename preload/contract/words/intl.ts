import type { Formatters } from 'intl-messageformat';
import type { WordsView } from './words-view.ts';

/**
 * What writes numbers and dates, made once for each form of them: making one costs far more than writing with it. Plurals
 * follow the language of the messages, whatever writes the number.
 */
export function createFormatters({ locale, formats }: Pick<WordsView, 'locale' | 'formats'>): Formatters {
  const numbers = new Map<string, Intl.NumberFormat>();
  const dates = new Map<string, Intl.DateTimeFormat>();
  const plurals = new Map<string, Intl.PluralRules>();
  return {
    getNumberFormat: (_locales, options) =>
      kept(numbers, options, () => new Intl.NumberFormat(formats.numeric, options as Intl.NumberFormatOptions)),
    getDateTimeFormat: (_locales, options) =>
      kept(dates, options, () => new Intl.DateTimeFormat(formats.time, options)),
    getPluralRules: (_locales, options) => kept(plurals, options, () => new Intl.PluralRules(locale, options)),
  };
}

function kept<Formatter>(all: Map<string, Formatter>, options: unknown, make: () => Formatter): Formatter {
  const key = JSON.stringify(options) ?? '';
  const known = all.get(key);
  if (known !== undefined) return known;
  const made = make();
  all.set(key, made);
  return made;
}
