import type { ContactNote, ContactPresence } from '../ucwa/decode/contact-presence.ts';
import type { UcwaEvent } from '../ucwa/events.ts';
import { isRelOf, isUsedRel, type RelOf, usedRels } from '../ucwa/rels.ts';

/** What the server tells of people. Hrefs are as it wrote them. */
export type PeopleNews =
  /** Of somebody, by the href of the resource and of the contact that it is of. `presence`, `note`, `location`: null where it has to be read. */
  | (Whose & { readonly type: 'presence'; readonly presence: ContactPresence | null })
  | (Whose & { readonly type: 'note'; readonly note: ContactNote | null; readonly isRead: boolean })
  | (Whose & { readonly type: 'location'; readonly location: string | null; readonly isRead: boolean })
  /** Somebody came to a group or left it, or a group changed. */
  | { readonly type: 'contacts-changed'; readonly within: string | null }
  | { readonly type: 'contacts-follow-ends' }
  | { readonly type: 'presence-follow'; readonly href: string; readonly is: 'ends-soon' | 'over' };

interface Whose {
  readonly href: string;
  readonly contact: string | null;
}

const contactsChanged = ({ container }: UcwaEvent): PeopleNews => ({ type: 'contacts-changed', within: container });

/** One for each rel of people; null: it means nothing to them. */
const meanings: Readonly<Record<RelOf<'people'>, (event: UcwaEvent) => PeopleNews | null>> = {
  contactPresence: ({ resource, ...event }) => ({
    ...whoseIs(event),
    type: 'presence',
    presence: resource === null ? null : usedRels.contactPresence.decode(resource),
  }),
  contactNote: ({ resource, ...event }) => ({
    ...whoseIs(event),
    type: 'note',
    note: resource === null ? null : usedRels.contactNote.decode(resource),
    isRead: resource !== null || event.type === 'deleted',
  }),
  contactLocation: ({ resource, ...event }) => ({
    ...whoseIs(event),
    type: 'location',
    location: resource === null ? null : usedRels.contactLocation.decode(resource),
    isRead: resource !== null || event.type === 'deleted',
  }),
  // An update of a contact by itself has no place in the reference.
  contact: (event) => (event.type === 'updated' ? null : contactsChanged(event)),
  group: contactsChanged,
  defaultGroup: contactsChanged,
  pinnedGroup: contactsChanged,
  distributionGroup: contactsChanged,
  delegatesGroup: contactsChanged,
  delegatorsGroup: contactsChanged,
  myOrganizationGroup: contactsChanged,
  myContactsAndGroupsSubscription: ({ type }) => (type === 'updated' ? { type: 'contacts-follow-ends' } : null),
  presenceSubscription: ({ type, href }) =>
    type === 'updated' || type === 'deleted'
      ? { type: 'presence-follow', href, is: type === 'updated' ? 'ends-soon' : 'over' }
      : null,
};

/** What an event means to people; null: nothing. */
export function peopleNewsOf(event: UcwaEvent): PeopleNews | null {
  return isUsedRel(event.rel) && isRelOf('people', event.rel) ? meanings[event.rel](event) : null;
}

function whoseIs({ href, container }: Pick<UcwaEvent, 'href' | 'container'>): Whose {
  return { href, contact: container };
}
