import { type MessageFormatElement, parse } from '@formatjs/icu-messageformat-parser';
import { type Formatters, formatToParts, IntlMessageFormat } from 'intl-messageformat';
import type { MessageId } from './message-ids.ts';
import type { Sentence, SentencePart } from './sentence.ts';
import type { WordsView } from './words-view.ts';

type Value = string | number | SentencePart | Sentence;

/** What is put into a message; the compiler knows from its id what it wants. */
export type Values = Readonly<Record<string, Value>> | undefined;

/** Messages with their values put in; parsed when they are first said. */
export interface Sayings {
  text(id: MessageId, values: Values): string;
  pieces(id: MessageId, values: Values): Sentence;
}

/** A message with none of these says nothing but itself. */
const special = /[{}'#]/;

/**
 * The parser and the formatter are called by themselves: `new IntlMessageFormat` asks `Intl` which locales there are, and the first such
 * question takes tens of milliseconds, which a ring does not have.
 */
export function createSayings(view: WordsView, formatters: Formatters): Sayings {
  const parsed = new Map<MessageId, readonly MessageFormatElement[] | null>();
  const fit = view.direction === 'rtl' ? isolated : (values: Values) => values;

  function elementsOf(id: MessageId): readonly MessageFormatElement[] | null {
    const known = parsed.get(id);
    if (known !== undefined) return known;
    const text = view.messages[id];
    const made = special.test(text) ? parse(text, { ignoreTag: true }) : null;
    parsed.set(id, made);
    return made;
  }

  function pieces(id: MessageId, values: Values): Sentence {
    const elements = elementsOf(id);
    if (elements === null) return [view.messages[id]];
    const { formats } = IntlMessageFormat;
    const parts = formatToParts<Value>([...elements], view.locale, formatters, formats, fit(values));
    return parts.flatMap(({ value }) => value as SentencePart | Sentence);
  }

  return { text: (id, values) => pieces(id, values).join(''), pieces };
}

/**
 * In a line from right to left, what a value begins or ends with would move into what stands beside it: it is kept apart by FSI and
 * PDI (UAX 9, section 2.4.2).
 */
function isolated(values: Values): Values {
  if (values === undefined) return undefined;
  const apart = (value: Value): Value => (typeof value === 'string' ? `\u2068${value}\u2069` : value);
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, apart(value)]));
}
