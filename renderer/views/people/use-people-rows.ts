import type { PeopleSummary, PeopleTab, PersonRow } from '../../../preload/contract/index.ts';
import type { Ask } from '../../bridge.ts';
import { type List, useRows } from '../../components/list/use-rows.ts';

/** A list of people. */
export type PeopleList = List<PersonRow>;

/** As many as fill a usual window. */
const drawnAtFirst = 20;
/** Of no list that the app has. */
const noRevision = -1;

/** The rows of a list of people that are to be drawn. While somebody types, what was found before stays until the answer is there. */
export function usePeopleRows({ revision }: PeopleSummary, tab: PeopleTab, text: string, ask: Ask): PeopleList {
  const typed = text.trim();
  const list = `${tab} ${typed}`;
  return useRows<PersonRow>({
    list,
    revision,
    begin(before) {
      const kept = before?.list.startsWith(`${tab} `) === true ? before : { total: null, rows: new Map() };
      return { list, revision: noRevision, total: kept.total, rows: kept.rows, range: { from: 0, to: drawnAtFirst } };
    },
    nameOf: ({ id }) => id,
    async ask({ from, to }, places) {
      const result = await ask({ type: 'people-rows', tab, text: typed, from, count: to - from, places });
      return result.ok ? result.answer : null;
    },
  });
}
