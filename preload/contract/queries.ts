import type { HistoryQueries } from './history.ts';
import type { MessagesQueries } from './messages.ts';
import type { PeopleQueries } from './people.ts';
import type { QualityQueries } from './quality.ts';

/** What a window can ask for, which is too long for the snapshot: by name, what the question says besides and what the answer is. */
export interface Queries extends HistoryQueries, MessagesQueries, PeopleQueries, QualityQueries {}

export type QueryType = keyof Queries;

export type QueryOf<Type extends QueryType> = { readonly type: Type } & Queries[Type]['asks'];

/** A question. It changes nothing, and is answered at once. */
export type Query = { readonly [Type in QueryType]: QueryOf<Type> }[QueryType];

export type AnswerTo<Type extends QueryType> = Queries[Type]['answer'];

/** `invalid`: the question does not parse, or is not this window's to ask. `unavailable`: the app does not answer. */
export type QueryResult<Type extends QueryType = QueryType> =
  | { readonly ok: true; readonly answer: AnswerTo<Type> }
  | { readonly ok: false; readonly refusal: 'invalid' | 'unavailable' };
