import { flagOf, hrefOf, linkOf, linksOf, type Resource, textOf } from '../resource.ts';
import { decodeInvitation, type Invitation, invitationRels } from './invitation.ts';

/** An invitation to talk (UCWA reference: audioVideoInvitation). Hrefs are as the server wrote them. */
export interface AudioVideoInvitation extends Invitation {
  readonly sessionContext: string | null;
  /** A `data:` URI; read it with decodeMediaOffer. */
  readonly mediaOffer: string | null;
  readonly joinVideoMuted: boolean;
  readonly bandwidthControlId: string | null;
  /** The modality that goes away if it succeeds, linked or embedded. */
  readonly replaces: string | null;
  /** The conversation and modality that it was derived from, linked or embedded. */
  readonly derived: readonly string[];
  /** Where an emergency call comes from, by the words of whoever places it. */
  readonly place: Place;
  /** Of conversations and modalities also where they are embedded. */
  readonly links: Readonly<Record<(typeof audioVideoRels)[number], string | null>>;
}

export interface Place {
  readonly address: string | null;
  readonly building: string | null;
  readonly city: string | null;
  /** State or province. */
  readonly locationState: string | null;
  readonly zip: string | null;
  readonly country: string | null;
}

const audioVideoRels = [
  ...invitationRels,
  ...(['acceptWithAnswer', 'acceptWithPhoneAudio', 'sendProvisionalAnswer', 'reportMediaDiagnostics'] as const),
  ...(['audioVideo', 'derivedAudioVideo', 'replacesAudioVideo', 'replacesPhoneAudio'] as const),
] as const;

export function decodeAudioVideoInvitation(resource: Resource): AudioVideoInvitation {
  const links = {
    ...linksOf(resource, audioVideoRels),
    conversation: hrefOf(resource, 'conversation'),
    audioVideo: hrefOf(resource, 'audioVideo'),
    derivedConversation: hrefOf(resource, 'derivedConversation'),
    derivedAudioVideo: hrefOf(resource, 'derivedAudioVideo'),
  };
  return {
    ...decodeInvitation(resource),
    sessionContext: textOf(resource, 'sessionContext'),
    mediaOffer: mediaOfferOf(resource),
    joinVideoMuted: flagOf(resource, 'joinVideoMuted'),
    bandwidthControlId: textOf(resource, 'bandwidthControlId'),
    place: {
      address: textOf(resource, 'address'),
      building: textOf(resource, 'building'),
      city: textOf(resource, 'city'),
      locationState: textOf(resource, 'locationState'),
      zip: textOf(resource, 'zip'),
      country: textOf(resource, 'country'),
    },
    derived: [links.derivedAudioVideo, links.derivedConversation].filter((href) => href !== null),
    replaces: hrefOf(resource, 'replacesAudioVideo') ?? hrefOf(resource, 'replacesPhoneAudio'),
    links,
  };
}

/** The far side's offer, a `data:` URI: the reference has it as a property, and its sample as a link. */
export function mediaOfferOf(invitation: Resource): string | null {
  return linkOf(invitation, 'mediaOffer') ?? textOf(invitation, 'mediaOffer');
}
