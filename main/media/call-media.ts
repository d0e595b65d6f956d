import type { KeyTone } from '../../preload/contract/index.ts';
import type { MediaMeans } from '../core/media-means.ts';
import type { Clock, MediaEvent, MediaFailure, Random, VideoWish } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { type CallLegs, closeCallLegs, openCallLegs } from './call-legs.ts';
import { createListening, type Listening } from './listening.ts';
import { createMeasuring, type Measuring } from './measuring.ts';
import type { RtpPacket } from './rtp/packet.ts';
import type { Reach } from './sdp/far-address.ts';
import { type FarOffer, holds, isQuiet, type OfferedAudio, readFarOffer } from './sdp/far-offer.ts';
import type { OwnDirection } from './sdp/own-offer.ts';
import { CallVideo } from './video/call-video.ts';

export interface CallMediaDeps {
  readonly callId: string;
  readonly offer: FarOffer;
  readonly means: MediaMeans;
  /** What was said of it last by a process before this one, as SDP; null where there was none. */
  readonly after: string | null;
  readonly send: (event: MediaEvent) => void;
  readonly clock: Clock;
  readonly random: Random;
}

interface Refusal {
  readonly failure: MediaFailure;
  readonly message: string;
}

const noMedia: Refusal = { failure: 'allocation', message: 'the call has no media' };

