import { useEffect, useRef, useState } from 'preact/hooks';
import type { AppView, PersonView } from '../../../preload/contract/index.ts';
import type { Ask } from '../../bridge.ts';
import { useWords } from '../../wording/words-context.ts';
import type { PaletteItem } from './items.ts';
import type { PaletteWays } from './reach.ts';
import { useFound } from './use-found.ts';
import { itemsFor } from './use-items.ts';

/** What a press on Enter wants of what is chosen. */
type Wish = 'run' | 'call' | 'write';

/** The box, what it lists, and what the keys do with it. */
export interface Palette {
  readonly text: string;
  readonly typed: string;
  readonly items: readonly PaletteItem[];
  /** The place of the one that Enter takes; -1 where there is none. */
  readonly active: number;
  /** Whose numbers are listed; null: all else. */
  readonly person: PersonView | null;
  type(text: string): void;
  key(event: KeyboardEvent): void;
  choose(item: PaletteItem): void;
}

export interface PaletteDeps {
  readonly view: AppView;
  readonly ways: PaletteWays;
  readonly ask: Ask;
  readonly onClose: () => void;
}

export function usePalette({ view, ways, ask, onClose }: PaletteDeps): Palette {
  const words = useWords();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [person, setPerson] = useState<PersonView | null>(null);
  const typed = text.trim();
  const found = useFound(typed, view, ways.act, ask);
  const items = itemsFor({ typed, person, found, view, ways, words });
  const active = Math.min(at, items.length - 1);
  const pending = useRef<Wish | null>(null);
  const isFresh = person !== null || found?.text === typed;

  const run = (item: PaletteItem | undefined, wish: Wish): void => {
    const does = wish === 'run' ? item?.run : item?.[wish];
    if (does === undefined) return;
    // What calls stays until the call is taken, or says why it is not.
    const calls = wish === 'call' || (wish === 'run' && item?.way === 'call');
    if (!calls) onClose();
    does();
  };
  const wishFor = (wish: Wish): void => {
    // Who types fast means what they typed, and not what stands there from before.
    if (isFresh) run(items[active], wish);
    else pending.current = wish;
  };
  useEffect(() => {
    const wish = pending.current;
    if (!isFresh || wish === null) return;
    pending.current = null;
    run(items[active], wish);
  }, [isFresh]);

  const move = (to: number): void => {
    if (items.length > 0) setAt((to + items.length) % items.length);
  };
  const list = (whose: PersonView | null): void => {
    setPerson(whose);
    setAt(0);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    const numbersOf = items[active]?.person;
    if (event.key === 'ArrowDown') move(active + 1);
    else if (event.key === 'ArrowUp') move(active - 1);
    else if (event.key === 'PageDown') setAt(items.length - 1);
    else if (event.key === 'PageUp') setAt(0);
    else if (event.key === 'Enter') wishFor(event.ctrlKey || event.metaKey ? 'call' : event.shiftKey ? 'write' : 'run');
    else if (event.key === 'Escape' && person !== null) list(null);
    else if (event.key === 'Escape') onClose();
    // The box is all that has the focus: Tab has nowhere else to go.
    else if (event.key === 'Tab') list(!event.shiftKey && hasNumbers(numbersOf, view) ? (numbersOf ?? null) : null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    ...{ text, typed, items, active, person, key },
    type(next) {
      ways.dial.forget();
      setText(next);
      list(null);
    },
    choose: (item) => run(item, 'run'),
  };
}

/** Whether somebody has numbers that can be called. */
export function hasNumbers(person: PersonView | undefined, { calling }: AppView): boolean {
  return person !== undefined && person.numbers.length > 0 && (calling.audio || calling.phoneAudio);
}
