import type { PersonAction } from '../../../../preload/contract/index.ts';
import type { Perform, UcwaResult } from '../../session/requests/transport.ts';
import { addToGroup, leaveAllGroups, leaveGroup, readMemberships } from '../../ucwa/request/people.ts';
import { decodeResource, hrefOf, linkOf, type Resource } from '../../ucwa/resource.ts';
import type { ContactList, GroupKind } from '../contact-list.ts';
import type { Person } from '../person.ts';
import { pathOf } from '../resource-path.ts';

/** What the server offers for changing who is in which group (UCWA reference: myGroupMemberships, revision 2). Hrefs as it wrote them. */
export interface MembershipLinks {
  readonly memberships: string;
  /** Null where nobody can be taken out of all groups at once. */
  readonly leaveAll: string | null;
}

/** Changes where somebody stands in the contact list; false where the server did not take it. */
export async function changeMembership(
  perform: Perform,
  { memberships, leaveAll }: MembershipLinks,
  list: ContactList,
  person: Person,
  action: PersonAction,
): Promise<boolean> {
  const uri = person.uri ?? '';
  switch (action) {
    case 'add-favourite':
      return add(perform, memberships, uri, groupOf(list, 'pinned'));
    case 'add-contact':
      return add(perform, memberships, uri, groupOf(list, 'default'));
    case 'remove-favourite':
      return leave(perform, memberships, person, groupOf(list, 'pinned'));
    case 'remove-contact':
      if (leaveAll === null) return leave(perform, memberships, person, 'all');
      return (await perform(leaveAllGroups(leaveAll, uri))).ok;
  }
}

async function add(perform: Perform, href: string, uri: string, groupId: string | null): Promise<boolean> {
  if (groupId === null) return false;
  const result = await perform(addToGroup(href, uri, groupId));
  return result.ok || isThere(result);
}

/** Somebody put them there already, such as the user with another client. */
function isThere(result: UcwaResult & { readonly ok: false }): boolean {
  const { failure } = result;
  return failure.kind === 'refused' && failure.status === 409 && failure.reason?.subcode === 'AlreadyExists';
}

/** `from`: a group's own id; null where there is none to leave. */
async function leave(perform: Perform, href: string, person: Person, from: string | 'all' | null): Promise<boolean> {
  const read = from === null ? null : await perform(readMemberships(href, from === 'all' ? null : from));
  const list = read?.ok === true ? decodeResource(read.value.body) : null;
  const contact = person.links.self;
  if (list === null || contact === null) return false;
  // Nobody is to be taken out who is not in it.
  const mine = (list.embedded.get('myGroupMembership') ?? []).filter((membership) => {
    const of = hrefOf(membership, 'contact');
    return of !== null && pathOf(of) === pathOf(contact);
  });
  const left = await Promise.all(mine.map((membership) => leaveOne(perform, membership)));
  return left.every((isLeft) => isLeft);
}

async function leaveOne(perform: Perform, membership: Resource): Promise<boolean> {
  const self = linkOf(membership, 'self');
  return self !== null && (await perform(leaveGroup(self))).ok;
}

function groupOf({ groups }: ContactList, kind: GroupKind): string | null {
  return groups.find((group) => group.kind === kind)?.id ?? null;
}
