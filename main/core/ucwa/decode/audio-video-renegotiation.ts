import { linkOf, linksOf, type Resource, textOf } from '../resource.ts';

/**
 * The far side, or we, want the voice of a call that is up in another way, such as on hold (UCWA reference: audioVideoRenegotiation).
 * Hrefs are as the server wrote them.
 */
export interface AudioVideoRenegotiation {
  /** Of one that we began ourselves it is `outgoing`. */
  readonly direction: 'incoming' | 'outgoing';
  /** A `data:` URI; read it with decodeMediaOffer. */
  readonly mediaOffer: string | null;
  /** A `data:` URI of SDP: what the far side answered to ours. */
  readonly mediaAnswer: string | null;
  /** Of ours alone. */
  readonly operationId: string | null;
  readonly links: Readonly<Record<(typeof renegotiationRels)[number], string | null>>;
}

const renegotiationRels = ['self', 'answer', 'dismiss', 'audioVideoSession', 'conversation'] as const;

export function decodeAudioVideoRenegotiation(resource: Resource): AudioVideoRenegotiation {
  return {
    direction: textOf(resource, 'direction') === 'Outgoing' ? 'outgoing' : 'incoming',
    mediaOffer: linkOf(resource, 'mediaOffer') ?? textOf(resource, 'mediaOffer'),
    mediaAnswer: linkOf(resource, 'mediaAnswer') ?? textOf(resource, 'mediaAnswer'),
    operationId: textOf(resource, 'operationId'),
    links: linksOf(resource, renegotiationRels),
  };
}
