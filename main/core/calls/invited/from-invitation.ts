import { decodeCustomContent } from '../../ucwa/custom-content.ts';
import type { AudioVideoInvitation, Place } from '../../ucwa/decode/audio-video-invitation.ts';
import { type Invited, type NamedPerson, type NamedRole, nothingInvited } from './invited.ts';

const roles: readonly NamedRole[] = ['to', 'onBehalfOf', 'delegator', 'forwardedBy', 'transferredBy'];

/** What is read of an invitation, of whatever kind. */
type Said = Pick<
  AudioVideoInvitation,
  | 'people'
  | 'state'
  | 'to'
  | 'delegator'
  | 'privateLine'
  | 'place'
  | 'customContent'
  | 'bandwidthControlId'
  | 'joinVideoMuted'
>;

/** What an invitation says beyond who sends it. `resolve` makes an href absolute; null where it leads out of the session's hosts. */
export function invitedOf(invitation: Said, resolve: (href: string | null) => string | null): Invited {
  const { people, state, privateLine, place, customContent, bandwidthControlId, joinVideoMuted } = invitation;
  const named: Partial<Record<NamedRole, NamedPerson>> = {};
  for (const role of roles) {
    const uri = addressOf(role, invitation);
    const { href, person } = people[role] ?? { href: null, person: null };
    const absolute = resolve(href);
    if (people[role] !== undefined || uri !== null) named[role] = { href: absolute, person, uri, asked: false };
  }
  return {
    ...nothingInvited,
    people: named,
    team: state === 'TeamRing',
    privateLine,
    place: isEmpty(place) ? null : place,
    content: decodeCustomContent(customContent),
    bandwidthControlId,
    joinVideoMuted,
  };
}

/** Of two of them the invitation says it by itself. */
function addressOf(role: NamedRole, { to, delegator }: Pick<Said, 'to' | 'delegator'>): string | null {
  if (role === 'to') return to;
  return role === 'delegator' ? delegator : null;
}

function isEmpty(place: Place): boolean {
  return Object.values(place).every((part) => part === null);
}
