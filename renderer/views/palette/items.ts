import { folded, type PersonView, wordsIn } from '../../../preload/contract/index.ts';
import type { IconName } from '../../components/icons/icon-paths.ts';

/** The parts of the list, in their order. */
export const paletteGroups = [
  'now',
  'call',
  'numbers',
  'favourites',
  'people',
  'calls',
  'commands',
  'settings',
] as const;

export type PaletteGroup = (typeof paletteGroups)[number];

/** What Enter does, in a word below the list. */
export type EnterWay = 'details' | 'call' | 'do' | 'go';

/** One thing that can be done from the palette. */
export interface PaletteItem {
  readonly id: string;
  readonly group: PaletteGroup;
  readonly label: string;
  /** What tells it from others; may be empty. */
  readonly hint: string;
  readonly icon: IconName;
  /** Drawn in place of the icon. */
  readonly person?: PersonView;
  readonly way: EnterWay;
  readonly run: () => void;
  /** What Ctrl+Enter does; absent where they cannot be called. */
  readonly call?: () => void;
  /** What Shift+Enter does; absent where they cannot be written to. */
  readonly write?: () => void;
}

/** So many of each part are shown. */
export const mostOfGroup = 6;

/** Whether each word that was typed begins a word of the label or the hint. */
export function isMeant({ label, hint }: Pick<PaletteItem, 'label' | 'hint'>, typed: string): boolean {
  const words = wordsIn(folded(`${label} ${hint}`));
  const terms = wordsIn(folded(typed));
  return terms.length > 0 && terms.every((term) => words.some((word) => word.startsWith(term)));
}

/** In the order of the parts, a few of each. */
export function inGroups(items: readonly PaletteItem[]): readonly PaletteItem[] {
  return paletteGroups.flatMap((group) => items.filter((item) => item.group === group).slice(0, mostOfGroup));
}

/** Whether what was typed can be a number or an address, so that it is offered as it is. */
export function isDialable(typed: string): boolean {
  const isNumber = /^[+(*#\d][\d\s().\-/*#+]*$/.test(typed) && /\d/.test(typed);
  return isNumber || /^[^\s@]+@[^\s@]+$/.test(typed);
}
