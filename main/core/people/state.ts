import type { ContactListState, DirectoryState } from '../../../preload/contract/index.ts';
import type { ContactNote } from '../ucwa/decode/contact-presence.ts';
import { type ContactList, emptyList } from './contact-list.ts';
import type { Person } from './person.ts';
import type { Presence } from './presence.ts';

/**
 * People: who is in the contact list, what the directory found, and what is known of those who are looked at.
 *
 * The contact list:
 *
 *     loading --> ready <--> partial         partial: some groups could not be read; both are read again when the server says so
 *        |---> unavailable --> ready         tried again, ever later
 *        '---> none                          no link leads to it
 *
 * The directory, for one text after the other:
 *
 *     idle --typed--> asking --> found       another text begins anew, and what came of an earlier one does not count
 *                       |--> unreachable
 *                       '--> refused
 *     none                                   no link leads to it
 *
 * All go back to the beginning with the sign-in.
 */
export interface PeopleModel {
  readonly state: ContactListState;
  readonly list: ContactList;
  readonly directory: Directory;
  /** Of those who are looked at; null where the server tells nothing of somebody. */
  readonly presence: ReadonlyMap<string, Presence | null>;
  /** What else is read of somebody once all of them is looked at. */
  readonly details: ReadonlyMap<string, Details>;
  /** Names of pictures that are there. */
  readonly photos: ReadonlyMap<string, string>;
  /** Who calls, by the ids of calls, where they are no contact. */
  readonly callers: ReadonlyMap<string, Person>;
  /** The server takes changes of the list. */
  readonly mayChange: boolean;
  /** The last change that the user wanted was not taken. */
  readonly notTaken: boolean;
  /** Grows with each change of any of it. */
  readonly revision: number;
}

export interface Directory {
  readonly state: DirectoryState;
  readonly text: string;
  readonly people: readonly Person[];
  readonly more: boolean;
}

export interface Details {
  readonly note: ContactNote | null;
  readonly location: string | null;
}

export const noDirectory: Directory = { state: 'none', text: '', people: [], more: false };

export const unknownPeople: PeopleModel = {
  state: 'loading',
  list: emptyList,
  directory: noDirectory,
  presence: new Map(),
  details: new Map(),
  photos: new Map(),
  callers: new Map(),
  mayChange: false,
  notTaken: false,
  revision: 0,
};

export type PeopleEvent =
  | { readonly type: 'offered'; readonly contacts: boolean; readonly search: boolean; readonly mayChange: boolean }
  | { readonly type: 'changing'; readonly notTaken: boolean }
  | { readonly type: 'list-read'; readonly list: ContactList; readonly whole: boolean }
  | { readonly type: 'list-failed' }
  | { readonly type: 'typed'; readonly text: string }
  | { readonly type: 'found'; readonly text: string; readonly people: readonly Person[]; readonly more: boolean }
  | { readonly type: 'not-found'; readonly text: string; readonly state: 'unreachable' | 'refused' | 'none' }
  | { readonly type: 'presence'; readonly presence: ReadonlyMap<string, Presence | null> }
  /** Nobody keeps these up to date any more. */
  | { readonly type: 'unwatched'; readonly ids: ReadonlySet<string> }
  | { readonly type: 'details'; readonly id: string; readonly details: Details }
  | { readonly type: 'photo'; readonly id: string; readonly name: string | null }
  | { readonly type: 'caller'; readonly callId: string; readonly person: Person }
  | { readonly type: 'callers-gone'; readonly left: ReadonlySet<string> }
  | { readonly type: 'forgotten' };

/** The same object where nothing changes. */
export function reducePeople(people: PeopleModel, event: PeopleEvent): PeopleModel {
  switch (event.type) {
    case 'offered':
      return offered(people, event);
    case 'changing':
      return people.notTaken === event.notTaken ? people : { ...people, notTaken: event.notTaken };
    case 'list-read':
      return { ...people, state: event.whole ? 'ready' : 'partial', list: event.list };
    case 'list-failed':
      // What was read before is still of use.
      return people.state === 'loading' ? { ...people, state: 'unavailable' } : people;
    case 'typed':
    case 'found':
    case 'not-found':
      return searched(people, event);
    case 'presence':
      return { ...people, presence: new Map([...people.presence, ...event.presence]) };
    case 'unwatched':
      return { ...people, presence: without(people.presence, event.ids) };
    case 'details':
      return { ...people, details: withOne(people.details, event.id, event.details) };
    case 'photo':
      return { ...people, photos: photosWith(people.photos, event) };
    case 'caller':
      return { ...people, callers: withOne(people.callers, event.callId, event.person) };
    case 'callers-gone':
      return callersLeft(people, event.left);
    case 'forgotten':
      return people.state === 'loading' && people.directory.state === 'none' ? people : unknownPeople;
  }
}

function offered(people: PeopleModel, event: PeopleEvent & { readonly type: 'offered' }): PeopleModel {
  const { contacts, search, mayChange } = event;
  const before = people.directory.state;
  const directory = search
    ? before === 'none'
      ? { ...noDirectory, state: 'idle' as const }
      : people.directory
    : noDirectory;
  if (!contacts) return { ...people, directory, mayChange, state: 'none', list: emptyList };
  return { ...people, directory, mayChange, state: people.state === 'none' ? 'loading' : people.state };
}

type Searched = PeopleEvent & { readonly type: 'typed' | 'found' | 'not-found' };

function searched(people: PeopleModel, event: Searched): PeopleModel {
  const { directory } = people;
  const { text } = event;
  if (directory.state === 'none') return people;
  if (event.type === 'typed') {
    const state = text === '' ? 'idle' : 'asking';
    return { ...people, directory: { state, text, people: [], more: false } };
  }
  // What comes of a text that is no longer typed does not count.
  if (text !== directory.text || directory.state !== 'asking') return people;
  if (event.type === 'not-found') return { ...people, directory: { ...noDirectory, text, state: event.state } };
  return { ...people, directory: { state: 'found', text, people: event.people, more: event.more } };
}

/** As many as are kept of what belongs to one person each. */
const mostKept = 500;

/** The newest last; of too many the oldest goes. */
function withOne<Value>(before: ReadonlyMap<string, Value>, id: string, value: Value): ReadonlyMap<string, Value> {
  const kept = [...before].filter(([other]) => other !== id).slice(1 - mostKept);
  return new Map([...kept, [id, value]]);
}

function without<Value>(before: ReadonlyMap<string, Value>, ids: ReadonlySet<string>): ReadonlyMap<string, Value> {
  return new Map([...before].filter(([id]) => !ids.has(id)));
}

function photosWith(
  photos: ReadonlyMap<string, string>,
  { id, name }: PeopleEvent & { readonly type: 'photo' },
): ReadonlyMap<string, string> {
  return name === null ? without(photos, new Set([id])) : withOne(photos, id, name);
}

function callersLeft(people: PeopleModel, left: ReadonlySet<string>): PeopleModel {
  const callers = new Map([...people.callers].filter(([callId]) => left.has(callId)));
  return callers.size === people.callers.size ? people : { ...people, callers };
}

/** Somebody by id, wherever they are known from. */
export function personBy({ list, directory, callers }: PeopleModel, id: string): Person | null {
  const isIt = (person: Person): boolean => person.id === id;
  return list.byId.get(id) ?? directory.people.find(isIt) ?? [...callers.values()].find(isIt) ?? null;
}
