import { isRecord } from '../../schema/record.ts';
import { readResource } from '../../session/requests/read-resource.ts';
import type { Perform } from '../../session/requests/transport.ts';
import { decodeContact } from '../../ucwa/decode/contact.ts';
import { get, type Operation } from '../../ucwa/request/operation.ts';
import { decodeResource, type Resource } from '../../ucwa/resource.ts';
import { type Person, personOf } from '../person.ts';

/** What is missed is read again, in milliseconds. */
const readMs = 10_000;
/** People that are decoded before others have their turn. */
const atOnce = 100;

const readOf = (href: string): Operation => ({ ...get(href), timeoutMs: readMs });

/** What stands at an href; null where it cannot be had. */
export function readAt(perform: Perform, href: string): Promise<Resource | null> {
  return readResource(perform, readOf(href));
}

/** The same before it is decoded, which takes long for thousands of people. */
export async function readAnswer(perform: Perform, href: string): Promise<unknown> {
  const result = await perform(readOf(href));
  return result.ok ? result.value.body : null;
}

/** People embedded in an answer, some hundred at a time: a call may ring meanwhile. `most`: the others are left out. */
export async function peopleIn(body: unknown, most: number, pause: () => Promise<void>): Promise<readonly Person[]> {
  const people: Person[] = [];
  for (const [at, one] of embeddedContacts(body).slice(0, most).entries()) {
    if (at % atOnce === atOnce - 1) await pause();
    const person = personIn(decodeResource(one, 'contact'));
    if (person !== null) people.push(person);
  }
  return people;
}

export function personIn(resource: Resource | null): Person | null {
  return resource === null ? null : personOf(decodeContact(resource));
}

function embeddedContacts(body: unknown): readonly unknown[] {
  const embedded = isRecord(body) ? body._embedded : null;
  const contacts = isRecord(embedded) && Object.hasOwn(embedded, 'contact') ? embedded.contact : [];
  return Array.isArray(contacts) ? contacts : [contacts];
}
