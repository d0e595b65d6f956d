import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Words } from '../../preload/contract/index.ts';

/** What everything below is said with; a window has it from its first snapshot on, and draws nothing before. */
export const WordsContext = createContext<Words | null>(null);

/** The user's language. Throws outside of a {@link WordsContext}: a view is drawn in one. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === null) throw new Error('A view is drawn without words');
  return words;
}
