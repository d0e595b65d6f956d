import {
  dialledFor,
  folded,
  mostRecentParties,
  type PartyView,
  type Words,
  wordsIn,
} from '../../../preload/contract/index.ts';
import { type KeptParty, shownParty } from '../party/party.ts';
import { isSameParty } from './rows.ts';
import { digitsOf } from './search.ts';
import type { History } from './state.ts';

/**
 * Who was talked to, or called, and can be called, newest first. `text`: beginnings of words of the name, in any order, or a part of the
 * number; empty: everybody.
 */
export function recentParties(history: History, text: string, words: Words): readonly PartyView[] {
  const fits = matcher(text);
  const found: KeptParty[] = [];
  for (const { party } of history) {
    if (found.length === mostRecentParties) break;
    const shown = shownParty(party, words);
    const isNews = dialledFor(shown) !== null && fits(shown) && !found.some((other) => isSameParty(other, party));
    if (isNews) found.push(party);
  }
  return found.map((party) => shownParty(party, words));
}

function matcher(text: string): (party: PartyView) => boolean {
  const wanted = wordsIn(folded(text));
  const digits = /^[\d\s+()./-]+$/.test(text) ? digitsOf(text) : '';
  return ({ label, number }) => {
    if (digits !== '') return digitsOf(`${number ?? label}`).includes(digits);
    const there = wordsIn(folded(`${label} ${number ?? ''}`));
    return wanted.every((one) => there.some((word) => word.startsWith(one)));
  };
}
