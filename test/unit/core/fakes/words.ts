import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chooseLanguage } from '../../../../main/core/language/language.ts';
import { cataloguesIn } from '../../../../main/storage/catalogues.ts';
import {
  createWords,
  type Language,
  type MessageId,
  type Words,
  type WordsView,
} from '../../../../preload/contract/index.ts';
import { pseudoLocale, pseudoMessages } from '../../../../scripts/words/pseudo.ts';

const catalogue = join(import.meta.dirname, '../../../../assets/locales/en.json');

/** English as the app has it, with the dates of Britain. */
export const englishView: WordsView = {
  locale: 'en',
  direction: 'ltr',
  formats: { time: 'en-GB', numeric: 'en-GB' },
  messages: JSON.parse(readFileSync(catalogue, 'utf8')) as Record<MessageId, string>,
};

export const englishWords: Words = createWords(englishView);

/** One of the app's languages, with the dates and numbers of where it is at home. */
export function viewIn(language: Language): WordsView {
  const wanted = { languages: [language], time: language, numeric: language };
  return chooseLanguage(cataloguesIn(dirname(catalogue)), wanted);
}

/** The language that is none, with the same dates, from right to left. */
export const pseudoView: WordsView = {
  ...englishView,
  locale: pseudoLocale,
  direction: 'rtl',
  messages: pseudoMessages(englishView.messages) as WordsView['messages'],
};
