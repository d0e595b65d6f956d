import { useEffect, useState } from 'preact/hooks';
import { dialledFor, type PartyView } from '../../../preload/contract/index.ts';
import type { Ask } from '../../bridge.ts';

/** Somebody who can be called, offered while one types. */
export interface Suggestion {
  readonly party: PartyView;
  /** What a call to them is given. */
  readonly to: string;
}

/** Who could be meant by what is typed; nobody while it is not wanted. */
export function useSuggestions(text: string, wanted: boolean, ask: Ask): readonly Suggestion[] {
  const [recent, setRecent] = useState<readonly PartyView[]>([]);
  useEffect(() => {
    if (!wanted) {
      setRecent([]);
      return;
    }
    let isOver = false;
    void ask({ type: 'recent-parties', text }).then((result) => {
      if (!isOver) setRecent(result.ok ? result.answer : []);
    });
    return () => {
      isOver = true;
    };
  }, [text, wanted, ask]);
  // Further sources go here, before or behind.
  return recent.flatMap(suggestionOf);
}

function suggestionOf(party: PartyView): readonly Suggestion[] {
  const to = dialledFor(party);
  return to === null ? [] : [{ party, to }];
}
