/** People as resources: the user's contacts and groups, the company's directory, and everyone who calls or is named by a call. */
import { type Incoming, refuseQuery } from '../http/incoming.ts';
import { badParameter, found, problem, type Reply } from '../http/reply.ts';
import type { EventItem, Resource } from '../http/representation.ts';
import type { AddressBook, BookChange } from '../people/address-book.ts';
import { ContactsSubscription } from '../people/contacts-subscription.ts';
import { Groups } from '../people/groups.ts';
import { addMemberships } from '../people/memberships.ts';
import { drawPhoto } from '../people/photo.ts';
import { PresenceSubscriptions } from '../people/presence-subscriptions.ts';
import type { Person } from '../people.ts';
import type { Timers } from '../timers.ts';
import type { Application } from './application.ts';

const mostFound = 100;
const longestQuery = 256;
const photosOff = problem(403, { code: 'Forbidden', subcode: 'None', message: 'Photos are off for this user.' });
const noRight = problem(403, { code: 'Forbidden', subcode: 'None', message: 'The user may not search.' });

export class Directory {
  readonly book: AddressBook;
  readonly #application: Application;
  readonly #groups: Groups;
  readonly #contacts: ContactsSubscription;
  readonly #presence: PresenceSubscriptions;
  readonly #added = new Set<string>();

