import { linkOf, linksOf, type Resource, textOf } from '../resource.ts';
import { decodeInvitation, type Invitation, invitationRels } from './invitation.ts';
import { decodeMessageBody, type MessageBody } from './message.ts';

/** An invitation to write to each other (UCWA reference: messagingInvitation). Hrefs are as the server wrote them. */
export interface MessagingInvitation extends Invitation {
  /** The first message; null where it has none. */
  readonly message: MessageBody | null;
  readonly links: Readonly<Record<(typeof messagingInvitationRels)[number], string | null>>;
}

const messagingInvitationRels = [...invitationRels, ...(['accept', 'messaging', 'derivedMessaging'] as const)] as const;

export function decodeMessagingInvitation(resource: Resource): MessagingInvitation {
  return {
    ...decodeInvitation(resource),
    message: decodeMessageBody(linkOf(resource, 'message') ?? textOf(resource, 'message')),
    links: linksOf(resource, messagingInvitationRels),
  };
}
