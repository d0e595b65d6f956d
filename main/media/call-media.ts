import type { KeyTone } from '../../preload/contract/index.ts';
import type { MediaMeans } from '../core/media-means.ts';
import type { Clock, MediaEvent, MediaFailure, Random, VideoWish } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { type CallBeginning, type Opening, openingOf } from './call-beginning.ts';
import { type CallLegs, closeCallLegs, openCallLegs } from './call-legs.ts';
import { ownFamilies } from './far/own-families.ts';
import type { Interfaces } from './ice/sockets/host-addresses.ts';
import { createLipSync, type LipSync } from './lip-sync/lip-sync.ts';
import { createListening, type Listening } from './listening.ts';
import { createMeasuring, type Measuring } from './measuring.ts';
import type { NearListener } from './near-tcp/near-listener.ts';
import { noMedia, OwnOffers } from './own-offers.ts';
import { createRootWatch, type RootWatch } from './root-watch.ts';
import type { RtpPacket } from './rtp/packet.ts';
import { codecTicksPerMs } from './sdp/codec.ts';
import type { Reach } from './sdp/far-address.ts';
import type { TakenLines } from './sdp/far-answer.ts';
import { holds, isQuiet, type OfferedAudio, readFarOffer } from './sdp/far-offer.ts';
import type { OfferFailure, WayFailure } from './sdp/offer-failure.ts';
import type { OwnDirection } from './sdp/own-offer.ts';
import { isSameTypes } from './sdp/payload-types.ts';
import { pictureClock } from './sdp/picture-format.ts';
import { createToneTelling, type ToneTelling } from './tone-telling.ts';
import { hasRoute } from './udp/anywhere.ts';
import { CallVideo } from './video/call-video.ts';

export interface CallMediaDeps {
  readonly callId: string;
  readonly begin: CallBeginning;
  readonly means: MediaMeans;
  readonly send: (event: MediaEvent) => void;
  readonly clock: Clock;
  readonly random: Random;
  readonly interfaces: Interfaces;
  /** What windows connect to. */
  readonly listener: NearListener;
}

type Refusal = OfferFailure | typeof noMedia | WayFailure;

/** The media of one call, from its first offer, by whoever, to the last socket closed. */
export class CallMedia {
  readonly #deps: CallMediaDeps;
  readonly #listening: Listening;
  readonly #measuring: Measuring;
  readonly #roots: RootWatch;
  readonly #lips: LipSync;
  readonly #video: CallVideo;
  readonly #offers: OwnOffers;
  readonly #opening: Opening;
  /** What the far side offered or answered last. */
  #audio: OfferedAudio;
  #heldThere: boolean;
  readonly #tones: ToneTelling;
  /** Null until both sides are open, and again once they are closed. */
  #legs: CallLegs | null = null;
  #preparing: Promise<void> = Promise.resolve();
  #released: Promise<unknown> = Promise.resolve();
  #started = false;
  #closed = false;

