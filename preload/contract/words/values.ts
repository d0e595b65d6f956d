import type { MessageId, Messages } from './message-ids.ts';
import type { Sentence, SentencePart } from './sentence.ts';

/** The values that a message wants; where it may be one of several messages, all that any of them wants. */
export type ValuesOf<Id extends MessageId> = (Id extends MessageId ? (values: Messages[Id]) => void : never) extends (
  values: infer Values,
) => void
  ? Values
  : never;

/** What stands behind a message's id in a call: its values, and nothing where it has none. */
export type Given<Values> = keyof Values extends never ? [] : [values: Values];

/** The same values where pieces of the sentence, or whole ones, are left for the window to write. */
export type Loose<Values> = { readonly [Name in keyof Values]: Values[Name] | SentencePart | Sentence };

/** Says a message with its values in it. */
export type Say = <Id extends MessageId>(id: Id, ...values: Given<ValuesOf<Id>>) => string;
