import type { AnswerTo, Query, QueryOf, QueryResult, QueryType } from '../../preload/contract/index.ts';

/** Who answers each of these questions. One that is missing does not compile. */
export type QueryHandlers<Type extends QueryType = QueryType> = {
  readonly [One in Type]: (query: QueryOf<One>) => AnswerTo<One>;
};

/** Gives a question to whoever answers it. */
export function answer(handlers: QueryHandlers, query: Query): QueryResult {
  const handle = handlers[query.type] as (query: Query) => AnswerTo<QueryType>;
  return { ok: true, answer: handle(query) };
}
