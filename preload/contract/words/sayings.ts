import { type Formatters, IntlMessageFormat } from 'intl-messageformat';
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

export function createSayings(view: WordsView, formatters: Formatters): Sayings {
  const parsed = new Map<MessageId, IntlMessageFormat | null>();
  const fit = view.direction === 'rtl' ? isolated : (values: Values) => values;

  function messageOf(id: MessageId): IntlMessageFormat | null {
    const known = parsed.get(id);
    if (known !== undefined) return known;
    const text = view.messages[id];
    const options = { formatters, ignoreTag: true };
    const made = special.test(text) ? new IntlMessageFormat(text, view.locale, undefined, options) : null;
    parsed.set(id, made);
    return made;
  }

  function pieces(id: MessageId, values: Values): Sentence {
    const message = messageOf(id);
    if (message === null) return [view.messages[id]];
    return message.formatToParts<Value>(fit(values)).flatMap(({ value }) => value as SentencePart | Sentence);
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
