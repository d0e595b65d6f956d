import type { PeopleQueries, Words } from '../../../preload/contract/index.ts';
import type { History } from '../history/state.ts';
import type { QueryHandlers } from '../queries.ts';
import type { Store } from '../store.ts';
import { facesIn } from './faces.ts';
import type { Person } from './person.ts';
import { projectDetails, projectPerson, projectRow, type Showing } from './project.ts';
import { foundBesides, type Row, rowsFound, rowsOfTab } from './rows.ts';
import { type PeopleModel, personBy } from './state.ts';

export interface PeopleQueriesDeps {
  readonly store: Pick<Store<{ readonly people: PeopleModel; readonly history: History }>, 'model'>;
  readonly words: Words;
  /** In ms since 1970. */
  readonly wall: () => number;
}

/** Answers what windows ask of people. */
export function createPeopleQueries({ store, words, wall }: PeopleQueriesDeps): QueryHandlers<keyof PeopleQueries> {
  const showing = (): Showing => ({ people: store.model.people, words, wall: wall() });
  return {
    'people-rows'({ tab, text, from, count, places }) {
      const { people } = store.model;
      const rows = text.trim() === '' ? rowsOfTab(people.list, tab) : rowsFound(people, tab, text);
      const shown = showing();
      return {
        revision: people.revision,
        total: rows.length,
        from,
        rows: rows.slice(from, from + count).map((row) => projectRow(row, shown)),
        places: places.map((id) => placeOf(rows, id)),
      };
    },
    'people-search'({ text, limit }) {
      const { people } = store.model;
      const found = suggestionsFor(people, text);
      const shown = showing();
      return {
        revision: people.revision,
        people: found.slice(0, limit).map((person) => projectPerson(person, shown)),
        total: found.length,
      };
    },
    faces: ({ callIds }) => facesIn(store.model.history, callIds, store.model.people),
    person({ personId }) {
      const person = personBy(store.model.people, personId);
      return person === null ? null : projectDetails(person, showing());
    },
  };
}

/** Favourites where nothing is typed. */
function suggestionsFor({ list, directory }: PeopleModel, text: string): readonly Person[] {
  if (text.trim() === '') return rowsOfTab(list, 'favourites').map(({ person }) => person);
  const contacts = list.index.find(text).places.flatMap((place) => list.people[place] ?? []);
  return [...contacts, ...foundBesides(list, directory, text)];
}

function placeOf(rows: readonly Row[], id: string): number | null {
  const place = rows.findIndex((row) => row.id === id);
  return place < 0 ? null : place;
}
