import type { Application } from '../application/application.ts';
import type { Resource } from '../http/representation.ts';
import type { Person } from '../people.ts';
import type { Timers } from '../timers.ts';
import type { AddressBook } from './address-book.ts';

/** What the resources of people are made from. */
export interface PeoplePorts {
  readonly application: Application;
  readonly book: AddressBook;
  readonly timers: Timers;
  /** Somebody as a resource, who can be read from now on. */
  readonly contact: (person: Person) => Resource;
}
