/** The company: who works there, who of them is in the user's contact list, in which groups, and what their presence is. */
import type { Person } from '../people.ts';

/** The kinds of groups, by their rels. */
export type GroupRel =
  | 'group'
  | 'defaultGroup'
  | 'pinnedGroup'
  | 'delegatesGroup'
  | 'delegatorsGroup'
  | 'myOrganizationGroup'
  | 'distributionGroup';

export interface BookGroup {
  readonly id: string;
  readonly name: string;
  readonly rel: GroupRel;
  /** Ids of people. */
  readonly members: string[];
}

export interface BookPresence {
  readonly availability: string;
  readonly activity?: string;
  readonly deviceType?: string;
  /** In ms since 1970. */
  readonly lastActive?: number;
}

/** What changed of whom; `members`: somebody came to a group, or left it. */
export type BookChange =
  | { readonly kind: 'presence' | 'note' | 'location'; readonly personId: string }
  | { readonly kind: 'members'; readonly group: BookGroup; readonly personId: string; readonly added: boolean };

const usual: BookPresence = { availability: 'Online', deviceType: 'PC' };

export class AddressBook {
  readonly groups: BookGroup[];
  /** Whether the user may search the directory, and change the list. */
  maySearch = true;
  mayChange = true;
  /** Who has a picture. */
  hasPhoto: (personId: string) => boolean = () => true;
  readonly notes = new Map<string, { readonly message: string; readonly type: 'Personal' | 'OutOfOffice' }>();
  readonly locations = new Map<string, string>();
  readonly #people: Map<string, Person>;
  readonly #presence = new Map<string, BookPresence>();
  readonly #listeners = new Set<(change: BookChange) => void>();

  /** @param contacts who is in the contact list at first, in its one group; `others`: who else the directory knows */
  constructor(contacts: readonly Person[], others: readonly Person[] = [], groups: readonly BookGroup[] = []) {
    this.#people = new Map([...contacts, ...others].map((person) => [person.id, person]));
    const members = contacts.map(({ id }) => id);
    this.groups = [
      { id: 'pinned', name: 'Pinned contacts', rel: 'pinnedGroup', members: [] },
      { id: 'other', name: 'Other contacts', rel: 'defaultGroup', members },
      ...groups.map((group) => ({ ...group, members: [...group.members] })),
    ];
  }

  get people(): readonly Person[] {
    return [...this.#people.values()];
  }

  person(id: string): Person | undefined {
    return this.#people.get(id);
  }

  byUri(uri: string): Person | undefined {
    return this.people.find((person) => person.uri?.toLowerCase() === uri.toLowerCase());
  }

  group(id: string): BookGroup | undefined {
    return this.groups.find((group) => group.id === id);
  }

  presenceOf(personId: string): BookPresence {
    return this.#presence.get(personId) ?? usual;
  }

  setPresence(personId: string, presence: BookPresence): void {
    this.#presence.set(personId, presence);
    this.#tell({ kind: 'presence', personId });
  }

  setNote(personId: string, message: string, type: 'Personal' | 'OutOfOffice' = 'Personal'): void {
    this.notes.set(personId, { message, type });
    this.#tell({ kind: 'note', personId });
  }

  setLocation(personId: string, location: string): void {
    this.locations.set(personId, location);
    this.#tell({ kind: 'location', personId });
  }

  /** Somebody comes to a group; false where they are there already. */
  join(groupId: string, personId: string): boolean {
    const group = this.group(groupId);
    if (group === undefined || group.members.includes(personId)) return false;
    group.members.push(personId);
    this.#tell({ kind: 'members', group, personId, added: true });
    return true;
  }

  leave(groupId: string, personId: string): boolean {
    const group = this.group(groupId);
    const at = group?.members.indexOf(personId) ?? -1;
    if (group === undefined || at < 0) return false;
    group.members.splice(at, 1);
    this.#tell({ kind: 'members', group, personId, added: false });
    return true;
  }

  /** Who has that in their name, mail, address or number. */
  search(text: string): readonly Person[] {
    const wanted = text.toLowerCase();
    const digits = text.replace(/\D/g, '');
    return this.people.filter(({ name, uri, workPhoneNumber, mobilePhoneNumber, emailAddresses }) => {
      const texts = [name, uri, ...(emailAddresses ?? [])].map((one) => one?.toLowerCase() ?? '');
      const numbers = [workPhoneNumber, mobilePhoneNumber].map((one) => one ?? '');
      return (
        texts.some((one) => one.includes(wanted)) || (digits.length > 2 && numbers.some((one) => one.includes(digits)))
      );
    });
  }

  onChange(listener: (change: BookChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(change: BookChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
