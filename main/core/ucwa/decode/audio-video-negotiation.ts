import { linkOf, linksOf, type Resource, textOf } from '../resource.ts';

/**
 * What the far side answered to an outgoing call, once for each endpoint that it rings at (UCWA reference: audioVideoNegotiation).
 * Comes in the event channel alone. Hrefs are as the server wrote them.
 */
export interface AudioVideoNegotiation {
  /** A `data:` URI of SDP: the final answer. */
  readonly mediaAnswer: string | null;
  /** A `data:` URI of SDP: early media, of which there may be several. */
  readonly mediaProvisionalAnswer: string | null;
  /** Which part of our offer was answered. */
  readonly msAcceptedContentId: string | null;
  /** These two tell apart the endpoints of one far side. */
  readonly remoteEndpoint: string | null;
  readonly sessionContext: string | null;
  readonly links: Readonly<Record<(typeof negotiationRels)[number], string | null>>;
}

const negotiationRels = ['self', 'audioVideoInvitation', 'audioVideoSession'] as const;

export function decodeAudioVideoNegotiation(resource: Resource): AudioVideoNegotiation {
  return {
    mediaAnswer: linkOf(resource, 'mediaAnswer') ?? textOf(resource, 'mediaAnswer'),
    mediaProvisionalAnswer: linkOf(resource, 'mediaProvisionalAnswer') ?? textOf(resource, 'mediaProvisionalAnswer'),
    msAcceptedContentId: textOf(resource, 'msAcceptedContentId'),
    remoteEndpoint: textOf(resource, 'remoteEndpoint'),
    sessionContext: textOf(resource, 'sessionContext'),
    links: linksOf(resource, negotiationRels),
  };
}
