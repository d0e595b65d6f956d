/** People as resources: the user's contacts, and everyone who calls or is named by a call. */
import { found } from '../http/reply.ts';
import type { Resource } from '../http/representation.ts';
import type { Person } from '../people.ts';
import type { Application } from './application.ts';

export class Directory {
  readonly #application: Application;
  readonly #contacts: readonly Person[];

  constructor(application: Application, contacts: readonly Person[]) {
    this.#application = application;
    this.#contacts = contacts.filter(({ name }) => name !== undefined);
    application.add('people', { rel: 'people', methods: { GET: () => found(this.resource()) } });
    application.add('people/contacts', { rel: 'myContacts', methods: { GET: () => found(this.#myContacts()) } });
    for (const person of this.#contacts) this.href(person);
  }

  resource(): Resource {
    const links = { self: this.#application.path('people'), myContacts: this.#application.path('people/contacts') };
    return { rel: 'people', links };
  }

  /** The address of a person, who can be read there from now on. */
  href(person: Person): string {
    const name = `people/${encodeURIComponent(person.id)}`;
    this.#application.add(name, { rel: 'contact', methods: { GET: () => found(this.#contact(person)) } });
    this.#application.add(`${name}/presence`, {
      rel: 'contactPresence',
      methods: {
        GET: () => found({ rel: 'contactPresence', links: { self: this.#application.path(`${name}/presence`) } }),
      },
    });
    return this.#application.path(name);
  }

  /** Puts so many changes of contacts' presence into the event channel. */
  announcePresence(count: number): void {
    const availabilities = ['Online', 'Busy', 'Away', 'BeRightBack'] as const;
    const application = this.#application;
    const sender = { rel: 'people', href: application.path('people') };
    const persons = this.#contacts.map(({ id }) => `people/${encodeURIComponent(id)}/presence`);
    for (let index = 0; index < count; index += 1) {
      const href = application.path(persons[index % persons.length] ?? 'people');
      const availability = availabilities[index % availabilities.length];
      const embedded = { rel: 'contactPresence', properties: { availability }, links: { self: href } };
      application.emit(sender, { link: { rel: 'contactPresence', href }, type: 'updated', embedded }, 'low');
    }
  }

  #contact(person: Person): Resource {
    const { id, ...properties } = person;
    const links = { self: this.#application.path(`people/${encodeURIComponent(id)}`) };
    return { rel: 'contact', properties: { ...properties }, links };
  }

  #myContacts(): Resource {
    const links = { self: this.#application.path('people/contacts') };
    return { rel: 'myContacts', links, embedded: { contact: this.#contacts.map((person) => this.#contact(person)) } };
  }
}
