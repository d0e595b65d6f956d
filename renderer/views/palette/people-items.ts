import {
  type AppView,
  dialledFor,
  type HistoryRow,
  type PartyView,
  type PersonView,
  type Words,
} from '../../../preload/contract/index.ts';
import { outcomeWord } from '../../wording/outcome.ts';
import type { PaletteGroup, PaletteItem } from './items.ts';
import { callTo, type PaletteWays } from './reach.ts';

/** Somebody: Enter shows who they are, Ctrl+Enter calls, Shift+Enter writes. */
export function personItem(person: PersonView, group: PaletteGroup, view: AppView, ways: PaletteWays): PaletteItem {
  const { id, label, presence, line, address, numbers } = person;
  const to = address ?? numbers[0]?.text ?? null;
  const call = callTo(view, ways.dial);
  const { onWrite } = ways;
  return {
    ...{ id: `person-${id}`, group, label, icon: 'person', person, way: 'details' },
    hint: [presence.text, line].filter((part) => part !== '').join(' · '),
    run: () => ways.onPerson(person),
    ...(call === null || to === null ? {} : { call: () => call(to) }),
    ...(onWrite === null || address === null ? {} : { write: () => onWrite(address) }),
  };
}

/** The numbers of somebody, each to be called. */
export function numberItems(
  person: PersonView,
  view: AppView,
  ways: PaletteWays,
  { say }: Words,
): readonly PaletteItem[] {
  const call = callTo(view, ways.dial);
  if (call === null) return [];
  return person.numbers.map(({ kind, text }) => ({
    ...{ id: `number-${kind}-${text}`, group: 'numbers', icon: 'answer', way: 'call', hint: person.label },
    label: say('people.call-number', { kind: say(`people.number.${kind}`), number: text }),
    run: () => call(text),
  }));
}

/** Who was talked to, with the last call among the newest. */
export function callItem(party: PartyView, view: AppView, ways: PaletteWays, words: Words, now: number): PaletteItem[] {
  const [call, to] = [callTo(view, ways.dial), dialledFor(party)];
  if (call === null || to === null) return [];
  const last = view.history.newest.find((row) => row.call.party.label === party.label);
  return [
    {
      ...{ id: `call-${party.label}-${to}`, group: 'calls', icon: 'answer', way: 'call' },
      label: words.say('calls.call-named', { name: party.label }),
      hint: last === undefined ? (party.number ?? '') : lastCall(last, words, now),
      run: () => call(to),
    },
  ];
}

/** The newest call that was missed and not looked at. */
export function missedItem(view: AppView, ways: PaletteWays, words: Words, now: number): PaletteItem[] {
  const row = view.history.newest.find(({ call }) => call.outcome === 'missed' && !call.seen);
  if (row === undefined) return [];
  return callItem(row.call.party, view, ways, words, now).map((item) => ({ ...item, id: 'call-back', group: 'now' }));
}

/** Such as "Missed, yesterday 16:02". */
function lastCall({ call }: HistoryRow, words: Words, now: number): string {
  return words.list([outcomeWord(call, words), words.momentInList(call.at, now)]);
}
