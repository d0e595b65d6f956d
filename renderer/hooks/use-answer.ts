import { useEffect, useState } from 'preact/hooks';
import type { AnswerTo, QueryOf, QueryType } from '../../preload/contract/index.ts';
import type { Ask } from '../bridge.ts';

/** The latest answer to a question, which is asked again with each revision; null until there is one. It may still be that to another question. */
export function useAnswer<Type extends QueryType>(
  query: QueryOf<Type> | null,
  revision: number,
  ask: Ask,
): AnswerTo<Type> | null {
  const [known, setKnown] = useState<AnswerTo<Type> | null>(null);
  const asked = query === null ? null : JSON.stringify(query);
  useEffect(() => {
    if (query === null) return;
    let isOver = false;
    void ask<Type>(query).then((result) => {
      if (!isOver && result.ok) setKnown(result.answer);
    });
    return () => {
      isOver = true;
    };
  }, [asked, revision, ask]);
  return known;
}
