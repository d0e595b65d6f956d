/**
 * The client of a call that is up offers again, by the session's `renegotiations` or `resumeAudio`; the caller answers, refuses, or says
 * nothing. UCWA reference: audioVideoSession, audioVideoRenegotiation.
 */
import type { Application } from '../application/application.ts';
import type { EventItem, Resource } from '../http/representation.ts';
import type { Ledger } from '../ledger.ts';
import type { CallEvents } from './call-events.ts';
import type { CallResources, CallStates } from './call-resources.ts';
import type { ClientOfferOutcome } from './client-offer-check.ts';
import { answerTo } from './far-answer.ts';
import { makeOffer, type OfferForm } from './offer.ts';
import type { SimulatedCall } from './simulated-call.ts';

/** What the caller makes of an offer. */
export type CallerManner = 'answers' | 'refuses' | 'is silent';

export interface ClientOffer {
  readonly name: string;
  readonly operationId: string;
  readonly offer: Extract<ClientOfferOutcome, { ok: true }>;
  /** The caller's; null before, and where it refused. */
  answer: string | null;
  isOver: boolean;
}

export interface ClientOffersParts {
  readonly call: SimulatedCall;
  readonly form: OfferForm;
  readonly ledger: Ledger;
  readonly inside: () => {
    readonly application: Application;
    readonly resources: CallResources;
    readonly events: CallEvents;
  };
  /** The next version of what the caller says. */
  readonly nextOrigin: (sdp: string) => string;
  /** The client said this. */
  readonly onSaid: (sdp: string) => void;
  /** The caller said this. */
  readonly onAnswered: (sdp: string) => void;
  /** The caller holds too. */
  readonly callerHolds: () => boolean;
}

/** The caller thinks for so long, in milliseconds: the offer's own reply is there before. */
const thinkingMs = 20;

export class ClientOffers {
  readonly #parts: ClientOffersParts;
  readonly #all: ClientOffer[] = [];
  #held = false;
  #timer: NodeJS.Timeout | undefined;
  manner: CallerManner = 'answers';

  constructor(parts: ClientOffersParts) {
    this.#parts = parts;
  }

  /** The client holds. */
  get held(): boolean {
    return this.#held;
  }

  get isOpen(): boolean {
    return this.#all.some(({ isOver }) => !isOver);
  }

  knows(operationId: string): boolean {
    return this.#all.some((each) => each.operationId === operationId);
  }

  begin(operationId: string, offer: ClientOffer['offer']): ClientOffer {
    const { resources, events } = this.#parts.inside();
    const name = resources.conversationName(`audioVideo/renegotiations/client-${this.#all.length + 1}`);
    const begun: ClientOffer = { name, operationId, offer, answer: null, isOver: false };
    this.#all.push(begun);
    this.#parts.onSaid(offer.sdp);
    this.#record(begun, 'offered');
    events.renegotiation('started', name, this.resource(begun));
    this.#timer = setTimeout(() => void this.#decide(begun), thinkingMs);
    return begun;
  }

  resource({ name, operationId, offer, answer }: ClientOffer): Resource {
    const { application, resources } = this.#parts.inside();
    const path = (part: string): string => application.path(resources.conversationName(part));
    return {
      rel: 'audioVideoRenegotiation',
      properties: { direction: 'Outgoing', operationId },
      links: {
        self: application.path(name),
        conversation: path(''),
        audioVideoSession: path('audioVideo/audioVideoSession'),
        mediaOffer: makeOffer(offer.sdp, this.#parts.form).href,
        ...(answer !== null && { mediaAnswer: makeOffer(answer, this.#parts.form).href }),
      },
    };
  }

  /** The call is over. */
  end(): void {
    clearTimeout(this.#timer);
  }

  async #decide(begun: ClientOffer): Promise<void> {
    const { call } = this.#parts;
    if (call.state !== 'talking' || this.manner === 'is silent') return;
    if (this.manner === 'refuses') return this.#refuse(begun);
    const { offer } = begun;
    await call.peer.follow(offer.target);
    if (call.state !== 'talking') return;
    const holds = offer.direction === 'inactive' || this.#parts.callerHolds();
    begun.answer = this.#parts.nextOrigin(
      answerTo(offer.sdp, call.peer.local, holds ? 'inactive' : 'sendrecv', call.pictures),
    );
    begun.isOver = true;
    this.#held = offer.direction === 'inactive';
    this.#parts.onAnswered(begun.answer);
    if (holds) call.peer.fallSilent();
    else await call.peer.talkTo(offer.target);
    const type = call.pictures?.numberIn(offer.sdp.slice(offer.sdp.indexOf('m=video')));
    if (!holds && offer.video !== undefined && type !== undefined) {
      call.showTo({ ...offer.video, formats: [type] });
    }
    this.#record(begun, 'answered');
    const { events, resources } = this.#parts.inside();
    events.renegotiation('completed', begun.name, this.resource(begun), { status: 'Success' });
    events.sessionUpdated(resources.session(call.states, this.#held));
  }

  #refuse(begun: ClientOffer): void {
    begun.isOver = true;
    this.#record(begun, 'refused');
    const reason = { code: 'RemoteFailure', subcode: 'NotAcceptable' };
    const more: Partial<EventItem> = { status: 'Failure', reason };
    this.#parts.inside().events.renegotiation('completed', begun.name, this.resource(begun), more);
  }

  #record({ offer }: ClientOffer, what: string): void {
    const { ledger, call } = this.#parts;
    ledger.record({ kind: 'call', callId: call.id, detail: `the user’s ${offer.direction} offer ${what}` });
  }
}

/** What a call's session is like for who asks now. */
export function sessionOf(call: SimulatedCall, states: CallStates): Resource {
  return call.resources.session(states, call.heldByUser);
}
