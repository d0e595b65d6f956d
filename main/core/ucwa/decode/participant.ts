import { flagOf, linkOf, linksOf, type Resource, textOf } from '../resource.ts';

/** Someone in a conversation (UCWA reference: participant). */
export interface Participant {
  readonly name: string | null;
  /** `sip:` or `tel:` URI; null where the caller is hidden. */
  readonly uri: string | null;
  /** `tel:` URI. */
  readonly phoneNumber: string | null;
  /** An open list: SameEnterprise, Federated, PublicCloud, Everyone, Unknown; absent where the server does not say. */
  readonly sourceNetwork?: string;
  /** Where more is told of who they are, as the server wrote it; absent where it is not. */
  readonly contact?: string;
  /** Did not sign in anywhere: the name is what they wrote themselves. */
  readonly anonymous?: true;
}

export function decodeParticipant(resource: Resource): Participant {
  const sourceNetwork = textOf(resource, 'sourceNetwork');
  const contact = linkOf(resource, 'contact');
  return {
    name: textOf(resource, 'name'),
    uri: textOf(resource, 'uri'),
    phoneNumber: textOf(resource, 'workPhoneNumber') ?? textOf(resource, 'otherPhoneNumber'),
    ...(sourceNetwork !== null && { sourceNetwork }),
    ...(contact !== null && { contact }),
    ...(flagOf(resource, 'anonymous') && { anonymous: true as const }),
  };
}

/** A participant's part in a conversation, and what may be done about them. Hrefs are as the server wrote them. */
export interface ParticipantRole {
  readonly anonymous: boolean;
  readonly inLobby: boolean;
  /** The signed-in user. */
  readonly local: boolean;
  readonly organizer: boolean;
  /** An open list: Leader, Attendee, Unknown. */
  readonly role: string | null;
  /** An open list: SameEnterprise, Federated, PublicCloud, Everyone. */
  readonly sourceNetwork: string | null;
  readonly links: Readonly<Record<(typeof participantRels)[number], string | null>>;
}

const participantRels = [
  ...(['self', 'contact', 'contactPhoto', 'contactPresence', 'conversation', 'me'] as const),
  ...(['admit', 'reject', 'eject', 'promote', 'demote'] as const),
  ...(['participantApplicationSharing', 'participantAudio', 'participantDataCollaboration'] as const),
  ...(['participantMessaging', 'participantPanoramicVideo', 'participantVideo'] as const),
] as const;

export function decodeParticipantRole(resource: Resource): ParticipantRole {
  return {
    anonymous: flagOf(resource, 'anonymous'),
    inLobby: flagOf(resource, 'inLobby'),
    local: flagOf(resource, 'local'),
    organizer: flagOf(resource, 'organizer'),
    role: textOf(resource, 'role'),
    sourceNetwork: textOf(resource, 'sourceNetwork'),
    links: linksOf(resource, participantRels),
  };
}
