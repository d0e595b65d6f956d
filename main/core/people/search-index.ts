import { folded, wordsIn } from '../../../preload/contract/index.ts';
import { dialled, unspaced } from '../searched-text.ts';
import type { Person } from './person.ts';

/** What a search finds: places in the list that was indexed. */
export interface Hits {
  /** Those whose name begins with it first, and each part in the order of the list. */
  readonly places: readonly number[];
}

/** Finds people by the beginnings of the words of their names and addresses, and by digits of their numbers, while somebody types. */
export interface SearchIndex {
  find(text: string): Hits;
  /** People one of whose numbers ends as this one does: they are worth a closer look. */
  withNumberEnd(digits: string): readonly number[];
}

/** Of one person, and of a text, so many words count. */
const mostWords = 24;
/** So many digits at a number's end tell it from almost all others; what is before them may be written in several ways. */
export const numberEnd = 7;
const leastDigits = 3;

/**
 * Is made by adding people in the order of the list, some at a time where there are many. Words lie in buckets by their first two letters,
 * so that a word is found among some dozens, and adding one sorts nothing.
 */
export class PeopleIndex implements SearchIndex {
  readonly #names: string[] = [];
  /** The words of each, each behind a space. */
  readonly #words: string[] = [];
  readonly #digits: string[] = [];
  readonly #byLetter = new Map<string, number[]>();
  readonly #byPair = new Map<string, Bucket>();
  readonly #byEnd = new Map<string, number[]>();

  add(person: Person): void {
    const place = this.#names.length;
    const name = folded(person.name);
    const words = wordsOf([name, ...[person.address, ...person.mails].map((address) => folded(userOf(address)))]);
    this.#names.push(name);
    this.#words.push(` ${words.join(' ')}`);
    for (const word of words) this.#addWord(word, place);
    const digits = person.numbers.map(({ uri }) => digitsOf(uri));
    this.#digits.push(digits.join(' '));
    for (const number of digits) if (number.length >= numberEnd) push(this.#byEnd, number.slice(-numberEnd), place);
  }

  find(text: string): Hits {
    const whole = folded(text).trim();
    if (whole === '') return { places: [] };
    if (dialled.test(whole) && digitsOf(whole).length >= leastDigits)
      return { places: this.#withDigits(digitsOf(whole)) };
    const terms = wordsOf([whole]);
    const [rarest, ...others] = [...terms].sort((one, other) => other.length - one.length);
    if (rarest === undefined) return { places: [] };
    const begins: number[] = [];
    const holds: number[] = [];
    const start = terms.join(' ');
    for (const place of this.#withWord(rarest)) {
      if (!others.every((term) => this.#hasWord(place, term))) continue;
      (this.#names[place]?.startsWith(start) === true ? begins : holds).push(place);
    }
    return { places: [...begins, ...holds] };
  }

  withNumberEnd(digits: string): readonly number[] {
    return this.#byEnd.get(digits.slice(-numberEnd)) ?? [];
  }

  #addWord(word: string, place: number): void {
    push(this.#byLetter, firstOf(word, 1), place);
    const pair = firstOf(word, 2);
    const bucket = this.#byPair.get(pair) ?? { words: [], places: [] };
    bucket.words.push(word);
    bucket.places.push(place);
    this.#byPair.set(pair, bucket);
  }

  /** In the order of the list, each once. */
  #withWord(term: string): readonly number[] {
    if (unspaced.test(term)) return placesWhere(this.#names, (name) => name.includes(term));
    if (firstOf(term, 2).length < 2) return this.#byLetter.get(term) ?? [];
    const bucket = this.#byPair.get(firstOf(term, 2));
    if (bucket === undefined) return [];
    const places: number[] = [];
    for (const [index, word] of bucket.words.entries()) {
      const place = bucket.places[index] ?? 0;
      if (word.startsWith(term) && places.at(-1) !== place) places.push(place);
    }
    return places;
  }

  #hasWord(place: number, term: string): boolean {
    const words = this.#words[place] ?? '';
    return words.includes(unspaced.test(term) ? term : ` ${term}`);
  }

  /** As dialled from here, from abroad, or any part of it. */
  #withDigits(digits: string): readonly number[] {
    const bare = digits.replace(/^0{1,2}/, '');
    const wanted = bare.length >= leastDigits && bare !== digits ? [digits, bare] : [digits];
    return placesWhere(this.#digits, (numbers) => wanted.some((part) => numbers.includes(part)));
  }
}

interface Bucket {
  readonly words: string[];
  readonly places: number[];
}

export function digitsOf(number: string): string {
  return (/^(?:tel:|sip:)?([^;@]*)/i.exec(number)?.[1] ?? '').replace(/\D/g, '');
}

function wordsOf(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.flatMap(wordsIn))].slice(0, mostWords);
}

function userOf(address: string | null): string {
  return address?.split('@', 1)[0] ?? '';
}

/** As many characters as people count them. */
function firstOf(word: string, count: number): string {
  return [...word.slice(0, 2 * count)].slice(0, count).join('');
}

function push(lists: Map<string, number[]>, key: string, place: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [place]);
  else if (list.at(-1) !== place) list.push(place);
}

function placesWhere(texts: readonly string[], fits: (text: string) => boolean): readonly number[] {
  const places: number[] = [];
  for (const [place, text] of texts.entries()) if (fits(text)) places.push(place);
  return places;
}
