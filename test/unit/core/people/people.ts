import assert from 'node:assert/strict';
import { type ContactList, makeList, type ReadGroup } from '../../../../main/core/people/contact-list.ts';
import { type Person, personOf } from '../../../../main/core/people/person.ts';
import { decodeContact } from '../../../../main/core/ucwa/decode/contact.ts';
import { decodeResource } from '../../../../main/core/ucwa/resource.ts';

/** A contact as the server sends one. */
export function contact(name: string, more: object = {}): object {
  const user = name.toLowerCase().replaceAll(' ', '.');
  const self = `/ucwa/people/${encodeURIComponent(user)}`;
  return {
    rel: 'contact',
    name,
    uri: `sip:${user}@contoso.com`,
    _links: { self: { href: self }, contactPresence: { href: `${self}/presence` } },
    ...more,
  };
}

/** Somebody, of a resource as the server sends it. */
export function person(name: string, more: object = {}): Person {
  const resource = decodeResource(contact(name, more));
  const made = resource && personOf(decodeContact(resource));
  assert.ok(made);
  return made;
}

export function group(name: string, members: readonly Person[], more: Partial<ReadGroup> = {}): ReadGroup {
  return { id: name, name, kind: 'group', members, ...more };
}

export function listOf(...groups: readonly ReadGroup[]): Promise<ContactList> {
  return makeList(groups, async () => {});
}
