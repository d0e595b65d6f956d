/** What the client asked for when it made a call, and how that call looks as resources of its own. */
import { randomUUID } from 'node:crypto';
import type { Resource } from '../../http/representation.ts';
import type { Person } from '../../people.ts';
import type { FirstOffer } from './first-offer.ts';

export interface Dialled {
  readonly operationId: string;
  readonly sessionContext: string | undefined;
  readonly importance: string | undefined;
  readonly delegator: string | undefined;
  /** As it was asked for. */
  readonly to: string;
  readonly offer: Extract<FirstOffer, { ok: true }>;
}

/** One of the places where it rings. */
export interface Fork {
  /** Who is there. */
  readonly person: Person;
  readonly context: string;
  /** What it answered; either may be absent. */
  readonly provisional?: string;
  readonly final?: string;
}

export function newFork(person: Person): Fork {
  return { person, context: randomUUID() };
}

/** The resources that an invitation names, as hrefs. */
export interface NegotiationPaths {
  readonly self: string;
  readonly invitation: string;
  readonly session: string;
}

/** UCWA reference: audioVideoNegotiation. */
export function negotiation({ person, context, provisional, final }: Fork, paths: NegotiationPaths): Resource {
  const answer = (sdp: string): string => `data:application/sdp;base64,${Buffer.from(sdp).toString('base64')}`;
  return {
    rel: 'audioVideoNegotiation',
    properties: { remoteEndpoint: person.uri, sessionContext: context },
    links: {
      self: paths.self,
      audioVideoInvitation: paths.invitation,
      audioVideoSession: paths.session,
      ...(provisional !== undefined && { mediaProvisionalAnswer: answer(provisional) }),
      ...(final !== undefined && { mediaAnswer: answer(final) }),
    },
  };
}
