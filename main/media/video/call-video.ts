import type { MediaMeans } from '../../core/media-means.ts';
import type { Clock, Random, VideoStanding, VideoWish } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { FarStream, type FarStreamDeps } from '../far/far-stream.ts';
import type { SyncedStream } from '../lip-sync/lip-sync.ts';
import type { NearLegEvents } from '../near-connection.ts';
import { type NearSide, openNearSide } from '../near-side.ts';
import type { NearListener } from '../near-tcp/near-listener.ts';
import { openNearVideo } from '../near-video.ts';
import type { RtpPacket } from '../rtp/packet.ts';
import type { TakenLines } from '../sdp/far-answer.ts';
import type { FarOffer, OfferedAudio } from '../sdp/far-offer.ts';
import { firstEncryption } from '../sdp/first-offer.ts';
import type { WayFailure } from '../sdp/offer-failure.ts';
import type { OfferedVideo } from '../sdp/offered-video.ts';
import { offersMux } from '../sdp/own-answered.ts';
import { readAnsweredVideo, type SentVideo, unansweredStream } from '../sdp/own-video.ts';
import { isSameFormat, type PictureFormat, pictureClock } from '../sdp/picture-format.ts';
import { answerLines, firstLines, offerLines } from './own-lines.ts';
import { isReceived, isSent, noVideo, offeredVideo, standingOf } from './standing.ts';
import { createVideoBridge, type VideoBridge } from './video-bridge.ts';
import { createWholePictures, type WholePictures } from './whole-pictures.ts';

export interface CallVideoDeps {
  readonly offer: FarOffer;
  /** Another process had the call before. */
  readonly carriedOn: boolean;
  readonly means: MediaMeans;
  readonly clock: Clock;
  readonly random: Random;
  /** What windows connect to. */
  readonly listener: NearListener;
  /** Has the far side's pictures wait for the voice that belongs to them. */
  readonly synced: SyncedStream;
  /** The answer to the latest offer, with these lines taken. */
  readonly answer: (taken: TakenLines) => string;
  readonly tell: (standing: VideoStanding) => void;
  /** Of a call out: the way of its pictures is chosen, and the far side is to be told. */
  readonly onChosen: () => void;
  /** What went wrong, in words, for the log. */
  readonly complain: (message: string) => void;
}

/**
 * The pictures of one call. Whatever becomes of them, the voice goes on: nothing here throws or rejects, and what fails ends as a
 * video that is not there.
 *
 *     nothing --offer that can be met, or one of ours--> ports --both agree--> agreed
 *        ^                                                |                     |
 *        +--------- refused, not wanted, failed ----------+---------------------+
 */
export class CallVideo {
  readonly #deps: CallVideoDeps;
  readonly #ssrc: number;
  #offer: FarOffer;
  #wish: VideoWish = 'none';
  #far: FarStream | null = null;
  /** What the far side said last of the video that the ports are for. */
  #video: OfferedVideo | null = null;
  #agreed = false;
  #near: NearSide | null = null;
  #shown: PictureFormat | null = null;
  #bridge: VideoBridge | null = null;
  /** In an offer of ours that is not answered yet. */
  #sent: SentVideo | null = null;
  #rings = true;
  #holds = false;
  #closed = false;
  #told = noVideo;
  #freed: Promise<unknown> = Promise.resolve();
  readonly #wholes: WholePictures;

  constructor(deps: CallVideoDeps) {
    this.#deps = deps;
    this.#offer = deps.offer;
    this.#wholes = createWholePictures(deps.clock, () => this.#near?.askForPicture());
    this.#ssrc = Math.floor(deps.random.fraction() * 2 ** 32);
  }

  /** The format that another offer has to go on with; null where pictures may begin in any. */
  spoken(): PictureFormat | null {
    return this.#agreed ? (this.#video?.format ?? null) : null;
  }

