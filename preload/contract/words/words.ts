import { createDurations, type Durations } from './durations.ts';
import { createFormatters } from './intl.ts';
import type { MessageId } from './message-ids.ts';
import { createMoments, type Moments } from './moments.ts';
import { createSayings, type Values } from './sayings.ts';
import type { Sentence } from './sentence.ts';
import type { Given, Loose, Say, ValuesOf } from './values.ts';
import type { TextDirection, WordsView } from './words-view.ts';

/** Everything that is said to people, in their language: messages by their ids, numbers, dates and lengths of time. */
export interface Words extends Moments, Durations {
  /** What they were made from. */
  readonly view: WordsView;
  readonly locale: string;
  readonly direction: TextDirection;
  readonly say: Say;
  /** The same in pieces, with those left as they are that the window writes in its own way. */
  sentence<Id extends MessageId>(id: Id, ...values: Given<Loose<ValuesOf<Id>>>): Sentence;
  number(value: number): string;
  /** Parts of a description, one after the other: "Missed call, Ana Lindqvist, today 10:42". */
  list(parts: readonly string[]): string;
}

/** Pure and total: what a message lacks of its values is a mistake that the compiler finds. */
export function createWords(view: WordsView): Words {
  const formatters = createFormatters(view);
  const sayings = createSayings(view, formatters);
  const say: Say = (id, ...[values]) => sayings.text(id, values as Values);
  return {
    view,
    locale: view.locale,
    direction: view.direction,
    say,
    sentence: (id, ...[values]) => sayings.pieces(id, values as Values),
    number: (value) => formatters.getNumberFormat().format(value),
    list: createList(view),
    ...createMoments(say, formatters),
    ...createDurations(say, formatters),
  };
}

/** The list's own form in each language; made when it is first wanted. */
function createList({ locale }: WordsView): Words['list'] {
  let format: Intl.ListFormat | undefined;
  return (parts) => {
    format ??= new Intl.ListFormat(locale, { type: 'unit', style: 'short' });
    return format.format(parts);
  };
}
