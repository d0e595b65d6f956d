import { linkOf, type Resource } from '../resource.ts';
import { decodeInvitation, type Invitation } from './invitation.ts';

/** Somebody whom the user adds to a conversation (UCWA reference: participantInvitation). Hrefs are as the server wrote them. */
export interface ParticipantInvitation extends Invitation {
  readonly conversation: string | null;
  readonly cancel: string | null;
}

export function decodeParticipantInvitation(resource: Resource): ParticipantInvitation {
  return {
    ...decodeInvitation(resource),
    conversation: linkOf(resource, 'conversation'),
    cancel: linkOf(resource, 'cancel'),
  };
}
