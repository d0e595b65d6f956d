import { linksOf, type Resource, textOf } from '../resource.ts';
import { decodeInvitation, type Invitation, invitationRels } from './invitation.ts';

/**
 * An invitation to talk over the user's own telephone, which rings (UCWA reference: phoneAudioInvitation). It is answered there, and
 * can be declined here. Hrefs are as the server wrote them.
 */
export interface PhoneAudioInvitation extends Invitation {
  /** `tel:` URI of the user's telephone. */
  readonly phoneNumber: string | null;
  readonly links: Readonly<Record<(typeof phoneAudioRels)[number], string | null>>;
}

const phoneAudioRels = [
  ...invitationRels,
  ...(['accept', 'phoneAudio', 'derivedPhoneAudio', 'replacesPhoneAudio'] as const),
] as const;

export function decodePhoneAudioInvitation(resource: Resource): PhoneAudioInvitation {
  return {
    ...decodeInvitation(resource),
    phoneNumber: textOf(resource, 'phoneNumber'),
    links: linksOf(resource, phoneAudioRels),
  };
}