  /** While it rings: ports for the video that is offered, so that it can be answered at once. */
  async prepare(): Promise<void> {
    const { video } = this.#offer;
    if (video?.ok === true) await this.#carry(video.value);
    // Answered meanwhile, and without it.
    if (!this.#rings && !this.#agreed) this.#drop();
    this.#tell();
  }

  /** Lines of the first offer of a call out, which is to have pictures; none where no ports can be had. */
  async calledOut(lines: number): Promise<TakenLines> {
    const opened = await guarded(inWords(FarStream.call(this.#streamDeps())));
    if (!opened.ok) this.#deps.complain(opened.failure);
    if (!opened.ok || !(await this.#keep(opened.value))) return new Map();
    this.#wish = 'both';
    const encryption = firstEncryption(this.#deps.means);
    const side = opened.value.side('offer');
    const said = { index: lines, encryption, keyTag: opened.value.keyTag(), mux: offersMux(side) };
    this.#sent = { ...said, ice: 'offered', spoken: null };
    return new Map([[lines, firstLines(encryption, side)]]);
  }

  async wish(wish: VideoWish): Promise<void> {
    this.#wish = wish;
    if (wish === 'none') this.#closeNear();
    else await this.#openNear();
    this.#tell();
  }

  async nearAnswer(sdp: string): Promise<void> {
    await this.#near?.answer(sdp);
  }

  /** The call is up, by the answer that was prepared with the wish of now; in a call out by one that may be on its way. */
  start(): void {
    this.#rings = false;
    if (this.#sent !== null) return;
    this.#agreed = this.#wish !== 'none' && this.#far !== null;
    if (this.#agreed) this.#far?.start();
    else this.#drop();
    this.#show();
    this.#tell();
  }

  /** We hold, or no longer: nothing goes out from now on. */
  hold(holds: boolean): void {
    this.#holds = holds;
  }

  /** Lines of the answer to the latest offer. */
  taken(): TakenLines {
    return this.#takenFor(this.#wish);
  }

  /** The far side offers again in a call that is up; afterwards {@link taken} is of that offer. */
  async renegotiate(offer: FarOffer): Promise<void> {
    this.#offer = offer;
    const { video } = offer;
    if (video?.ok !== true || this.#wish === 'none') this.#drop();
    else {
      const goesOn = this.#far === null ? null : await this.#far.renegotiate(pathOf(video.value, offer));
      if (goesOn?.ok === true) this.#video = video.value;
      else await this.#carry(video.value);
      this.#agreed = this.#far !== null;
      if (this.#agreed) this.#far?.start();
      await this.#openNear();
      this.#show();
    }
    this.#tell();
  }

  /** Lines of an offer of ours, as it is wished now. `media`: the m= lines that there are already. */
  async offered(audio: OfferedAudio, media: FarOffer['media'], holds: boolean): Promise<TakenLines> {
    if (this.#wish === 'none' || this.#closed) return new Map();
    const index = this.#video?.index ?? freePlace(media);
    if (this.#far === null) await this.#open(unansweredStream(audio, index));
    if (this.#far === null) return new Map();
    const [side, keyTag] = [this.#far.side('offer'), this.#far.keyTag()];
    const encryption = keyTag === null ? 'none' : 'required';
    const said = { index, keyTag, encryption, mux: offersMux(side) } as const;
    // Who answers by ICE may do without it for one of the two.
    const { ice } = (this.#agreed ? this.#video : null) ?? audio;
    this.#sent = { ...said, ice: ice === null ? 'none' : 'agreed', spoken: this.spoken() };
    const wish = holds ? 'none' : this.#wish;
    return new Map([[index, offerLines({ audio, video: this.#agreed ? this.#video : null, wish }, side)]]);
  }

  /** The far side answered that offer. */
  async accept(answer: string): Promise<void> {
    const sent = this.#sent;
    this.#sent = null;
    if (sent === null || this.#far === null) this.#drop();
    else {
      const read = readAnsweredVideo(answer, sent, this.#offer.reach);
      if (read.ok) await this.#goOn(read.value);
      else this.#refused(read.failure.message);
    }
    this.#tell();
  }

  /** Nothing comes of that offer. */
  withdraw(): void {
    this.#sent = null;
    if (!this.#agreed && !this.#rings) this.#drop();
    this.#tell();
  }

  /** Resolves when every socket is gone. Harmless when repeated. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#drop();
    await this.#freed;
  }

  /** What is refused is not asked for again until it is wished again. */
  #refused(message: string): void {
    this.#wish = 'none';
    this.#fail(message);
  }

  async #goOn(video: OfferedVideo): Promise<void> {
    const accepted = this.#far?.accept(video);
    if (accepted?.ok === false) return this.#fail(accepted.failure.message);
    this.#video = video;
    this.#agreed = true;
    this.#far?.start();
    await this.#openNear();
    this.#show();
  }

  /** Somebody may look from now on. */
  #show(): void {
    if (this.#agreed && this.#video !== null) this.#wholes.begin(this.#video.requests.length > 0);
  }

  async #carry(video: OfferedVideo): Promise<void> {
    await this.#open(video);
    this.#video = this.#far === null ? null : video;
  }

  /** Ports for a stream, in place of what there was; without a word where none can be had. */
  async #open(stream: FarStreamPath): Promise<void> {
    this.#closeFar();
    const opened = await guarded(inWords(FarStream.open(this.#streamDeps(), pathOf(stream, this.#offer))));
    if (!opened.ok) this.#deps.complain(opened.failure);
    else await this.#keep(opened.value);
  }

  /** Whether the call still is, for ports that took a moment. */
  async #keep(opened: FarStream): Promise<boolean> {
    if (this.#closed) await opened.close();
    else this.#far = opened;
    return !this.#closed;
  }

  #streamDeps(): FarStreamDeps {
    const { carriedOn, clock, random, onChosen, synced } = this.#deps;
    const means = { ...this.#deps.means, ports: this.#deps.means.videoPorts };
    return {
      ...{
        reach: this.#offer.reach,
        means,
        carriedOn,
        ssrc: this.#ssrc,
        ticksPerMs: pictureClock / 1000,
        clock,
        random,
      },
      isWanted: (packet: RtpPacket) => this.#isWanted(packet),
      onPacket: (packet: RtpPacket) => synced.packet(packet, () => this.#bridge?.fromFar(packet)),
      onPassedOver: (packet: RtpPacket) => synced.passOver(packet, () => this.#bridge?.passOver(packet)),
      onReport: (datagram: Buffer) => {
        synced.report(datagram);
        this.#bridge?.farReport(datagram);
      },
      onFailed: (message: string) => this.#fail(message),
      onChosen,
      onRelaysAsked: () => {},
    };
  }

  /** Connects the window of pictures, in the format that is agreed on. */
  async #openNear(): Promise<void> {
    const format = this.#video?.format ?? null;
    if (this.#far === null || format === null || this.#wish === 'none' || this.#isShown(format)) return;
    this.#closeNear();
    this.#shown = format;
    const repairs = this.#video?.repairs === true;
    const { listener, clock } = this.#deps;
    const opened = await guarded(
      openNearSide((events: NearLegEvents) => openNearVideo({ format, repairs }, listener, events), clock, {
        onConnected: () => this.#show(),
        onFailed: (message) => this.#fail(message),
        onPacket: (packet) => this.#bridge?.fromNear(packet),
        onPictureAsked: () => this.#bridge?.askFar(),
        onMissing: (numbers) => this.#bridge?.missedNear(numbers),
        onOffer: () => this.#tell(),
      }),
    );
    if (!opened.ok) return this.#fail(opened.failure);
    if (this.#closed || this.#shown !== format) return opened.value.close();
    this.#near = opened.value;
    this.#bridge = this.#bridgeTo(opened.value);
  }

  #bridgeTo(near: NearSide): VideoBridge {
    return createVideoBridge({
      far: {
        send: (packet) => this.#far?.send(packet),
        sendAgain: (numbers) => this.#far?.sendAgain(numbers),
        report: (packets) => this.#far?.report(packets),
      },
      farSsrc: this.#ssrc,
      near,
      picture: () => this.#video ?? { payloadType: 0, requests: [], repairs: false },
      flows: () => this.#agreed && !this.#holds && this.#video !== null && isSent(this.#video, this.#wish),
      clock: this.#deps.clock,
      random: this.#deps.random,
    });
  }

  #isShown(format: PictureFormat): boolean {
    return this.#near !== null && this.#shown !== null && isSameFormat(this.#shown, format);
  }

  #isWanted({ payloadType }: RtpPacket): boolean {
    const isNow = this.#agreed && !this.#holds && this.#video !== null && isReceived(this.#video, this.#wish);
    return isNow && payloadType === this.#video?.payloadType;
  }

  #takenFor(wish: VideoWish): TakenLines {
    if (this.#far === null || this.#video === null || wish === 'none') return new Map();
    const line = this.#offer.media[this.#video.index];
    if (line === undefined) return new Map();
    const lines = answerLines(
      { video: this.#video, line, wish: this.#holds ? 'none' : wish },
      this.#far.side('answer'),
    );
    return new Map([[this.#video.index, lines]]);
  }

  #fail(message: string): void {
    if (this.#closed) return;
    this.#deps.complain(message);
    this.#drop();
    this.#tell();
  }

  #drop(): void {
    this.#agreed = false;
    this.#video = null;
    this.#closeFar();
    this.#closeNear();
  }

  #closeFar(): void {
    this.#freed = Promise.all([this.#freed, this.#far?.close()]);
    this.#far = null;
  }

  #closeNear(): void {
    // What is held back is of the format that this window shows.
    this.#deps.synced.flush();
    this.#wholes.stop();
    this.#freed = Promise.all([this.#freed, this.#near?.close()]);
    [this.#near, this.#bridge, this.#shown] = [null, null, null];
  }

  #tell(): void {
    if (this.#closed) return;
    const isAsked = offeredVideo(this.#offer.video) === 'met';
    const taken = this.#rings && isAsked ? this.#takenFor('both') : null;
    const standing = standingOf({
      offered: this.#offer.video,
      farAnswer: taken === null || taken.size === 0 ? null : this.#deps.answer(taken),
      nearOffer: this.#near?.offer() ?? null,
      video: this.#agreed ? this.#video : null,
    });
    if (JSON.stringify(standing) === JSON.stringify(this.#told)) return;
    this.#told = standing;
    this.#deps.tell(standing);
  }
}

/** The place of a video that was refused or is over, which is there for as long as the session is, or one behind all others. */
function freePlace(media: FarOffer['media']): number {
  const used = media.findIndex(({ type }) => type.toLowerCase() === 'video');
  return used === -1 ? media.length : used;
}

type FarStreamPath = Parameters<typeof pathOf>[0];

function pathOf(stream: OfferedVideo | ReturnType<typeof unansweredStream>, { origin }: FarOffer) {
  return { stream, origin };
}

async function inWords<Value>(opening: Promise<Result<Value, WayFailure>>): Promise<Result<Value, string>> {
  const opened = await opening;
  return opened.ok ? opened : failed(opened.failure.message);
}

/** What rejects fails with words. */
async function guarded<Value>(opening: Promise<Result<Value, string>>): Promise<Result<Value, string>> {
  try {
    const opened = await opening;
    return opened.ok ? ok(opened.value) : opened;
  } catch (error) {
    return { ok: false, failure: error instanceof Error ? error.message : String(error) };
  }
}
