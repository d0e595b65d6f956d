import type { PersonDetails } from '../../../../preload/contract/index.ts';
import type { Clock } from '../../ports.ts';
import type { Perform } from '../../session/requests/transport.ts';
import {
  type ContactNote,
  decodeContactLocation,
  decodeContactNote,
  decodeContactPresence,
} from '../../ucwa/decode/contact-presence.ts';
import { readAt } from '../contacts/reading.ts';
import type { PeopleNews } from '../from-ucwa.ts';
import type { Person } from '../person.ts';
import type { Presence } from '../presence.ts';
import { pathOf } from '../resource-path.ts';
import type { Details, PeopleEvent } from '../state.ts';

/** What comes within this is told to the windows together. */
const gatherMs = 250;
/** What nobody is told of by an event is read; of a list that is scrolled through, so many at once. */
const mostRead = 100;

export interface LookedAtDeps {
  readonly clock: Clock;
  readonly perform: Perform;
  readonly apply: (event: PeopleEvent) => void;
  readonly details: (id: string) => Details | undefined;
}

/** Keeps what is known of those who are looked at: their presence, and the note and the place of who is looked at closely. */
export class LookedAt {
  readonly #deps: LookedAtDeps;
  /** By the paths of their resources. */
  readonly #byPath = new Map<string, Person>();
  #people: ReadonlyMap<string, Person> = new Map();
  #coming = new Map<string, Presence | null>();
  #turn = 0;
  #cancelTelling = (): void => {};

  constructor(deps: LookedAtDeps) {
    this.#deps = deps;
  }

  /** These and no others are looked at. What was known of others may be old by the time they are looked at again. */
  set(people: ReadonlyMap<string, Person>): void {
    const gone = [...this.#people.keys()].filter((id) => !people.has(id));
    this.#people = people;
    this.#byPath.clear();
    for (const person of people.values()) {
      for (const href of Object.values(person.links)) if (href !== null) this.#byPath.set(pathOf(href), person);
    }
    if (gone.length > 0) this.#deps.apply({ type: 'unwatched', ids: new Set(gone) });
  }

  /** Whether anybody is looked at. */
  isInUse(): boolean {
    return this.#people.size > 0;
  }

  /** What an event says of somebody; of others than these it says nothing here. */
  told(news: PeopleNews & { readonly type: 'presence' | 'note' | 'location' }): void {
    if (this.#byPath.size === 0) return;
    const person = this.#byPath.get(pathOf(news.href)) ?? this.#byPath.get(pathOf(news.contact ?? ''));
    if (person === undefined) return;
    if (news.type === 'presence') {
      if (news.presence === null) void this.#readPresence(person);
      else this.#come(person.id, news.presence);
    } else if (!news.isRead) void this.readDetails(person);
    else if (this.#deps.details(person.id) !== undefined) this.#tell(person.id, news);
  }

  /** An event tells of a change, and nobody says what was before. */
  readPresences(uris: readonly string[]): void {
    const wanted = new Set(uris);
    const people = [...this.#people.values()].filter(({ uri }) => uri !== null && wanted.has(uri));
    for (const person of people.slice(0, mostRead)) void this.#readPresence(person);
  }

  async readDetails({ id, links }: Person): Promise<void> {
    const { perform, apply } = this.#deps;
    const turn = this.#turn;
    const read = (href: string | null) => (href === null ? null : readAt(perform, href));
    const [note, location] = await Promise.all([read(links.contactNote), read(links.contactLocation)]);
    if (turn !== this.#turn) return;
    const details = {
      note: note && decodeContactNote(note),
      location: location && decodeContactLocation(location),
    };
    apply({ type: 'details', id, details });
  }

  stop(): void {
    this.#turn += 1;
    this.#people = new Map();
    this.#byPath.clear();
    this.#coming.clear();
    this.#cancelTelling();
  }

  #tell(id: string, news: PeopleNews & { readonly type: 'note' | 'location' }): void {
    const before = this.#deps.details(id) ?? { note: null, location: null };
    const changed: Partial<{ note: ContactNote | null; location: PersonDetails['location'] }> =
      news.type === 'note' ? { note: news.note } : { location: news.location };
    this.#deps.apply({ type: 'details', id, details: { ...before, ...changed } });
  }

  async #readPresence({ id, links }: Person): Promise<void> {
    const turn = this.#turn;
    if (links.contactPresence === null) return this.#come(id, null);
    const resource = await readAt(this.#deps.perform, links.contactPresence);
    if (turn !== this.#turn || !this.#people.has(id)) return;
    // An event that came meanwhile is newer.
    if (!this.#coming.has(id)) this.#come(id, resource && decodeContactPresence(resource));
  }

  #come(id: string, presence: Presence | null): void {
    if (this.#coming.size === 0) this.#cancelTelling = this.#deps.clock.after(gatherMs, () => this.#flush());
    this.#coming.set(id, presence);
  }

  #flush(): void {
    const presence = this.#coming;
    this.#coming = new Map();
    const wanted = [...presence].filter(([id]) => this.#people.has(id));
    if (wanted.length > 0) this.#deps.apply({ type: 'presence', presence: new Map(wanted) });
  }
}
