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
    return this.#application.path(name);
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
