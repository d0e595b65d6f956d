import { useEffect, useState } from 'preact/hooks';
import type { PersonDetails, PersonView } from '../../../preload/contract/index.ts';
import type { Ask } from '../../bridge.ts';

/** All of somebody as they are known at that revision; null until it is known. */
export function usePerson(listed: PersonView | null, revision: number, ask: Ask): PersonDetails | null {
  const [known, setKnown] = useState<PersonDetails | null>(null);
  const personId = listed?.id ?? null;
  useEffect(() => {
    if (personId === null) return;
    let isOver = false;
    void ask({ type: 'person', personId }).then((result) => {
      if (!isOver && result.ok) setKnown(result.answer);
    });
    return () => {
      isOver = true;
    };
  }, [personId, revision, ask]);
  return known?.person.id === personId ? known : null;
}
