import { linksOf, type Resource, textOf } from '../resource.ts';

/** The media of an audioVideo while it is up (UCWA reference: audioVideoSession). Hrefs are as the server wrote them. */
export interface AudioVideoSession {
  /** An open list: Establishing, Established, Suspended. */
  readonly state: string;
  /** The client's own, of the request that it came of. */
  readonly sessionContext: string | null;
  readonly links: Readonly<Record<(typeof sessionRels)[number], string | null>>;
}

const sessionRels = [
  ...(['self', 'audioVideo', 'conversation', 'renegotiations', 'resumeAudio'] as const),
  'publishCallQualityFeedback',
] as const;

export function decodeAudioVideoSession(resource: Resource): AudioVideoSession {
  return {
    state: textOf(resource, 'state') ?? '',
    sessionContext: textOf(resource, 'sessionContext'),
    links: linksOf(resource, sessionRels),
  };
}
