import { embeddedOf, linkOf, type Resource, textOf } from '../resource.ts';
import { decodeParticipant, type Participant } from './participant.ts';

/** An invitation to talk (UCWA reference: audioVideoInvitation). Hrefs are as the server wrote them. */
export interface AudioVideoInvitation {
  readonly direction: 'incoming' | 'outgoing';
  readonly importance: 'normal' | 'urgent' | 'emergency';
  /** An open list: Connecting, Alerting, Connected, Declined, Cancelled, Failed, Forwarded, TeamRing. */
  readonly state: string;
  readonly subject: string | null;
  readonly sessionContext: string | null;
  /** A `data:` URI; read it with decodeMediaOffer. */
  readonly mediaOffer: string | null;
  readonly from: Participant | null;
  readonly links: InvitationLinks;
}

export interface InvitationLinks {
  readonly from: string | null;
  readonly acceptWithAnswer: string | null;
  readonly decline: string | null;
  readonly conversation: string | null;
  readonly audioVideo: string | null;
  readonly acceptedByContact: string | null;
}

export function decodeAudioVideoInvitation(resource: Resource): AudioVideoInvitation {
  const from = embeddedOf(resource, 'from');
  return {
    direction: textOf(resource, 'direction') === 'Outgoing' ? 'outgoing' : 'incoming',
    importance: importanceOf(textOf(resource, 'importance')),
    state: textOf(resource, 'state') ?? '',
    subject: textOf(resource, 'subject'),
    sessionContext: textOf(resource, 'sessionContext'),
    mediaOffer: linkOf(resource, 'mediaOffer') ?? textOf(resource, 'mediaOffer'),
    from: from === null ? null : decodeParticipant(from),
    links: {
      from: linkOf(resource, 'from'),
      acceptWithAnswer: linkOf(resource, 'acceptWithAnswer'),
      decline: linkOf(resource, 'decline'),
      conversation: linkOf(resource, 'conversation'),
      audioVideo: linkOf(resource, 'audioVideo'),
      acceptedByContact: linkOf(resource, 'acceptedByContact'),
    },
  };
}

function importanceOf(value: string | null): AudioVideoInvitation['importance'] {
  switch (value?.toLowerCase()) {
    case 'urgent':
      return 'urgent';
    case 'emergency':
      return 'emergency';
    default:
      return 'normal';
  }
}
