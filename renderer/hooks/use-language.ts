import { useLayoutEffect, useMemo } from 'preact/hooks';
import { type AppView, createWords, type Words } from '../../preload/contract/index.ts';
import type { Scene } from '../store.ts';

/** The page in the user's language and in its direction; null before the first snapshot. */
export function useLanguage(scene: Pick<Scene<Pick<AppView, 'words'>>, 'view'> | null): Words | null {
  const view = scene?.view.words;
  const words = useMemo(() => (view === undefined ? null : createWords(view)), [view]);
  // Before anything is laid out in the other direction.
  useLayoutEffect(() => {
    if (words === null) return;
    document.documentElement.lang = words.locale;
    document.documentElement.dir = words.direction;
  }, [words]);
  return words;
}
