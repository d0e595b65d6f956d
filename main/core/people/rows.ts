import type { PeopleTab } from '../../../preload/contract/index.ts';
import type { ContactList, Group, GroupKind } from './contact-list.ts';
import type { Person } from './person.ts';
import type { Directory, PeopleModel } from './state.ts';

/** What a part of a list of people is: a group of the user's, or one that has a name of ours. */
export type Section =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'others' | 'favourites' | 'team' | 'delegates' | 'delegators' | 'contacts' | 'directory' };

export interface Row {
  /** Somebody may be in several parts. */
  readonly id: string;
  readonly person: Person;
  readonly section: Section;
  readonly opensSection: boolean;
}

/** The tabs that show groups of these kinds and nothing else. */
const kindsOf: Readonly<Record<Exclude<PeopleTab, 'everyone'>, readonly GroupKind[]>> = {
  favourites: ['pinned'],
  team: ['organization'],
  delegates: ['delegates', 'delegators'],
};
/** Groups that are of everyone only where their people are in no other. */
const besides: ReadonlySet<GroupKind> = new Set(['pinned', 'organization', 'delegates', 'delegators']);

const known = new WeakMap<ContactList, Map<PeopleTab, readonly Row[]>>();

/** All of a tab, by groups. */
export function rowsOfTab(list: ContactList, tab: PeopleTab): readonly Row[] {
  const before = known.get(list) ?? new Map<PeopleTab, readonly Row[]>();
  known.set(list, before);
  const rows = before.get(tab) ?? (tab === 'everyone' ? everyone(list) : ofKinds(list, kindsOf[tab]));
  before.set(tab, rows);
  return rows;
}

/** How many people a tab has. */
export function countOf(list: ContactList, tab: PeopleTab): number {
  return tab === 'everyone' ? list.people.length : new Set(rowsOfTab(list, tab).map(({ person }) => person.id)).size;
}

/** Who is found for a text: of the contacts, and then, for all of them, of the directory. */
export function rowsFound({ list, directory }: PeopleModel, tab: PeopleTab, text: string): readonly Row[] {
  const within = tab === 'everyone' ? null : new Set(rowsOfTab(list, tab).map(({ person }) => person.id));
  const people = list.index.find(text).places.flatMap((place) => {
    const person = list.people[place];
    return person !== undefined && within?.has(person.id) !== false ? person : [];
  });
  const contacts = rowsOf(people, 0, { kind: 'contacts' });
  return tab === 'everyone'
    ? [...contacts, ...rowsOf(foundBesides(list, directory, text), 1, { kind: 'directory' })]
    : contacts;
}

/** Whom the directory found, and who is no contact. */
export function foundBesides(list: ContactList, directory: Directory, text: string): readonly Person[] {
  if (directory.state !== 'found' || directory.text !== text.trim()) return [];
  return directory.people.filter(({ id }) => !list.byId.has(id));
}

function ofKinds(list: ContactList, kinds: readonly GroupKind[]): readonly Row[] {
  return list.groups.flatMap((group, at) =>
    kinds.includes(group.kind) ? rowsOf(peopleOf(list, group), at, sectionOf(group)) : [],
  );
}

function everyone(list: ContactList): readonly Row[] {
  const placed = new Set<string>();
  const rows = (group: Group, at: number): readonly Row[] => {
    const people = peopleOf(list, group).filter(({ id }) => !besides.has(group.kind) || !placed.has(id));
    for (const { id } of people) placed.add(id);
    return rowsOf(people, at, sectionOf(group));
  };
  const inTurn = list.groups
    .map((group, at) => ({ group, at }))
    .sort((one, other) => turnOf(one.group) - turnOf(other.group));
  return inTurn.flatMap(({ group, at }) => rows(group, at));
}

/** The user's own groups first, in the order of the server; then the one for all others; then those that have a tab of their own. */
function turnOf({ kind }: Group): number {
  if (besides.has(kind)) return 2;
  return kind === 'default' ? 1 : 0;
}

function peopleOf(list: ContactList, { people }: Group): readonly Person[] {
  return people.flatMap((id) => list.byId.get(id) ?? []);
}

function rowsOf(people: readonly Person[], part: number, section: Section): readonly Row[] {
  return people.map((person, at) => ({ id: `${part}:${person.id}`, person, section, opensSection: at === 0 }));
}

const own = {
  default: 'others',
  pinned: 'favourites',
  organization: 'team',
  delegates: 'delegates',
  delegators: 'delegators',
} as const;

function sectionOf({ kind, name }: Group): Section {
  if (kind === 'group' || kind === 'distribution') return name === '' ? { kind: 'others' } : { kind: 'named', name };
  return { kind: own[kind] };
}
