import { embeddedOf, linkOf, type Resource } from '../resource.ts';
import { decodeParticipant, type Participant } from './participant.ts';

/** Those whom an invitation names besides who sent it; each is a contact (UCWA reference: the people of an invitation). */
export const invitedRoles = [
  'to',
  'onBehalfOf',
  'delegator',
  'forwardedBy',
  'transferredBy',
  'acceptedByContact',
] as const;

export type InvitedRole = (typeof invitedRoles)[number];

/** Somebody by a link, whole, or both. A link may say a name by its title. */
export interface InvitedPerson {
  /** As the server wrote it; null where nothing more can be had. */
  readonly href: string | null;
  readonly person: Participant | null;
}

export type InvitedPeople = Readonly<Partial<Record<InvitedRole, InvitedPerson>>>;

export function decodeInvitedPeople(resource: Resource): InvitedPeople {
  const people: Partial<Record<InvitedRole, InvitedPerson>> = {};
  for (const role of invitedRoles) {
    const named = personOf(resource, role);
    if (named !== null) people[role] = named;
  }
  return people;
}

function personOf(resource: Resource, role: InvitedRole): InvitedPerson | null {
  const embedded = embeddedOf(resource, role);
  if (embedded !== null) return { href: linkOf(embedded, 'self'), person: decodeParticipant(embedded) };
  const link = resource.links.get(role)?.[0];
  if (link === undefined) return null;
  const { href, title } = link;
  return { href, person: title === null || title === '' ? null : { name: title, uri: null, phoneNumber: null } };
}
