import type { Perform } from '../../session/requests/transport.ts';
import { embeddedOf, linkOf, type Resource } from '../../ucwa/resource.ts';
import type { MembershipLinks } from './membership.ts';
import { readAt } from './reading.ts';

/** What the server lets this user do with people; hrefs as it wrote them. */
export interface Offered {
  /** The resource of that name, where it leads to a contact list; else null. */
  readonly people: Resource | null;
  readonly search: string | null;
  /** Where our own subscriptions come and go. */
  readonly subscribed: string | null;
  readonly presence: string | null;
  readonly membership: MembershipLinks | null;
}

const nothing: Offered = { people: null, search: null, subscribed: null, presence: null, membership: null };

/** Null where it cannot be read now. `application`: its absolute URL. */
export async function readOffered(perform: Perform, application: string): Promise<Offered | null> {
  const resource = await readAt(perform, application);
  if (resource === null) return null;
  const link = linkOf(resource, 'people');
  const people = embeddedOf(resource, 'people') ?? (link === null ? null : await readAt(perform, link));
  if (people === null) return link === null ? nothing : null;
  const hasContacts = (linkOf(people, 'myGroups') ?? linkOf(people, 'myContacts')) !== null;
  return {
    people: hasContacts ? people : null,
    search: linkOf(people, 'search'),
    subscribed: linkOf(people, 'subscribedContacts'),
    presence: linkOf(people, 'presenceSubscriptions'),
    membership: await readMembership(perform, people),
  };
}

/** Only the second revision can change anything. */
async function readMembership(perform: Perform, people: Resource): Promise<MembershipLinks | null> {
  const [link] = people.links.get('myGroupMemberships') ?? [];
  if (link === undefined || (link.revision ?? 1) < 2) return null;
  const resource = await readAt(perform, link.href);
  return { memberships: link.href, leaveAll: resource && linkOf(resource, 'removeContactFromAllGroups') };
}
