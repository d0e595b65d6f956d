import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWords, type MessageId, type Words, type WordsView } from '../../../../preload/contract/index.ts';
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

/** The language that is none, with the same dates, from right to left. */
export const pseudoView: WordsView = {
  ...englishView,
  locale: pseudoLocale,
  direction: 'rtl',
  messages: pseudoMessages(englishView.messages) as WordsView['messages'],
};
