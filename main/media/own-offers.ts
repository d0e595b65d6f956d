import type { MediaEvent, MediaFailure } from '../core/ports.ts';
import { failed } from '../core/result.ts';
import type { CallLegs } from './call-legs.ts';
import type { TakenLines } from './sdp/far-answer.ts';
import type { OfferedAudio } from './sdp/far-offer.ts';
import type { OwnDirection } from './sdp/own-offer.ts';
import type { CallVideo } from './video/call-video.ts';

interface Refusal {
  readonly failure: MediaFailure;
  readonly message: string;
}

export const noMedia: Refusal = { failure: 'allocation', message: 'the call has no media' };

export interface OwnOffersDeps {
  readonly callId: string;
  readonly send: (event: MediaEvent) => void;
  /** Null before both sides are open, and once they are closed. */
  readonly legs: () => CallLegs | null;
  readonly video: Pick<CallVideo, 'hold' | 'offered' | 'accept' | 'withdraw'>;
  /** What is agreed of the audio. */
  readonly audio: () => OfferedAudio;
  /** The far side answered so, and the call goes on by it; returns whether the far side holds. */
  readonly onAnswered: (audio: OfferedAudio) => boolean;
  /** What may be heard before somebody accepts. */
  readonly onProvisional: (audio: OfferedAudio) => void;
}

/**
 * Our offers in one call, and what is answered. One is open at a time.
 *
 *     call in:   none <-> open (to hold, to resume, to move)
 *     call out:  open (the first: provisional answers, then the final one) -> none <-> open
 *
 * In a call out where we choose the way, one of the later offers says so; `path-chosen` asks for it, once for each way.
 */
export class OwnOffers {
  readonly #deps: OwnOffersDeps;
  #open: { readonly id: string; readonly direction: OwnDirection; readonly isFirst: boolean } | null = null;
  /** As agreed. */
  #heldHere = false;
  /** A way was chosen, and nobody was asked yet to tell it. */
  #owesPath = false;
  /** An answer was taken and told. */
  #isSettled = false;

  constructor(deps: OwnOffersDeps) {
    this.#deps = deps;
  }

  get heldHere(): boolean {
    return this.#heldHere;
  }

  /** What the bridge does about it: who asked to hold is not heard from that moment on. */
  settleHold(): void {
    if (this.#open?.direction !== 'inactive') this.#deps.legs()?.bridge.hold(this.#heldHere ? 'held' : 'no');
  }

  /** The first one of a call out, with what else is offered from the start. */
  callOut(offering: string, taken: TakenLines): void {
    const { callId, send, legs } = this.#deps;
    const open = legs();
    if (open === null) return;
    this.#open = { id: offering, direction: 'sendrecv', isFirst: true };
    const [farOffer, nearOffer] = [open.far.offer('sendrecv', taken), open.near.offer()];
    send({ type: 'called-out', callId, offering, farOffer, nearOffer });
  }

  /** Another one. Who holds is not heard from then on, whatever comes of it. */
  async offer(offering: string, direction: OwnDirection): Promise<void> {
    const { callId, send, legs, video, audio } = this.#deps;
    const open = legs();
    if (open === null || this.#open?.isFirst === true) {
      this.#failed(offering, noMedia);
      return;
    }
    this.#open = { id: offering, direction, isFirst: false };
    const holds = direction === 'inactive';
    if (holds && !this.#heldHere) open.bridge.hold('asked');
    if (holds) video.hold(true);
    const taken = await video.offered(audio(), open.far.media(), holds);
    if (legs() !== open || this.#open?.id !== offering) return;
    send({ type: 'offered', callId, offering, farOffer: open.far.offer(direction, taken) });
  }

  /** One of those who are called may be heard. */
  provisional(offering: string, fork: string, answer: string): void {
    const { callId, send, legs, onProvisional } = this.#deps;
    const isOpen = this.#open?.isFirst === true && this.#open.id === offering;
    const taken = (isOpen ? legs()?.far.provisional(fork, answer) : null) ?? failed(noMedia);
    if (taken.ok) onProvisional(taken.value);
    else send({ type: 'provisional-refused', callId, fork, ...taken.failure });
  }

  /** Goes on by the far side's answer to the open offer, or as before where that cannot be. */
  async take(offering: string, answer: string): Promise<void> {
    const { callId, send, legs, video, onAnswered } = this.#deps;
    const open = this.#open?.id === offering ? this.#open : null;
    const taken = (open && legs()?.far.accept(answer)) ?? failed(noMedia);
    if (open === null || !taken.ok) {
      // Another fork may yet answer the first one.
      if (open?.isFirst !== true) this.withdraw(offering, false);
      this.#failed(offering, taken.ok ? noMedia : taken.failure);
      return;
    }
    this.#open = null;
    this.#heldHere = open.direction === 'inactive';
    const held = onAnswered(taken.value);
    video.hold(this.#heldHere);
    await video.accept(answer);
    if (legs() === null) return;
    send({ type: 'answer-taken', callId, offering, held });
    this.#isSettled = true;
    this.#tellPath();
  }

  withdraw(offering: string, unseen: boolean): void {
    if (this.#open?.id !== offering) return;
    this.#open = null;
    this.#deps.legs()?.far.withdraw(unseen);
    this.#deps.video.withdraw();
    this.#deps.video.hold(this.#heldHere);
    this.#deps.legs()?.bridge.hold(this.#heldHere ? 'held' : 'no');
  }

  /** The way of a stream of a call out is chosen, by us, or is another one by now. */
  pathChosen(): void {
    this.#owesPath = true;
    this.#tellPath();
  }

  /** The far side has to know by its own answer first that the call is up. */
  #tellPath(): void {
    if (!this.#owesPath || !this.#isSettled) return;
    this.#owesPath = false;
    this.#deps.send({ type: 'path-chosen', callId: this.#deps.callId });
  }

  #failed(offering: string, { failure, message }: Refusal): void {
    this.#deps.send({ type: 'offer-failed', callId: this.#deps.callId, offering, failure, message });
  }
}
