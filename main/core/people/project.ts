import {
  type CallerView,
  type NumberView,
  type PeopleSummary,
  type PersonAction,
  type PersonDetails,
  type PersonRow,
  type PersonView,
  peopleTabs,
  type Words,
} from '../../../preload/contract/index.ts';
import type { Call } from '../calls/state.ts';
import { cleanText } from '../text.ts';
import { type ContactList, groupsOf, isFavourite } from './contact-list.ts';
import { type Person, writtenOf } from './person.ts';
import { projectPresence } from './presence.ts';
import { countOf, type Row, type Section } from './rows.ts';
import type { PeopleModel } from './state.ts';
import { personOfCall } from './watching/callers.ts';

/** What the snapshot has of people. */
export function projectPeople({ revision, state, list, directory, notTaken }: PeopleModel): PeopleSummary {
  const { state: searched, text, more } = directory;
  return { revision, state, counts: countsOf(list), directory: { state: searched, text, more }, notTaken };
}

const counted = new WeakMap<ContactList, PeopleSummary['counts']>();

function countsOf(list: ContactList): PeopleSummary['counts'] {
  const before = counted.get(list);
  if (before !== undefined) return before;
  const counts = Object.fromEntries(peopleTabs.map((tab) => [tab, countOf(list, tab)])) as PeopleSummary['counts'];
  counted.set(list, counts);
  return counts;
}

/** What people are shown with: the model, the language and the time of the day, in ms since 1970. */
export interface Showing {
  readonly people: PeopleModel;
  readonly words: Words;
  readonly wall: number;
}

export function projectRow({ id, person, section, opensSection }: Row, showing: Showing): PersonRow {
  return { id, person: projectPerson(person, showing), section: sectionName(section, showing.words), opensSection };
}

/** Somebody as the windows show them. */
export function projectPerson(person: Person, { people, words, wall }: Showing): PersonView {
  const { id, name: label, initials, uri, address, outside } = person;
  return {
    ...{ id, label, initials, uri, address },
    presence: projectPresence(people.presence.get(id), wall, words),
    line: lineOf(person),
    photo: people.photos.get(id) ?? null,
    contact: people.list.byId.has(id),
    favourite: isFavourite(people.list, id),
    numbers: numbersOf(person),
    ...(outside && { outside: true as const }),
  };
}

/** Who is at the other end of a call; absent while the contacts are not read and nobody says who it is. */
export function projectCaller(call: Pick<Call, 'id' | 'party'>, showing: Showing): { readonly who?: CallerView } {
  const { people, wall, words } = showing;
  const person = personOfCall(call, people);
  if (person !== null) {
    const presence = projectPresence(people.presence.get(person.id), wall, words);
    const [photo, contact] = [people.photos.get(person.id) ?? null, people.list.byId.has(person.id)];
    return { who: { line: caption(person), photo, presence, contact } };
  }
  const isRead = people.state === 'ready' || people.state === 'none';
  if (!isRead || call.party === null) return {};
  return { who: { line: '', photo: null, presence: projectPresence(undefined, wall, words), contact: false } };
}

/** Title and company, as a card has them. */
function caption({ title, department, company }: Person): string {
  return [title ?? department, company].filter((part) => part !== null).join(', ');
}

/** What tells somebody from others of the name. */
export function lineOf({ title, department, company, office, address }: Person): string {
  const parts = [title ?? department, office ?? company].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(', ') : (address ?? '');
}

/** All that is known of somebody. */
export function projectDetails(person: Person, showing: Showing): PersonDetails {
  const { people } = showing;
  const { title, department, company, office, mails } = person;
  const details = people.details.get(person.id);
  return {
    person: projectPerson(person, showing),
    ...{ title, department, company, office, mails },
    location: cleanText(details?.location ?? null),
    note: cleanText(details?.note?.message ?? null),
    isOutOfOffice: details?.note?.isOutOfOffice === true,
    groups: groupsOf(people.list, person.id).flatMap(({ kind, name }) => (kind === 'group' && name !== '' ? name : [])),
    actions: actionsFor(people, person),
  };
}

/** What the server offers to do with somebody in the contact list. */
export function actionsFor({ list, mayChange }: PeopleModel, { id, uri }: Person): readonly PersonAction[] {
  if (!mayChange || uri === null) return [];
  const inList = list.groups.some(
    ({ kind, people }) => (kind === 'group' || kind === 'default') && people.includes(id),
  );
  const hasPinned = list.groups.some(({ kind }) => kind === 'pinned');
  const favourite = isFavourite(list, id) ? 'remove-favourite' : 'add-favourite';
  return [
    ...(hasPinned ? ([favourite] as const) : []),
    inList || isFavourite(list, id) ? 'remove-contact' : 'add-contact',
  ];
}

const written = new WeakMap<Person, readonly NumberView[]>();

/** Writing a number for people takes some microseconds, and people never change. */
function numbersOf(person: Person): readonly NumberView[] {
  const before = written.get(person);
  if (before !== undefined) return before;
  const numbers = person.numbers.flatMap((number) => {
    const text = writtenOf(number);
    return text === null ? [] : { kind: number.kind, uri: number.uri, text };
  });
  written.set(person, numbers);
  return numbers;
}

function sectionName(section: Section, { say }: Words): string {
  return section.kind === 'named' ? section.name : say(`people.section.${section.kind}`);
}
