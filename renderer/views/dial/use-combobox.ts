import { useEffect, useState } from 'preact/hooks';
import { type Suggesting, type Suggestion, useSuggestions } from './use-suggestions.ts';

/** A box with suggestions below it (ARIA practices: editable combobox with list autocompletion). */
export interface Combobox {
  readonly text: string;
  /** The suggestions that are on the screen. */
  readonly shown: readonly Suggestion[];
  /** The place of the one that Enter takes; -1: Enter takes what was typed. */
  readonly active: number;
  /** How many there are, once they stay. */
  readonly counted: number;
  type(text: string): void;
  key(event: KeyboardEvent): void;
  enter(): void;
  choose(suggestion: Suggestion): void;
  close(): void;
  /** Puts in what was not typed; nothing is suggested for it. */
  fill(text: string): void;
  clear(): void;
}

/** The number of suggestions is said when nothing was typed for this long, in milliseconds. */
const quietMs = 500;

/** `call` is given what is to be called; an empty text too. */
export function useCombobox(suggesting: Suggesting, call: (to: string) => void): Combobox {
  const [text, setText] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const suggestions = useSuggestions(text.trim(), isOpen, suggesting);
  const shown = isOpen ? suggestions : [];
  const active = at < shown.length ? at : -1;
  const counted = useSettledCount(shown.length, text);

  const close = (): void => {
    setOpen(false);
    setAt(-1);
  };
  const type = (next: string): void => {
    setText(next);
    setOpen(next.trim() !== '');
    setAt(-1);
  };
  const choose = ({ to }: Suggestion): void => {
    close();
    call(to);
  };
  const enter = (): void => {
    const chosen = shown[active];
    close();
    call(chosen?.to ?? text.trim());
  };
  const move = (step: 1 | -1): void => {
    if (!isOpen) {
      setOpen(true);
      setAt(0);
      return;
    }
    // Between the last and the first stands what was typed.
    const places = shown.length + 1;
    setAt(((active + 1 + step + places) % places) - 1);
  };
  const giveUp = (): void => {
    if (shown.length > 0) close();
    else type('');
  };
  const key = (event: KeyboardEvent): void => {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp' && isOpen) move(-1);
    else if (event.key === 'Escape' && (text !== '' || shown.length > 0)) giveUp();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const fill = (given: string): void => {
    setText(given);
    close();
  };
  return { text, shown, active, counted, type, key, enter, choose, close, fill, clear: () => type('') };
}

/** How many there are, once nothing was typed for a moment; 0 until then. */
export function useSettledCount(count: number, text: string): number {
  const [settled, setSettled] = useState(0);
  useEffect(() => {
    setSettled(0);
    const timer = setTimeout(() => setSettled(count), quietMs);
    return () => clearTimeout(timer);
  }, [count, text]);
  return settled;
}
