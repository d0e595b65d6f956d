import type { HistoryView, Words } from '../../../preload/contract/index.ts';
import { kindWords } from '../../wording/outcome.ts';

/** One row: a call, and how many like it came right before it. */
export interface Entry {
  readonly call: HistoryView;
  readonly count: number;
}

export interface Day {
  readonly name: string;
  readonly entries: readonly Entry[];
}

/** Whether two calls are with the same party, as far as the list can tell; of callers who hide it cannot. */
export function sameParty(one: HistoryView, other: HistoryView): boolean {
  if (one.party.hidden === true || other.party.hidden === true) return false;
  return (
    one.party.label === other.party.label &&
    one.party.number === other.party.number &&
    one.party.outside === other.party.outside
  );
}

/** The list by day, newest first, with missed calls of one party in a row folded into one entry. */
export function byDay(history: readonly HistoryView[], now: number, { dayName }: Words): readonly Day[] {
  const days: { name: string; entries: Entry[] }[] = [];
  for (const call of history) {
    const name = dayName(call.at, now);
    let day = days[days.length - 1];
    if (day?.name !== name) {
      day = { name, entries: [] };
      days.push(day);
    }
    const last = day.entries[day.entries.length - 1];
    const repeats = last?.call.outcome === 'missed' && call.outcome === 'missed' && sameParty(last.call, call);
    if (last && repeats) day.entries[day.entries.length - 1] = { call: last.call, count: last.count + 1 };
    else day.entries.push({ call, count: 1 });
  }
  return days;
}

/** How a row is read out: "Missed call, Ana Lindqvist, 2 calls, today 10:42". */
export function entryName({ call, count }: Entry, now: number, words: Words): string {
  const { party, at } = call;
  return words.list([
    kindWords(call, words),
    party.label,
    ...(party.outside === true ? [words.say('party.outside-in-list')] : []),
    ...(count > 1 ? [words.say('calls.count', { count })] : []),
    words.momentInList(at, now),
  ]);
}
