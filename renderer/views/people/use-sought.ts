import { useEffect, useRef } from 'preact/hooks';
import type { PersonView } from '../../../preload/contract/index.ts';
import type { PeopleList } from './use-people-rows.ts';

/** Chooses somebody as soon as the list has them, whoever else of that name is in it; `onFound` is told then, once. */
export function useSought(sought: PersonView | null, list: PeopleList, onFound: () => void): void {
  const isFound = useRef(false);
  useEffect(() => {
    if (sought === null || isFound.current) return;
    const placed = [...list.rows.rows].find(([, { person }]) => person.id === sought.id);
    if (placed === undefined) return;
    isFound.current = true;
    const [place, row] = placed;
    list.pick({ row, place });
    onFound();
  }, [sought, list.rows]);
}
