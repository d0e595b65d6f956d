import type { Clock, MediaEvent, MediaFailure, Random } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { type CallLegs, closeCallLegs, openCallLegs } from './call-legs.ts';
import { createListening, type Listening } from './listening.ts';
import type { RtpPacket } from './rtp/packet.ts';
import type { Reach } from './sdp/far-address.ts';
import { type FarOffer, holds, isQuiet, type OfferedAudio, readFarOffer } from './sdp/far-offer.ts';

export interface CallMediaDeps {
  readonly callId: string;
  readonly offer: FarOffer;
  readonly send: (event: MediaEvent) => void;
  readonly clock: Clock;
  readonly random: Random;
}

interface Refusal {
  readonly failure: MediaFailure;
  readonly message: string;
}

/** The media of one call, from the far side's offer to the last socket closed. */
export class CallMedia {
  readonly #deps: CallMediaDeps;
  readonly #listening: Listening;
  /** What the far side offered last. */
  #audio: OfferedAudio;
  /** Null until both sides are open, and again once they are closed. */
  #legs: CallLegs | null = null;
  #preparing: Promise<void> = Promise.resolve();
  #released: Promise<unknown> = Promise.resolve();
  #started = false;
  #closed = false;

  constructor(deps: CallMediaDeps) {
    const { callId, offer, send, clock } = deps;
    this.#deps = deps;
    this.#audio = offer.audio;
    this.#listening = createListening(clock, {
      onHeard: () => send({ type: 'far-heard', callId }),
      onSilent: () => send({ type: 'far-silent', callId }),
    });
  }

  prepare(): Promise<void> {
    this.#preparing = this.#prepare();
    return this.#preparing;
  }

  async nearAnswer(sdp: string): Promise<void> {
    await this.#legs?.near.answer(sdp);
  }

  start(): void {
    this.#started = true;
    if (this.#legs === null) return;
    this.#legs.far.start();
    this.#legs.bridge.start();
    this.#listening.start();
  }

  /** Goes on by another offer of the far side, or as before where that cannot be. */
  async renegotiate(renegotiation: string, offer: string, reach: Reach): Promise<void> {
    const { callId, send } = this.#deps;
    const result = await this.#renegotiated(offer, reach);
    if (this.#closed) return;
    if (result.ok) {
      send({ type: 'renegotiated', callId, renegotiation, farAnswer: result.value, held: holds(this.#audio) });
    } else send({ type: 'renegotiation-failed', callId, renegotiation, ...result.failure });
  }

  /** Resolves when every socket and timer is gone. Harmless when repeated. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#preparing;
    this.#release();
    await this.#released;
  }

  async #prepare(): Promise<void> {
    const opened = await this.#open();
    if (!opened.ok) return this.#fail('allocation', opened.failure);
    this.#legs = opened.value;
    if (this.#closed) return this.#release();
    this.#follow(this.#audio);
    this.#tellPrepared();
    if (this.#started) this.start();
  }

  #open(): Promise<Result<CallLegs, string>> {
    const { callId, offer, send, clock, random } = this.#deps;
    return openCallLegs({
      offer,
      farEvents: {
        onPacket: (packet) => this.#farPacket(packet),
        onAlive: this.#listening.alive,
        onFailed: (message) => this.#fail('no-path', message),
      },
      nearEvents: {
        onConnected: () => send({ type: 'near-connected', callId }),
        onFailed: (message) => this.#fail('near-leg', message),
        onPacket: (packet) => this.#legs?.bridge.fromNear(packet),
        onOffer: () => this.#tellPrepared(),
      },
      clock,
      random,
    });
  }

  #farPacket(packet: RtpPacket): void {
    this.#listening.voice();
    this.#legs?.bridge.fromFar(packet);
  }

  #tellPrepared(): void {
    if (this.#legs === null) return;
    const { callId, send } = this.#deps;
    const [farAnswer, nearOffer] = [this.#legs.far.answer(), this.#legs.near.offer()];
    send({ type: 'prepared', callId, farAnswer, nearOffer, held: holds(this.#audio) });
  }

  async #renegotiated(text: string, reach: Reach): Promise<Result<string, Refusal>> {
    const next = readFarOffer(text, { ...reach, spoken: this.#audio.codec });
    if (!next.ok) return next;
    if (this.#legs === null) return failed({ failure: 'allocation', message: 'the call has no media' });
    const { far } = this.#legs;
    const taken = await far.renegotiate(next.value);
    if (!taken.ok) return failed({ failure: 'allocation', message: taken.failure });
    this.#follow(next.value.audio);
    return ok(far.answer());
  }

  #follow(next: OfferedAudio): void {
    this.#audio = next;
    this.#legs?.bridge.change(next);
    if (isQuiet(next)) this.#listening.sleep();
    else this.#listening.wake();
  }

  #fail(failure: MediaFailure, message: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#deps.send({ type: 'failed', callId: this.#deps.callId, failure, message });
    this.#release();
  }

  #release(): void {
    this.#listening.stop();
    this.#released = Promise.all([this.#released, this.#legs && closeCallLegs(this.#legs)]);
    this.#legs = null;
  }
}