  constructor(deps: CallMediaDeps) {
    const { callId, begin, send, clock } = deps;
    this.#deps = deps;
    this.#opening = openingOf(begin);
    this.#audio = this.#opening.offer.audio;
    this.#heldThere = begin.way === 'in' && holds(this.#audio);
    this.#tones = createToneTelling(callId, send);
    const voiceTicksPerMs = codecTicksPerMs(this.#opening.offer.audio.codec);
    this.#lips = createLipSync({ clock, voiceTicksPerMs, pictureTicksPerMs: pictureClock / 1000 });
    this.#video = new CallVideo({
      synced: this.#lips.pictures,
      ...{
        offer: this.#opening.offer,
        carriedOn: this.#opening.after !== null,
        means: deps.means,
        clock,
        random: deps.random,
        listener: deps.listener,
      },
      answer: (taken) => this.#legs?.far.answer(taken) ?? '',
      tell: (video) => send({ type: 'video', callId, video }),
      onChosen: () => this.#offers.pathChosen(),
      complain: (message) => send({ type: 'video-failed', callId, message }),
    });
    this.#offers = new OwnOffers({
      callId,
      send,
      video: this.#video,
      audio: () => this.#audio,
      legs: () => this.#legs,
      onAnswered: (audio) => this.#answered(audio),
      onProvisional: (audio) => this.#settleNear(audio),
    });
    this.#listening = createListening(clock, {
      onHeard: () => send({ type: 'far-heard', callId }),
      onSilent: () => send({ type: 'far-silent', callId }),
    });
    this.#measuring = createMeasuring({
      clock,
      interfaces: deps.interfaces,
      measured: () =>
        this.#legs && {
          ...{ far: this.#legs.far, audio: this.#audio },
          ...{ quiet: this.#isQuiet(), heldMs: this.#lips.voiceHeldMs() },
        },
      tell: (figures) => send({ type: 'figures', callId, figures }),
    });
    this.#roots = createRootWatch({
      clock,
      interfaces: deps.interfaces,
      home: () => this.#legs?.far.home() ?? null,
      hasRoute,
      onUprooted: () => send({ type: 'uprooted', callId }),
    });
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

  /** The far side has our answer, and the user has not answered yet. */
  lookEarly(): void {
    this.#legs?.far.lookEarly();
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

  /** Makes another offer of ours. */
  async offer(offering: string, direction: OwnDirection): Promise<void> {
    if (!this.#closed) await this.#offers.offer(offering, direction);
  }

  /** One of those who are called may be heard before somebody accepts. */
  provisional(offering: string, fork: string, answer: string): void {
    if (!this.#closed) this.#offers.provisional(offering, fork, answer);
  }

  /** Goes on by the far side's answer to an offer of ours, or as before where that cannot be. */
  async takeAnswer(offering: string, answer: string): Promise<void> {
    if (!this.#closed) await this.#offers.take(offering, answer);
  }

  withdraw(offering: string, unseen: boolean): void {
    this.#offers.withdraw(offering, unseen);
  }

  /** Resolves when every socket and timer is gone. Harmless when repeated. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#preparing;
    this.#release();
    await this.#released;
  }

  async #prepare(): Promise<void> {
    const [opened, taken] = await Promise.all([this.#open(), this.#firstPictures()]);
    if (!opened.ok) return this.#fail(opened.failure.failure, opened.failure.message);
    this.#legs = opened.value;
    if (this.#closed) return this.#release();
    this.#roots.start();
    this.#follow(this.#audio);
    const { begin } = this.#deps;
    if (begin.way === 'out') this.#offers.callOut(begin.offering, taken);
    else this.#tellPrepared();
    if (this.#started) this.start();
    // Voice first: what rings can be answered while the picture's ports are still being asked for.
    else await this.#video.prepare();
  }

  /** Their lines in the first offer of a call out. */
  async #firstPictures(): Promise<TakenLines> {
    const { begin } = this.#deps;
    if (begin.way === 'in' || !begin.pictures) return new Map();
    return await this.#video.calledOut(this.#opening.offer.media.length);
  }

  #open(): Promise<Result<CallLegs, WayFailure>> {
    const { callId, means, send, listener, clock, random } = this.#deps;
    return openCallLegs({
      ...this.#opening,
      means,
      farEvents: {
        onPacket: (packet) => this.#farPacket(packet),
        onPassedOver: (packet) => this.#lips.voice.passOver(packet, () => this.#legs?.bridge.passOver(packet)),
        onReport: this.#lips.voice.report,
        onEarly: (fork, audio) => this.#early(fork, audio),
        onEarlyPacket: (packet) => this.#legs?.bridge.fromFar(packet),
        onChosen: () => this.#offers.pathChosen(),
        onAlive: this.#listening.alive,
        onFailed: (message) => this.#fail('no-path', message),
        onRelaysAsked: (asked) => send({ type: 'relays-asked', callId, ...asked }),
      },
      nearEvents: {
        onConnected: () => send({ type: 'near-connected', callId }),
        onFailed: (message) => this.#fail('near-leg', message),
        onPacket: (packet) => this.#legs?.bridge.fromNear(packet),
        onOffer: () => this.#tellNear(),
      },
      bridgeEvents: {
        onPressed: this.#tones.sent,
        onTone: this.#tones.heard,
      },
      listener,
      clock,
      random,
    });
  }

  #farPacket(packet: RtpPacket): void {
    this.#listening.voice();
    this.#lips.voice.packet(packet, () => this.#legs?.bridge.fromFar(packet));
  }

  #tellPrepared(): void {
    if (this.#legs === null) return;
    const { callId, send } = this.#deps;
    const { far, near } = this.#legs;
    // With a picture in the offer the user may still answer otherwise.
    const looksEarly = far.asksByItself() && this.#opening.offer.video === null ? { looksEarly: true as const } : {};
    const [farAnswer, nearOffer] = [far.answer(), near.offer()];
    send({ type: 'prepared', callId, farAnswer, nearOffer, held: this.#heldThere, ...looksEarly });
  }

  /** The window is another one. */
  #tellNear(): void {
    if (this.#deps.begin.way === 'in') this.#tellPrepared();
    else this.#tellNearOffer();
  }

  #tellNearOffer(): void {
    const { callId, send } = this.#deps;
    if (this.#legs !== null) send({ type: 'near-offered', callId, nearOffer: this.#legs.near.offer() });
  }

  /** The window speaks what the far side takes, as soon as that is known. What is held back is of what was spoken before. */
  #settleNear(audio: OfferedAudio): void {
    if (!isSameTypes(audio, this.#audio)) this.#lips.voice.flush();
    if (this.#legs?.near.settle(audio) === true) this.#tellNearOffer();
  }

  /** Somebody who is called is heard; what they send is theirs until another one is, or somebody accepts. */
  #early(fork: string, audio: OfferedAudio): void {
    this.#legs?.bridge.change({ ...audio, direction: 'inactive' });
    this.#settleNear(audio);
    this.#deps.send({ type: 'early-media', callId: this.#deps.callId, fork });
  }

  /** Returns whether the far side holds. An answer to a hold says nothing of whether it would hold too. */
  #answered(audio: OfferedAudio): boolean {
    if (!this.#offers.heldHere) this.#heldThere = holds(audio);
    this.#settleNear(audio);
    this.#follow(audio);
    return this.#heldThere;
  }

  async #renegotiated(text: string, reach: Reach): Promise<Result<string, Refusal>> {
    const next = readFarOffer(text, {
      ...reach,
      rules: this.#deps.means,
      ours: ownFamilies(reach, this.#deps.means),
      spoken: this.#audio.codec,
      codecs: this.#opening.codecs,
      shown: this.#video.spoken(),
    });
    if (!next.ok) return next;
    if (this.#legs === null) return failed(noMedia);
    const { far } = this.#legs;
    const taken = await far.renegotiate(next.value);
    if (!taken.ok) return taken;
    const audio = taken.value;
    this.#heldThere = holds(audio);
    this.#settleNear(audio);
    this.#follow(audio);
    await this.#video.renegotiate(next.value);
    return ok(far.answer(this.#video.taken()));
  }

  #follow(next: OfferedAudio): void {
    this.#audio = next;
    this.#legs?.bridge.change(next);
    this.#offers.settleHold();
    if (this.#isQuiet()) this.#listening.sleep();
    else this.#listening.wake();
    this.#tones.taken(next.telephoneEvent !== null);
  }

  /** Nothing is to be heard of the far side for now. */
  #isQuiet(): boolean {
    return this.#offers.heldHere || isQuiet(this.#audio);
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
    this.#roots.stop();
    this.#lips.stop();
    this.#released = Promise.all([this.#released, this.#legs && closeCallLegs(this.#legs), this.#video.close()]);
    this.#legs = null;
  }
}
