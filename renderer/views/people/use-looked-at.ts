import { useEffect, useState } from 'preact/hooks';
import { mostLookedAt } from '../../../preload/contract/index.ts';
import type { Act } from '../../bridge.ts';
import { rowsInRange } from '../../components/list/list-rows.ts';
import type { PeopleList } from './use-people-rows.ts';

/** Tells the app who is on the screen, so that their presence is up to date; nobody is once the page is left or the window hidden. */
export function useLookedAt({ rows, selected }: PeopleList, act: Act): void {
  const isShown = useIsShown();
  const drawn = rowsInRange(rows).map(({ person }) => person.id);
  const personIds = isShown ? [...new Set(drawn)].slice(0, mostLookedAt) : [];
  const closely = isShown ? (selected?.row.person.id ?? null) : null;
  const key = JSON.stringify([personIds, closely]);
  useEffect(() => {
    void act({ type: 'look-at-people', personIds, closely });
  }, [key, act]);
  useEffect(() => () => void act({ type: 'look-at-people', personIds: [], closely: null }), [act]);
}

function useIsShown(): boolean {
  const [isShown, setShown] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const look = (): void => setShown(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isShown;
}
