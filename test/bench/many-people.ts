import type { ContactList } from '../../main/core/people/contact-list.ts';
import { makeList } from '../../main/core/people/contact-list.ts';
import { type Person, personOf } from '../../main/core/people/person.ts';
import { decodeContact } from '../../main/core/ucwa/decode/contact.ts';
import { decodeResource } from '../../main/core/ucwa/resource.ts';

/** As many as a large contact list has. */
export const mostContacts = 10_000;

const first = ['Ana', 'Tomás', 'Émile', 'Noor', 'Piotr', 'Yuki', 'Bao', 'Priya', 'Søren', 'Zoë', 'Lukas', 'Maria'];
const last = ['Lindqvist', 'Oliveira', 'Ling', 'Galal', 'Zieliński', 'Tanaka', 'Chen', 'Raman', 'Sørensen', 'Öhringer'];

/** A contact as the server sends one. */
export function contactBody(index: number): object {
  const name = `${first[index % first.length]} ${last[Math.floor(index / first.length) % last.length]} ${index}`;
  const self = `/ucwa/oauth/v1/applications/101/people/user${index}@contoso.com`;
  return {
    rel: 'contact',
    name,
    uri: `sip:user${index}@contoso.com`,
    emailAddresses: [`user${index}@contoso.com`],
    workPhoneNumber: `tel:+4685550${String(index).padStart(5, '0')}`,
    mobilePhoneNumber: `tel:+46705${String(index).padStart(6, '0')}`,
    title: 'Purchasing',
    department: 'Order desk',
    company: 'Contoso',
    sourceNetwork: 'SameEnterprise',
    type: 'User',
    _links: {
      self: { href: self },
      contactPhoto: { href: `${self}/photo` },
      contactPresence: { href: `${self}/presence` },
    },
  };
}

export function manyPeople(count: number): readonly Person[] {
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const resource = decodeResource(contactBody(index));
    return (resource && personOf(decodeContact(resource))) ?? [];
  });
}

/** All of them in four groups. */
export function largeList(count: number): Promise<ContactList> {
  const people = manyPeople(count);
  const part = Math.ceil(count / 4);
  const groups = [0, 1, 2, 3].map((turn) => ({
    id: `g${turn}`,
    name: `Group ${turn}`,
    kind: 'group' as const,
    members: people.slice(turn * part, (turn + 1) * part),
  }));
  return makeList(groups, async () => {});
}
