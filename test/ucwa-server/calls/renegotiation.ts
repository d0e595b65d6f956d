/**
 * The far side of a call that is up offers again: to hold, to go on, to change something. The client answers or dismisses it,
 * once; UCWA reference: audioVideoRenegotiation, answer, dismiss.
 */
import type { Resource } from '../http/representation.ts';
import type { AnswerOutcome } from './answer.ts';
import { makeOffer, type Offer, type OfferForm } from './offer.ts';

/** How the far side holds: each has been seen. */
export type HoldForm = 'inactive' | 'sendonly' | 'no-address';

export type RenegotiationOutcome =
  | { readonly kind: 'answered'; readonly sdp: string; readonly outcome: Extract<AnswerOutcome, { ok: true }> }
  | { readonly kind: 'dismissed'; readonly reason: string }
  /** The client offered at the same time, and comes first. */
  | { readonly kind: 'crossed' }
  /** The call was over before. */
  | { readonly kind: 'unanswered' };

export interface RenegotiationPaths {
  readonly self: string;
  readonly conversation: string;
  readonly audioVideoSession: string;
}

/** The offer of a call whose caller holds it so. */
export function holding(sdp: string, form: HoldForm): string {
  if (form === 'no-address') return sdp.replace(/^c=IN IP[46] .*$/m, 'c=IN IP4 0.0.0.0');
  return sdp.replace('a=sendrecv', `a=${form}`);
}

export class Renegotiation {
  readonly name: string;
  readonly offer: Offer;
  readonly outcome: Promise<RenegotiationOutcome>;
  readonly #settled = Promise.withResolvers<RenegotiationOutcome>();
  #isOver = false;

  constructor(name: string, sdp: string, form: OfferForm) {
    this.name = name;
    this.offer = makeOffer(sdp, form);
    this.outcome = this.#settled.promise;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  settle(outcome: RenegotiationOutcome): void {
    this.#isOver = true;
    this.#settled.resolve(outcome);
  }

  resource({ self, conversation, audioVideoSession }: RenegotiationPaths): Resource {
    const actions = { answer: `${self}/answer`, dismiss: `${self}/dismiss` };
    return {
      rel: 'audioVideoRenegotiation',
      properties: { direction: 'Incoming' },
      links: { self, conversation, audioVideoSession, mediaOffer: this.offer.href, ...(!this.#isOver && actions) },
    };
  }
}