  constructor(application: Application, book: AddressBook, timers: Timers) {
    this.#application = application;
    this.book = book;
    const ports = { application, book, timers, contact: (person: Person) => this.contact(person) };
    this.#groups = new Groups(ports);
    addMemberships(ports);
    this.#contacts = new ContactsSubscription(ports);
    this.#presence = new PresenceSubscriptions(ports);
    application.add('people', { rel: 'people', methods: { GET: () => found(this.resource()) } });
    application.add('people/contacts', { rel: 'myContacts', methods: { GET: () => found(this.#myContacts()) } });
    application.add('people/search', { rel: 'search', methods: { GET: (incoming) => this.#search(incoming) } });
    book.onChange((change) => this.#tell(change));
  }

  resource(): Resource {
    const path = (name: string): string => this.#application.path(`people/${name}`);
    const links = {
      self: this.#application.path('people'),
      myContacts: path('contacts'),
      myGroups: path('groups'),
      ...(this.book.maySearch && { search: path('search') }),
      ...(this.book.mayChange && { myGroupMemberships: { href: path('groupMemberships'), revision: '2' } }),
      presenceSubscriptions: path('presenceSubscriptions'),
      presenceSubscriptionMemberships: path('presenceSubscriptionMemberships'),
      subscribedContacts: path('subscribedContacts'),
      myContactsAndGroupsSubscription: path('contactsAndGroupsSubscription'),
    };
    return { rel: 'people', links };
  }

  /** The address of a person, who can be read there from now on. */
  href(person: Person): string {
    const name = nameOf(person);
    if (!this.#added.has(name)) this.#add(name, person);
    this.#added.add(name);
    return this.#application.path(name);
  }

  contact(person: Person): Resource {
    const { id, photo, ...properties } = person;
    const href = this.href(person);
    const isKnown = this.book.person(id) !== undefined;
    const links = {
      self: href,
      ...(isKnown && {
        contactPhoto: `${href}/photo`,
        contactPresence: `${href}/presence`,
        contactNote: `${href}/note`,
        contactLocation: `${href}/location`,
        contactSupportedModalities: `${href}/supportedMedia`,
      }),
    };
    return { rel: 'contact', properties: { sourceNetwork: 'SameEnterprise', type: 'User', ...properties }, links };
  }

  /** Puts so many changes of contacts' presence into the event channel, whoever is subscribed to. */
  announcePresence(count: number): void {
    const availabilities = ['Online', 'Busy', 'Away', 'BeRightBack'] as const;
    const application = this.#application;
    const sender = { rel: 'people', href: application.path('people') };
    const persons = this.book.people.map((person) => `${nameOf(person)}/presence`);
    for (let index = 0; index < count; index += 1) {
      const href = application.path(persons[index % persons.length] ?? 'people');
      const availability = availabilities[index % availabilities.length];
      const embedded = { rel: 'contactPresence', properties: { availability }, links: { self: href } };
      application.emit(sender, { link: { rel: 'contactPresence', href }, type: 'updated', embedded }, 'low');
    }
  }

  /** Says of every subscription to presence that it ends soon. */
  warnOfEnd(): void {
    this.#presence.warn();
  }

  #add(name: string, person: Person): void {
    const { id } = person;
    const add = (rel: string, part: string, make: () => Resource): void => {
      const answer = (incoming: Incoming): Reply => refuseQuery(incoming, []) ?? found(make());
      this.#application.add(`${name}${part}`, { rel, methods: { GET: answer } });
    };
    const links = (part: string) => ({ self: this.#application.path(`${name}${part}`) });
    add('contact', '', () => this.contact(person));
    add('contactPresence', '/presence', () => this.#presenceOf(person));
    add('contactNote', '/note', () => ({
      rel: 'contactNote',
      properties: { ...this.book.notes.get(id) },
      links: links('/note'),
    }));
    add('contactLocation', '/location', () => {
      return {
        rel: 'contactLocation',
        properties: { location: this.book.locations.get(id) },
        links: links('/location'),
      };
    });
    add('contactSupportedModalities', '/supportedMedia', () => {
      return {
        rel: 'contactSupportedModalities',
        properties: { modalities: ['Audio', 'Messaging'] },
        links: links('/supportedMedia'),
      };
    });
    this.#application.add(`${name}/photo`, {
      rel: 'contactPhoto',
      methods: { GET: (incoming) => this.#photo(person, incoming) },
    });
  }

  #photo({ id, photo }: Person, incoming: Incoming): Reply {
    const refused = refuseQuery(incoming, ['size']);
    if (refused !== null) return refused;
    const size = incoming.query.get('size') ?? 'HR48X48';
    if (!/^HR\d{2,3}X\d{2,3}$/.test(size)) return badParameter('size', 'not HR<height>X<width>');
    if (!this.book.hasPhoto(id)) return photosOff;
    return { status: 200, body: { kind: 'bytes', bytes: photo ?? drawPhoto(id), type: 'image/jpeg' } };
  }

  #presenceOf(person: Person): Resource {
    const { lastActive, ...presence } = this.book.presenceOf(person.id);
    const properties = {
      ...presence,
      ...(lastActive !== undefined && { lastActive: `/Date(${Math.round(lastActive)})/` }),
    };
    return { rel: 'contactPresence', properties, links: { self: `${this.href(person)}/presence` } };
  }

  #myContacts(): Resource {
    const links = { self: this.#application.path('people/contacts') };
    const members = new Set(this.book.groups.flatMap((group) => group.members));
    const contacts = [...members].flatMap((id) => this.book.person(id) ?? []);
    return { rel: 'myContacts', links, embedded: { contact: contacts.map((person) => this.contact(person)) } };
  }

  #search(incoming: Incoming): Reply {
    const refused = refuseQuery(incoming, ['query', 'limit']);
    if (refused !== null) return refused;
    const query = incoming.query.get('query') ?? '';
    if (query === '' || query.length > longestQuery)
      return badParameter('query', `not 1 to ${longestQuery} characters`);
    const limit = incoming.query.get('limit') ?? String(mostFound);
    if (!/^\d{1,3}$/.test(limit) || Number(limit) < 1 || Number(limit) > mostFound)
      return badParameter('limit', 'not 1 to 100');
    if (!this.book.maySearch) return noRight;
    const people = this.book.search(query);
    return found({
      rel: 'search',
      properties: { moreResultsAvailable: people.length > Number(limit) },
      links: { self: this.#application.path('people/search') },
      embedded: { contact: people.slice(0, Number(limit)).map((person) => this.contact(person)) },
    });
  }

  #tell(change: BookChange): void {
    if (change.kind === 'members') {
      if (this.#contacts.isRunning) this.#groups.announce(change);
      return;
    }
    const person = this.book.person(change.personId);
    if (person === undefined || !this.#presence.covers(person)) return;
    const [rel, part] = parts[change.kind];
    const href = `${this.href(person)}${part}`;
    const embedded = this.#eventBody(change.kind, person);
    const item: EventItem = {
      link: { rel, href },
      in: { rel: 'contact', href: this.href(person) },
      type: 'updated',
      embedded,
    };
    this.#application.emit({ rel: 'people', href: this.#application.path('people') }, item, 'medium');
  }

  #eventBody(kind: keyof typeof parts, person: Person): Resource {
    if (kind === 'presence') return this.#presenceOf(person);
    const links = { self: `${this.href(person)}/${kind}` };
    if (kind === 'note') return { rel: 'contactNote', properties: { ...this.book.notes.get(person.id) }, links };
    return { rel: 'contactLocation', properties: { location: this.book.locations.get(person.id) }, links };
  }
}

const parts = {
  presence: ['contactPresence', '/presence'],
  note: ['contactNote', '/note'],
  location: ['contactLocation', '/location'],
} as const;

function nameOf({ id }: Person): string {
  return `people/${encodeURIComponent(id)}`;
}
