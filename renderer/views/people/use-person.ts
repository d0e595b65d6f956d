import type { PersonDetails, PersonView } from '../../../preload/contract/index.ts';
import type { Ask } from '../../bridge.ts';
import { useAnswer } from '../../hooks/use-answer.ts';

/** All of somebody as they are known at that revision; null until it is known. */
export function usePerson(listed: PersonView | null, revision: number, ask: Ask): PersonDetails | null {
  const personId = listed?.id ?? null;
  const known = useAnswer(personId === null ? null : { type: 'person', personId }, revision, ask);
  return known?.person.id === personId ? known : null;
}
