import { hrefOf, linksOf, type Resource, textOf } from '../resource.ts';
import { decodeInvitation, type Invitation, invitationRels } from './invitation.ts';

/**
 * An invitation to talk on the user's own telephone (UCWA reference: phoneAudioInvitation). It is accepted by picking up that telephone:
 * the reference lists a link `accept`, and says that it cannot be used. Hrefs are as the server wrote them.
 */
export interface PhoneAudioInvitation extends Invitation {
  /** `tel:` URI of the telephone of the user that rings for it. */
  readonly phoneNumber: string | null;
  /** The modality that goes away if it succeeds, linked or embedded. */
  readonly replaces: string | null;
  readonly links: Readonly<Record<(typeof phoneAudioInvitationRels)[number], string | null>>;
}

const phoneAudioInvitationRels = [
  ...invitationRels,
  ...(['accept', 'phoneAudio', 'derivedPhoneAudio', 'replacesPhoneAudio'] as const),
] as const;

export function decodePhoneAudioInvitation(resource: Resource): PhoneAudioInvitation {
  return {
    ...decodeInvitation(resource),
    phoneNumber: textOf(resource, 'phoneNumber'),
    replaces: hrefOf(resource, 'replacesPhoneAudio'),
    links: linksOf(resource, phoneAudioInvitationRels),
  };
}