/** The media of one call, from the far side's offer to the last socket closed. */
export class CallMedia {
  readonly #deps: CallMediaDeps;
  readonly #listening: Listening;
  readonly #measuring: Measuring;
  readonly #video: CallVideo;
  /** What the far side offered or answered last. */
  #audio: OfferedAudio;
  #heldThere: boolean;
  /** As agreed. */
  #heldHere = false;
  /** Of ours, not answered yet. */
  #offering: { readonly id: string; readonly direction: OwnDirection } | null = null;
  /** Whether the far side takes any, as it was told last, and how many there were. */
  readonly #tones = { taken: false, sent: 0, heard: 0 };
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
    this.#heldThere = holds(offer.audio);
    this.#listening = createListening(clock, {
      onHeard: () => send({ type: 'far-heard', callId }),
      onSilent: () => send({ type: 'far-silent', callId }),
    });
    this.#video = new CallVideo({
      ...{ offer, means: deps.means, clock, random: deps.random },
      answer: (taken) => this.#legs?.far.answer(taken) ?? '',
      tell: (video) => send({ type: 'video', callId, video }),
      complain: (message) => send({ type: 'video-failed', callId, message }),
    });
    this.#measuring = createMeasuring(
      clock,
      () => this.#legs && { far: this.#legs.far, audio: this.#audio, quiet: this.#isQuiet() },
      (figures) => send({ type: 'figures', callId, figures }),
    );
  }

  wishVideo(wish: VideoWish): Promise<void> {
    return this.#video.wish(wish);
  }

  pictureAnswer(sdp: string): Promise<void> {
    return this.#video.nearAnswer(sdp);
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
    this.#video.start();
    this.#listening.start();
    this.#measuring.start();
  }

  /** Presses keys, where the far side takes them now. */
  press(tones: readonly KeyTone[]): void {
    this.#legs?.bridge.press(tones);
  }

  /** Goes on by another offer of the far side, or as before where that cannot be. */
  async renegotiate(renegotiation: string, offer: string, reach: Reach): Promise<void> {
    const { callId, send } = this.#deps;
    const result = await this.#renegotiated(offer, reach);
    if (this.#closed) return;
    if (result.ok) {
      send({ type: 'renegotiated', callId, renegotiation, farAnswer: result.value, held: this.#heldThere });
    } else send({ type: 'renegotiation-failed', callId, renegotiation, ...result.failure });
  }

  /** Makes an offer of ours. Who holds is not heard from then on, whatever comes of it. */
  async offer(offering: string, direction: OwnDirection): Promise<void> {
    if (this.#closed) return;
    if (this.#legs === null) {
      this.#offerFailed(offering, noMedia);
      return;
    }
    this.#offering = { id: offering, direction };
    const holds = direction === 'inactive';
    if (holds && !this.#heldHere) this.#legs.bridge.hold('asked');
    if (holds) this.#video.hold(true);
    const taken = await this.#video.offered(this.#audio, this.#legs.far.lines(), holds);
    if (this.#closed || this.#offering?.id !== offering) return;
    const { callId, send } = this.#deps;
    send({ type: 'offered', callId, offering, farOffer: this.#legs.far.offer(direction, taken) });
  }

  /** Goes on by the far side's answer to an offer of ours, or as before where that cannot be. */
  async takeAnswer(offering: string, answer: string): Promise<void> {
    if (this.#closed) return;
    const { callId, send } = this.#deps;
    const direction = this.#offering?.id === offering ? this.#offering.direction : null;
    const taken = this.#legs === null || direction === null ? failed(noMedia) : this.#legs.far.accept(answer);
    if (!taken.ok) {
      this.withdraw(offering, false);
      this.#offerFailed(offering, taken.failure);
      return;
    }
    this.#offering = null;
    this.#heldHere = direction === 'inactive';
    // An answer to a hold says nothing of whether the far side would hold too.
    if (!this.#heldHere) this.#heldThere = holds(taken.value);
    this.#follow(taken.value);
    this.#video.hold(this.#heldHere);
    await this.#video.accept(answer);
    if (this.#closed) return;
    send({ type: 'answer-taken', callId, offering, held: this.#heldThere });
  }

  withdraw(offering: string, unseen: boolean): void {
    if (this.#offering?.id !== offering) return;
    this.#offering = null;
    this.#legs?.far.withdraw(unseen);
    this.#video.withdraw();
    this.#video.hold(this.#heldHere);
    this.#legs?.bridge.hold(this.#heldHere ? 'held' : 'no');
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
    // Voice first: what rings can be answered while the picture's ports are still being asked for.
    else await this.#video.prepare();
  }

  #open(): Promise<Result<CallLegs, string>> {
    const { callId, offer, means, after, send, clock, random } = this.#deps;
    return openCallLegs({
      offer,
      means,
      after,
      farEvents: {
        onPacket: (packet) => this.#farPacket(packet),
        onAlive: this.#listening.alive,
        onFailed: (message) => this.#fail('no-path', message),
        onRelaysAsked: (asked) => send({ type: 'relays-asked', callId, ...asked }),
      },
      nearEvents: {
        onConnected: () => send({ type: 'near-connected', callId }),
        onFailed: (message) => this.#fail('near-leg', message),
        onPacket: (packet) => this.#legs?.bridge.fromNear(packet),
        onOffer: () => this.#tellPrepared(),
      },
      bridgeEvents: {
        onPressed: (tone) => send({ type: 'tone-sent', callId, tone, before: this.#tones.sent++ }),
        onTone: (tone) => send({ type: 'tone-heard', callId, tone, before: this.#tones.heard++ }),
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
    send({ type: 'prepared', callId, farAnswer, nearOffer, held: this.#heldThere });
  }

  async #renegotiated(text: string, reach: Reach): Promise<Result<string, Refusal>> {
    const next = readFarOffer(text, {
      ...reach,
      rules: this.#deps.means,
      spoken: this.#audio.codec,
      shown: this.#video.spoken(),
    });
    if (!next.ok) return next;
    if (this.#legs === null) return failed(noMedia);
    const { far } = this.#legs;
    const taken = await far.renegotiate(next.value);
    if (!taken.ok) return failed({ failure: 'allocation', message: taken.failure });
    this.#heldThere = holds(next.value.audio);
    this.#follow(next.value.audio);
    await this.#video.renegotiate(next.value);
    return ok(far.answer(this.#video.taken()));
  }

  #offerFailed(offering: string, { failure, message }: Refusal): void {
    const { callId, send } = this.#deps;
    send({ type: 'offer-failed', callId, offering, failure, message });
  }

  #follow(next: OfferedAudio): void {
    this.#audio = next;
    this.#legs?.bridge.change(next);
    if (this.#offering?.direction !== 'inactive') this.#legs?.bridge.hold(this.#heldHere ? 'held' : 'no');
    if (this.#isQuiet()) this.#listening.sleep();
    else this.#listening.wake();
    this.#tellTones(next.telephoneEvent !== null);
  }

  #tellTones(taken: boolean): void {
    if (this.#tones.taken === taken) return;
    this.#tones.taken = taken;
    this.#deps.send({ type: 'tones', callId: this.#deps.callId, taken });
  }

  /** Nothing is to be heard of the far side for now. */
  #isQuiet(): boolean {
    return this.#heldHere || isQuiet(this.#audio);
  }

  #fail(failure: MediaFailure, message: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#deps.send({ type: 'failed', callId: this.#deps.callId, failure, message });
    this.#release();
  }

  #release(): void {
    this.#listening.stop();
    this.#measuring.stop();
    this.#released = Promise.all([this.#released, this.#legs && closeCallLegs(this.#legs), this.#video.close()]);
    this.#legs = null;
  }
}
