import type { AppView, PersonView, Words } from '../../../preload/contract/index.ts';
import { commandItems, ringNow, settingItems } from './command-items.ts';
import { inGroups, isDialable, isMeant, type PaletteItem } from './items.ts';
import { callItem, missedItem, numberItems, personItem } from './people-items.ts';
import { callTo, type PaletteWays } from './reach.ts';
import type { Found } from './use-found.ts';

export interface ItemsWanted {
  /** What was typed, without the space around it. */
  readonly typed: string;
  /** Whose numbers are listed in place of all else. */
  readonly person: PersonView | null;
  readonly found: Found | null;
  readonly view: AppView;
  readonly ways: PaletteWays;
  readonly words: Words;
}

/** What the palette lists. */
export function itemsFor(wanted: ItemsWanted): readonly PaletteItem[] {
  const { typed, person, found, view, ways, words } = wanted;
  if (person !== null) return numberItems(person, view, ways, words);
  const now = Date.now();
  const people = found?.people ?? [];
  if (typed === '') {
    return inGroups([
      ...missedItem(view, ways, words, now),
      { ...ringNow(ways, words.say), group: 'now' },
      ...people.map((one) => personItem(one, 'favourites', view, ways)),
    ]);
  }
  const known = [...commandItems(view, ways, words), ...settingItems(view, ways, words)];
  return inGroups([
    ...dialItems(wanted),
    ...people.map((one) => personItem(one, 'people', view, ways)),
    ...(found?.parties ?? []).flatMap((party) => callItem(party, view, ways, words, now)),
    ...known.filter((item) => isMeant(item, typed)),
  ]);
}

/** What was typed, to be called as it is: on this computer, by the user's telephone, or for somebody else. */
function dialItems({ typed, view, ways, words: { say } }: ItemsWanted): readonly PaletteItem[] {
  const { calling } = view;
  const call = callTo(view, ways.dial);
  if (call === null || !isDialable(typed)) return [];
  const item = { group: 'call', way: 'call', hint: '' } as const;
  const byPhone: PaletteItem = {
    ...{ ...item, id: 'dial-by-phone', label: say('dial.by-phone'), icon: 'phone' },
    run: () => ways.dial.call({ to: typed, from: 'palette', how: 'by-phone' }),
  };
  const withVideo: PaletteItem = {
    ...{ ...item, id: 'dial-with-video', label: say('dial.with-video'), icon: 'video' },
    run: () => ways.dial.call({ to: typed, from: 'palette', how: 'with-video' }),
  };
  return [
    { ...item, id: 'dial', label: say('people.call-typed', { number: typed }), icon: 'answer', run: () => call(typed) },
    ...(calling.audio && calling.withVideo ? [withVideo] : []),
    ...(calling.audio && calling.phoneAudio ? [byPhone] : []),
    ...calling.delegators.map(({ id, party }) => ({
      ...{ ...item, id: `dial-for-${id}`, label: say('dial.for', { name: party.label }), icon: 'people' as const },
      run: () => ways.dial.call({ to: typed, from: 'palette', onBehalfOf: id }),
    })),
  ];
}
