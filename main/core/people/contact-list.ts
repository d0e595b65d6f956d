import { folded } from '../../../preload/contract/index.ts';
import { readCallerAddress } from '../party/caller-address.ts';
import { isSameNumber } from '../party/phone-number.ts';
import type { Person } from './person.ts';
import { digitsOf, PeopleIndex, type SearchIndex } from './search-index.ts';

/** The kinds of groups (UCWA reference: myGroups). */
export type GroupKind = 'group' | 'default' | 'pinned' | 'delegates' | 'delegators' | 'organization' | 'distribution';

/** A group of contacts, and who is in it. */
export interface Group {
  /** The server's own id; null where it tells none. */
  readonly id: string | null;
  /** As the user or the server named it; empty for one that has a name of ours. */
  readonly name: string;
  readonly kind: GroupKind;
  /** Ids of people, by their names. */
  readonly people: readonly string[];
}

/** Everybody in the user's contact list, by their names. */
export interface ContactList {
  readonly people: readonly Person[];
  readonly groups: readonly Group[];
  readonly byId: ReadonlyMap<string, Person>;
  readonly index: SearchIndex;
}

export const emptyList: ContactList = {
  people: [],
  groups: [],
  byId: new Map(),
  index: new PeopleIndex(),
};

/** What was read of a group. */
export interface ReadGroup extends Omit<Group, 'people'> {
  readonly members: readonly Person[];
}

/** People that are taken in before others have their turn. */
const atOnce = 100;

/**
 * Makes a list of what was read. Some thousand people take a while to take in, and a call may ring meanwhile: `pause` is waited for after
 * each hundred.
 */
export async function makeList(read: readonly ReadGroup[], pause: () => Promise<void>): Promise<ContactList> {
  const byId = new Map<string, Person>();
  for (const { members } of read) for (const person of members) if (!byId.has(person.id)) byId.set(person.id, person);
  await pause();
  const people = sorted([...byId.values()]);
  const place = new Map(people.map(({ id }, at) => [id, at]));
  const index = new PeopleIndex();
  for (const [at, person] of people.entries()) {
    if (at % atOnce === 0) await pause();
    index.add(person);
  }
  const inOrder = (members: readonly Person[]): readonly string[] => {
    const ids = [...new Set(members.map(({ id }) => id))];
    return ids.sort((one, other) => (place.get(one) ?? 0) - (place.get(other) ?? 0));
  };
  const groups = read.map(({ members, ...group }) => ({ ...group, people: inOrder(members) }));
  return { people, groups, byId, index };
}

/** By their names as they are searched for: comparing by a language's own rules takes ten times as long. */
function sorted(people: readonly Person[]): readonly Person[] {
  const keyed = people.map((person) => ({ key: folded(person.name), person }));
  keyed.sort((one, other) =>
    one.key < other.key ? -1 : one.key > other.key ? 1 : one.person.id < other.person.id ? -1 : 1,
  );
  return keyed.map(({ person }) => person);
}

/** Who of the contacts has that number or address; null where nobody has, or several have. */
export function whoHas({ byId, people, index }: ContactList, uri: string | null): Person | null {
  if (uri === null) return null;
  const reached = readCallerAddress(uri);
  if (reached.kind === 'address') return byId.get(uri.replace(/^sips?:/i, '').toLowerCase()) ?? null;
  if (reached.kind === 'hidden') return null;
  const { number } = reached;
  const having = index.withNumberEnd(digitsOf(number.number)).flatMap((place) => {
    const person = people[place];
    return person?.numbers.some(({ uri: own }) => isSameNumber(own.replace(/^tel:/, ''), number)) === true
      ? person
      : [];
  });
  return having.length === 1 ? (having[0] ?? null) : null;
}

/** Who of the contacts somebody is, by `find`, which is asked once for each of them and each list: snapshots ask again and again. */
export function foundOnce<Party extends object>(
  find: (party: Party, list: ContactList) => Person | null,
): (party: Party, list: ContactList) => Person | null {
  const found = new WeakMap<Party, { readonly list: ContactList; readonly person: Person | null }>();
  return (party, list) => {
    const before = found.get(party);
    if (before?.list === list) return before.person;
    const person = find(party, list);
    found.set(party, { list, person });
    return person;
  };
}

/** Whether the user has pinned somebody. */
export function isFavourite({ groups }: ContactList, personId: string): boolean {
  return groups.some(({ kind, people }) => kind === 'pinned' && people.includes(personId));
}

export function groupsOf({ groups }: ContactList, personId: string): readonly Group[] {
  return groups.filter(({ people }) => people.includes(personId));
}
