import { embeddedOf, flagOf, linkOf, type Resource, textOf } from '../resource.ts';
import { decodeInvitedPeople, type InvitedPeople } from './invited-people.ts';
import { decodeParticipant, type Participant } from './participant.ts';

/** What invitations of every kind have (UCWA reference: audioVideoInvitation, phoneAudioInvitation). */
export interface Invitation {
  readonly direction: 'incoming' | 'outgoing';
  readonly importance: 'normal' | 'urgent' | 'emergency';
  /** An open list (UCWA reference: InvitationState). */
  readonly state: string;
  readonly subject: string | null;
  /** Only of one that this user sent: the id that was sent with it. */
  readonly operationId: string | null;
  readonly threadId: string | null;
  /** `sip:` or `tel:` URI of the target. */
  readonly to: string | null;
  /** `sip:` URI of the person on whose behalf it is made. */
  readonly delegator: string | null;
  readonly joinAudioMuted: boolean;
  /** Came in on the user's private line. */
  readonly privateLine: boolean;
  readonly from: Participant | null;
  /** Where the server says who that is. */
  readonly caller: string | null;
  /** Why it came here: who forwarded it, for whom it is. */
  readonly people: InvitedPeople;
  /** A `data:` URI; read it with decodeCustomContent. */
  readonly customContent: string | null;
  /** Who answered one that this user sent. */
  readonly acceptedByParticipant: readonly Participant[];
}

/** Links that invitations of every kind may have. */
export const invitationRels = [
  ...(['self', 'customContent', 'from', 'to', 'conversation', 'derivedConversation'] as const),
  ...(['decline', 'cancel', 'acceptedByContact', 'delegator', 'forwardedBy', 'onBehalfOf', 'transferredBy'] as const),
] as const;

export function decodeInvitation(resource: Resource): Invitation {
  const from = embeddedOf(resource, 'from');
  return {
    direction: textOf(resource, 'direction') === 'Outgoing' ? 'outgoing' : 'incoming',
    importance: importanceOf(textOf(resource, 'importance')),
    state: textOf(resource, 'state') ?? '',
    subject: textOf(resource, 'subject'),
    operationId: textOf(resource, 'operationId'),
    threadId: textOf(resource, 'threadId'),
    to: textOf(resource, 'to'),
    delegator: textOf(resource, 'delegator'),
    joinAudioMuted: flagOf(resource, 'joinAudioMuted'),
    privateLine: flagOf(resource, 'privateLine'),
    from: from === null ? titled(resource) : decodeParticipant(from),
    caller: linkOf(resource, 'from') ?? (from === null ? null : linkOf(from, 'self')),
    people: decodeInvitedPeople(resource),
    customContent: linkOf(resource, 'customContent') ?? textOf(resource, 'customContent'),
    acceptedByParticipant: (resource.embedded.get('acceptedByParticipant') ?? []).map(decodeParticipant),
  };
}

/** A link to somebody may say by its title what they are called (UCWA reference: participant). */
function titled(resource: Resource): Participant | null {
  const name = resource.links.get('from')?.[0]?.title ?? '';
  return name === '' ? null : { name, uri: null, phoneNumber: null };
}

/** The importance in our words; an open list. */
export function importanceOf(value: string | null): Invitation['importance'] {
  switch (value?.toLowerCase()) {
    case 'urgent':
      return 'urgent';
    case 'emergency':
      return 'emergency';
    default:
      return 'normal';
  }
}
