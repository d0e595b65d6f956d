import { useEffect, useState } from 'preact/hooks';
import type { AppView, PartyView, PersonView } from '../../../preload/contract/index.ts';
import type { Act, Ask } from '../../bridge.ts';
import { useDirectory } from '../dial/use-suggestions.ts';
import { mostOfGroup } from './items.ts';

/** Who could be meant by a text; favourites, and who was talked to last, where it is empty. */
export interface Found {
  /** What they were found for. */
  readonly text: string;
  readonly people: readonly PersonView[];
  readonly parties: readonly PartyView[];
}

/** What was found last, which may be for an earlier text while the answer is on its way; null before the first. */
export function useFound(text: string, { people, history }: AppView, act: Act, ask: Ask): Found | null {
  const [found, setFound] = useState<Found | null>(null);
  useDirectory(text, true, { people, act });
  useEffect(() => {
    let isOver = false;
    const questions = [
      ask({ type: 'people-search', text, limit: mostOfGroup }),
      ask({ type: 'recent-parties', text }),
    ] as const;
    void Promise.all(questions).then(([known, recent]) => {
      if (isOver) return;
      setFound({ text, people: known.ok ? known.answer.people : [], parties: recent.ok ? recent.answer : [] });
    });
    return () => {
      isOver = true;
    };
  }, [text, people.revision, history.revision, ask]);
  return found;
}
