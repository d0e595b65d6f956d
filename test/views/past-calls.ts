import { projectSummary } from '../../main/core/history/project.ts';
import { createHistoryQueries } from '../../main/core/history/queries.ts';
import type { HistoryEntry } from '../../main/core/history/state.ts';
import { createPeopleQueries } from '../../main/core/people/queries.ts';
import { type PeopleModel, unknownPeople } from '../../main/core/people/state.ts';
import type { QueryHandlers } from '../../main/core/queries.ts';
import type { HistoryQueries, HistorySummary, HistoryView, PeopleQueries } from '../../preload/contract/index.ts';
import { englishWords } from '../unit/core/fakes/words.ts';

/** A past call as it is kept, of which the windows show this. */
export function entryOf({ note, onlyLogged, ...view }: HistoryView): HistoryEntry {
  const { hidden, ...named } = view.party;
  const outside = named.outside === true ? { outside: true as const } : {};
  return {
    ...view,
    party: hidden === true ? { hidden, ...outside } : named,
    fact: note === '' && onlyLogged !== true ? null : { kind: 'told', text: note, rang: onlyLogged !== true },
  };
}

let revision = 0;

/** What a snapshot has of such a history; another one each time. */
export function summaryOf(past: readonly HistoryView[]): HistorySummary {
  revision += 1;
  return projectSummary(past.map(entryOf), revision, englishWords);
}

/** What the app answers where history and people are such. `summary`: of the snapshot that is shown. */
export function answersFrom(
  past: readonly HistoryView[],
  summary: HistorySummary,
  people: PeopleModel = unknownPeople,
): QueryHandlers<keyof (HistoryQueries & PeopleQueries)> {
  const model = { history: past.map(entryOf), historyRevision: summary.revision };
  const wall = (): number => Date.parse('2026-03-10T12:00:00');
  const queries = createPeopleQueries({
    store: { model: { people, history: model.history } },
    words: englishWords,
    wall,
  });
  return { ...createHistoryQueries({ store: { model }, words: englishWords, wall }), ...queries };
}
