/** The offers that the far side makes in one call that is up, one after the other. */
import type { Application } from '../application/application.ts';
import type { Resource } from '../http/representation.ts';
import type { Ledger } from '../ledger.ts';
import type { Agreed } from './answer.ts';
import type { CallEvents } from './call-events.ts';
import type { CallResources } from './call-resources.ts';
import { ClientOffers } from './client-offers.ts';
import { callerSdp, type OfferForm } from './offer.ts';
import { type HoldForm, holding, Renegotiation, type RenegotiationOutcome } from './renegotiation.ts';
import { addRenegotiation } from './renegotiation-operations.ts';
import type { SimulatedCall } from './simulated-call.ts';

export interface RenegotiationsParts {
  readonly call: SimulatedCall;
  readonly form: OfferForm;
  readonly ledger: Ledger;
  /** Where the call is now. */
  readonly inside: () => {
    readonly application: Application;
    readonly resources: CallResources;
    readonly events: CallEvents;
  };
}

export class Renegotiations {
  readonly #parts: RenegotiationsParts;
  #count = 0;
  #held = false;
  #latest: Renegotiation | null = null;
  #lastAnswer: string | null = null;
  /** What the caller said last. */
  #lastSaid: string;
  /** What the client offers. */
  readonly ofClient: ClientOffers;

  constructor(parts: RenegotiationsParts) {
    this.#parts = parts;
    this.#lastSaid = parts.call.offer.sdp;
    this.ofClient = new ClientOffers({
      ...parts,
      nextOrigin: (sdp) => this.#inNextVersion(sdp),
      onSaid: (sdp) => this.answered(sdp),
      onAnswered: (sdp) => {
        this.#lastSaid = sdp;
      },
      callerHolds: () => this.#held,
    });
  }

  /** One is under way, of whoever. */
  get isOpen(): boolean {
    return this.#latest?.isOver === false || this.ofClient.isOpen;
  }

  get agreed(): Agreed {
    return { here: this.#lastAnswer ?? '', there: this.#lastSaid };
  }

  get held(): boolean {
    return this.#held;
  }

  /** The one who was called answered the client's offer. */
  answeredThere(sdp: string): void {
    this.#lastSaid = sdp;
  }

  /** The client answered, the invitation or an offer. */
  answered(sdp: string): void {
    this.#lastAnswer = sdp;
  }

  async hold(form: HoldForm): Promise<RenegotiationOutcome> {
    const outcome = await this.offer((sdp) => holding(sdp, form));
    if (outcome.kind !== 'answered') return outcome;
    this.#held = true;
    if (form !== 'sendonly') this.#parts.call.peer.fallSilent();
    return outcome;
  }

  async resume(): Promise<RenegotiationOutcome> {
    const outcome = await this.offer((sdp) => sdp);
    if (outcome.kind !== 'answered') return outcome;
    this.#held = false;
    if (!this.ofClient.held) await this.#parts.call.peer.talkTo(outcome.outcome.target);
    return outcome;
  }

  /** The caller begins ICE anew. */
  async restart(): Promise<RenegotiationOutcome> {
    const { peer } = this.#parts.call;
    await peer.renew();
    const outcome = await this.offer((sdp) => sdp);
    if (outcome.kind === 'answered') await peer.talkTo(outcome.outcome.target);
    return outcome;
  }

  offer(alter: (sdp: string) => string): Promise<RenegotiationOutcome> {
    const { call, form } = this.#parts;
    const { application, resources, events } = this.#parts.inside();
    if (this.ofClient.isOpen) return Promise.resolve({ kind: 'crossed' });
    const sdp = this.#inNextVersion(callerSdp(call.peer.local, call.details));
    const name = resources.conversationName(`audioVideo/renegotiations/${this.#count}`);
    const renegotiation = new Renegotiation(name, alter(sdp), form);
    this.#latest = renegotiation;
    addRenegotiation(application, call, this, renegotiation);
    events.renegotiationStarted(renegotiation, this.resource(renegotiation));
    return renegotiation.outcome;
  }

  #inNextVersion(sdp: string): string {
    this.#count += 1;
    return sdp.replace(/^(o=\S+ \d+ )(\d+)/m, (_, head, version) => `${head}${Number(version) + this.#count}`);
  }

  resource(renegotiation: Renegotiation): Resource {
    const { application, resources } = this.#parts.inside();
    return renegotiation.resource({
      self: application.path(renegotiation.name),
      conversation: application.path(resources.conversationName()),
      audioVideoSession: application.path(resources.conversationName('audioVideo/audioVideoSession')),
    });
  }

  /** The client has decided about an offer. */
  settle(renegotiation: Renegotiation, outcome: RenegotiationOutcome): void {
    const { call, ledger } = this.#parts;
    if (outcome.kind === 'answered') {
      this.answered(outcome.sdp);
      this.#lastSaid = renegotiation.offer.sdp;
    }
    renegotiation.settle(outcome);
    ledger.record({ kind: 'call', callId: call.id, detail: `renegotiation ${outcome.kind}` });
    const status = outcome.kind === 'answered' ? 'Success' : 'Failure';
    this.#parts.inside().events.renegotiationCompleted(renegotiation, this.resource(renegotiation), status);
  }

  /** The call is over. */
  end(): void {
    this.ofClient.end();
    if (this.#latest?.isOver === false) this.#latest.settle({ kind: 'unanswered' });
  }
}
