import type { Perform } from '../../session/requests/transport.ts';
import { cleanText } from '../../text.ts';
import { decodeResource, linkOf, type Resource, textOf } from '../../ucwa/resource.ts';
import type { GroupKind, ReadGroup } from '../contact-list.ts';
import type { Person } from '../person.ts';
import { peopleIn, personIn, readAnswer, readAt } from './reading.ts';

/** What was read of the user's contacts. */
export interface ReadContacts {
  readonly groups: readonly ReadGroup[];
  /** False where a group could not be read, or more came than is taken. */
  readonly whole: boolean;
}

/** Servers allow 64 groups and 250 contacts unless an administrator says otherwise. */
const mostGroups = 100;
const mostPeople = 12_000;
/** Contacts that are only linked are read one by one. */
const mostLinked = 250;

/** In the order in which a list shows them. */
const kinds: Readonly<Record<string, GroupKind>> = {
  pinnedGroup: 'pinned',
  group: 'group',
  distributionGroup: 'distribution',
  defaultGroup: 'default',
  myOrganizationGroup: 'organization',
  delegatesGroup: 'delegates',
  delegatorsGroup: 'delegators',
};

/**
 * Reads all groups and who is in them, one after the other: a contact list is in no hurry, and what rings is. Null where nothing can be
 * had. `people`: the resource of that name.
 */
export async function readContacts(
  perform: Perform,
  people: Resource,
  pause: () => Promise<void>,
): Promise<ReadContacts | null> {
  const href = linkOf(people, 'myGroups');
  const all = linkOf(people, 'myContacts');
  const found = href === null ? null : await readAt(perform, href);
  if (found === null) return all === null ? null : readAll(perform, all, href !== null, pause);
  const groups = Object.keys(kinds).flatMap((rel) => groupsIn(found, rel));
  const read: ReadGroup[] = [];
  let [left, whole] = [mostPeople, groups.length <= mostGroups];
  for (const group of groups.slice(0, mostGroups)) {
    const resource = group.resource ?? (await readAt(perform, group.href ?? ''));
    const members = resource === null ? null : await membersOf(perform, resource, left, pause);
    if (resource === null || members === null) whole = false;
    else read.push({ ...named(resource, group.kind), members });
    left -= members?.length ?? 0;
  }
  return groups.length > 0 && read.length === 0 ? null : { groups: read, whole: whole && left > 0 };
}

/** Where there are no groups, all contacts are as one. `isLess`: there should be groups. */
async function readAll(
  perform: Perform,
  href: string,
  isLess: boolean,
  pause: () => Promise<void>,
): Promise<ReadContacts | null> {
  const members = await contactsAt(perform, href, mostPeople, pause);
  return members === null ? null : { groups: [{ id: null, name: '', kind: 'default', members }], whole: !isLess };
}

interface FoundGroup {
  readonly kind: GroupKind;
  readonly href: string | null;
  readonly resource: Resource | null;
}

function groupsIn(groups: Resource, rel: string): readonly FoundGroup[] {
  const kind = kinds[rel] ?? 'group';
  const embedded = groups.embedded.get(rel) ?? [];
  if (embedded.length > 0) return embedded.map((resource) => ({ kind, href: null, resource }));
  return (groups.links.get(rel) ?? []).map(({ href }) => ({ kind, href, resource: null }));
}

function named(resource: Resource, kind: GroupKind): Omit<ReadGroup, 'members'> {
  return { id: textOf(resource, 'id'), name: cleanText(textOf(resource, 'name')) ?? '', kind };
}

/** A distribution group tells its members when it is expanded; one that hides them, or has too many, has none here. */
async function membersOf(
  perform: Perform,
  group: Resource,
  most: number,
  pause: () => Promise<void>,
): Promise<readonly Person[] | null> {
  const expand = linkOf(group, 'expandDistributionGroup');
  if (expand !== null) return (await contactsAt(perform, expand, most, pause)) ?? [];
  const href = linkOf(group, 'groupContacts');
  return href === null ? [] : contactsAt(perform, href, most, pause);
}

async function contactsAt(
  perform: Perform,
  href: string,
  most: number,
  pause: () => Promise<void>,
): Promise<readonly Person[] | null> {
  const body = await readAnswer(perform, href);
  if (body === null) return null;
  const embedded = await peopleIn(body, most, pause);
  if (embedded.length > 0) return embedded;
  const linked = (decodeResource(body)?.links.get('contact') ?? []).slice(0, Math.min(most, mostLinked));
  const read = await Promise.all(linked.map((link) => readAt(perform, link.href)));
  return read.flatMap((resource) => personIn(resource) ?? []);
}
