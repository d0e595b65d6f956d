import { folded, isSameDay, knownNumber, type Words, wordsIn } from '../../../preload/contract/index.ts';
import { dialled, unspaced } from '../searched-text.ts';
import { isoDay } from './iso-day.ts';
import { projectEntry } from './project.ts';
import type { History, HistoryEntry } from './state.ts';

/** What calls are searched by: the words of a language, and which day is today. */
export interface SearchedBy {
  readonly words: Words;
  /** In ms since 1970. */
  readonly now: number;
}

interface Found extends SearchedBy {
  readonly text: string;
  readonly calls: History;
}

/** Of each history the last search: somebody who scrolls through what was found asks for the same again. */
const lastSearch = new WeakMap<History, Found>();

/**
 * The calls that a text is about: each of its words begins one of the name, the number, the note or the day, or its digits are in
 * the number. An empty text is about all.
 */
export function callsFound(history: History, text: string, { words, now }: SearchedBy): History {
  const typed = folded(text).trim();
  if (typed === '') return history;
  const before = lastSearch.get(history);
  if (before?.text === typed && before.words === words && isSameDay(before.now, now)) return before.calls;
  const fits = matcher(typed, { words, now });
  const calls = history.filter(fits);
  lastSearch.set(history, { text: typed, words, now, calls });
  return calls;
}

/** One digit alone is in almost every number. */
const leastDigits = 2;

/** A word that is typed: how what is said is looked through for it, how days are, and the digits of a number. */
interface Term {
  readonly said: string;
  /** The number of a day is all of it: "2" is not about the 20th. */
  readonly day: string;
  /** Null for a word that is no part of a number. */
  readonly digits: string | null;
}

function termOf(word: string): Term {
  const said = unspaced.test(word) ? word : ` ${word}`;
  const day = /^\d{1,2}$/.test(word) ? ` ${word} ` : said;
  return { said, day, digits: /^\d{3,}$/.test(word) ? word : null };
}

function matcher(typed: string, by: SearchedBy): (entry: HistoryEntry) => boolean {
  const digits = dialled.test(typed) ? digitsOf(typed) : '';
  const isDigits = digits.length >= leastDigits;
  const terms = wordsIn(typed).map(termOf);
  const days = dayTexts(by);
  return (entry) => {
    const { said, number } = searchedOf(entry, by.words);
    if (isDigits && number.includes(digits)) return true;
    // A text of nothing but marks is about no call.
    return (
      terms.length > 0 &&
      terms.every(
        (term) =>
          said.includes(term.said) ||
          days(entry.at).includes(term.day) ||
          (term.digits !== null && number.includes(term.digits)),
      )
    );
  };
}

/** What is searched of an entry, folded: its words, each between spaces, and the digits of its number. */
interface Searched {
  readonly words: Words;
  readonly said: string;
  readonly number: string;
}

/** Entries never change, and somebody types letter by letter. */
const known = new WeakMap<HistoryEntry, Searched>();

function searchedOf(entry: HistoryEntry, words: Words): Searched {
  const before = known.get(entry);
  if (before?.words === words) return before;
  const { party, note, invitation } = projectEntry(entry, words);
  const number = digitsOf(knownNumber(party) ?? '');
  // A telephone number is searched by its digits alone, however it is written.
  const reached = [party.label, party.number ?? ''].filter((text) => /\p{L}/u.test(text));
  const about = [invitation?.subject ?? '', ...(invitation?.place ?? [])];
  const searched = { words, said: spaced([...reached, note, ...about].join(' ')), number };
  known.set(entry, searched);
  return searched;
}

/** How a day is typed: as the list heads it, such as "yesterday" or "9 March", and by its date. There are far fewer days than calls. */
function dayTexts({ words, now }: SearchedBy): (at: number) => string {
  const texts = new Map<string, string>();
  return (at) => {
    const day = isoDay(at);
    const before = texts.get(day);
    if (before !== undefined) return before;
    const text = spaced(`${words.dayName(at, now)} ${day}`);
    texts.set(day, text);
    return text;
  };
}

function spaced(text: string): string {
  return ` ${wordsIn(folded(text)).join(' ')} `;
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '');
}
