import type { MediaMeans } from '../../core/media-means.ts';
import type { Clock, Random } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { type RtpPacket, readRtp, writeRtp } from '../rtp/packet.ts';
import { codecTicksPerMs } from '../sdp/codec.ts';
import type { LocalSide, TakenLines } from '../sdp/far-answer.ts';
import type { FarOffer, OfferedAudio } from '../sdp/far-offer.ts';
import { noPorts, type OfferFailure, type WayFailure } from '../sdp/offer-failure.ts';
import type { OwnDirection } from '../sdp/own-offer.ts';
import { type Calling, openCalling } from './calling.ts';
import { Descriptions } from './descriptions.ts';
import type { FarFigures, FarLeg, FarLegEvents } from './far-leg.ts';
import type { FarTransport, FarTransportDeps, OfferedPath } from './far-transport.ts';
import { createLegProtection, type LegProtection } from './leg-protection.ts';
import { openTransport } from './open-transport.ts';
import { createRtcpReporter, type RtcpReporter } from './rtcp-reporter.ts';
import { isSamePlace } from './same-place.ts';
import { isWanted, sorted } from './wanted-packets.ts';

export interface FarVoiceDeps {
  /** Who began the call. */
  readonly way: 'in' | 'out';
  /** The far side's; in a call out what stands for it until somebody answers. */
  readonly offer: FarOffer;
  readonly means: MediaMeans;
  /** What was said of the call last by a process before this one, as SDP; its session goes on. */
  readonly after?: string | null;
  /** The SSRC of everything that is sent. */
  readonly ssrc: number;
  readonly events: FarLegEvents;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * What is the same whatever carries a call: its offers and answers, keys, reports.
 *
 *     in:   waiting ------------------------------------> started -> closed
 *     out:  calling (its forks are heard) -> answered --> started -> closed
 *
 * `started` may come before the answer; then the answer is what lets voice through.
 */
export class FarVoice implements FarLeg {
  readonly #deps: FarVoiceDeps;
  readonly #said: Descriptions;
  readonly #reporter: RtcpReporter;
  /** Another process was in the call before this one. */
  readonly #isCarriedOn: boolean;
  #protection: LegProtection;
  #transport: FarTransport | null = null;
  #calling: Calling | null = null;
  #freed: Promise<unknown> = Promise.resolve();
  #state: 'waiting' | 'started' | 'closed' = 'waiting';

  constructor(deps: FarVoiceDeps) {
    const { offer, after, means, ssrc, clock, random } = deps;
    this.#deps = deps;
    this.#said = new Descriptions({ offer, after: after ?? null, means, random });
    this.#isCarriedOn = typeof after === 'string';
    this.#protection = createLegProtection(offer.audio.protection.key, this.#isCarriedOn);
    this.#reporter = createRtcpReporter({
      ssrc,
      cname: random.uuid(),
      ticksPerMs: codecTicksPerMs(offer.audio.codec),
      clock,
      send: (datagram) => this.#sendReport(datagram),
    });
  }

  /** Opens what carries an offer, in place of what there was. */
  async carry(offer: FarOffer): Promise<Result<null, WayFailure>> {
    const opened = await this.#open(offer);
    if (!opened.ok) return opened;
    const before = this.#transport;
    if (this.#state === 'closed') {
      await opened.value.close();
      return failed(noPorts('the call is over'));
    }
    this.#transport = opened.value;
    this.#freed = Promise.all([this.#freed, before?.close()]);
    if (this.#state === 'started') opened.value.start();
    return ok(null);
  }

  /** Opens the ports of a call out. */
  async call(): Promise<Result<null, WayFailure>> {
    const opened = await openCalling({ ...this.#deps, reach: this.#said.reach });
    if (!opened.ok) return opened;
    this.#calling = opened.value;
    return ok(null);
  }

  answer(taken?: TakenLines): string {
    return this.#said.answer(this.#side('answer'), taken);
  }

  media(): FarOffer['media'] {
    return this.#said.media;
  }

  offer(direction: OwnDirection, taken?: TakenLines): string {
    if (this.#transport !== null || this.#calling === null)
      return this.#said.offer(direction, this.#side('offer'), this.#protection.tag(), taken);
    return this.#said.first(this.#calling.side, this.#calling.keyTag, taken);
  }

  provisional(fork: string, answer: string): Result<OfferedAudio, OfferFailure | WayFailure> {
    if (this.#calling === null || this.#transport !== null || this.#state === 'closed') return failed(tooLate);
    const read = this.#said.read(answer);
    if (!read.ok) return read;
    const taken = this.#calling.forks.provisional(fork, read.value);
    return taken.ok ? read : taken;
  }

  accept(answer: string): Result<OfferedAudio, OfferFailure | WayFailure> {
    if (this.#state === 'closed') return failed(tooLate);
    const read = this.#said.read(answer);
    if (!read.ok) return read;
    const followed = this.#follow(read.value);
    if (!followed.ok) return followed;
    this.#said.agree(read.value);
    return read;
  }

  withdraw(unseen: boolean): void {
    this.#said.withdraw(unseen);
  }

  asksByItself(): boolean {
    return this.#transport?.asksByItself === true;
  }

  lookEarly(): void {
    if (this.#state === 'waiting') this.#transport?.lookEarly();
  }

  start(): void {
    if (this.#state !== 'waiting') return;
    this.#state = 'started';
    // Those of a call out were begun when they were answered.
    if (this.#calling === null) this.#transport?.start();
    this.#reporter.start();
  }

  async renegotiate(next: FarOffer): Promise<Result<OfferedAudio, WayFailure>> {
    const isCarried = this.#transport?.carries(next.audio) === true;
    const found = isCarried ? await this.#transport?.renegotiate(pathOf(next)) : await this.carry(next);
    if (found?.ok === false) return found;
    if (this.#state === 'closed') return failed(noPorts('the call is over'));
    this.#protection.renew(next.audio.protection.key, isSamePlace(this.#said.audio, next.audio));
    this.#said.follow(next);
    return ok(this.#said.audio);
  }

  send(packet: RtpPacket): void {
    if (this.#state !== 'started' || this.#transport === null) return;
    this.#reporter.sent(packet);
    const datagram = this.#protection.present().protectRtp(writeRtp(packet));
    if (datagram !== null) this.#transport.sendRtp(datagram);
  }

  home(): string | null {
    return this.#transport?.home() ?? null;
  }

  figures(): FarFigures {
    return { ...this.#reporter.figures(), home: this.home() };
  }

  async close(): Promise<void> {
    if (this.#state !== 'closed') {
      this.#reporter.stop();
      this.#state = 'closed';
    }
    await Promise.all([this.#freed, this.#transport?.close()]);
    await this.#calling?.close();
  }

  /** Goes on by the answer to an offer of ours: in a call out the first one says with whom. */
  #follow(audio: OfferedAudio): Result<null, WayFailure> {
    if (this.#transport !== null || this.#calling === null) {
      this.#protection.accept(audio.protection.key);
      this.#transport?.accept(audio);
      return ok(null);
    }
    const settled = this.#calling.forks.settle(audio, this.#told());
    if (!settled.ok) return settled;
    this.#protection = settled.value.protection;
    this.#transport = settled.value.transport;
    if (this.#state === 'started') this.#reporter.restart();
    return ok(null);
  }

  #side(as: 'answer' | 'offer'): LocalSide {
    const described = this.#transport?.describe(as);
    if (described === undefined) throw new Error('A description before there are ports');
    return { ...described, crypto: this.#protection.line(), ssrc: this.#deps.ssrc };
  }

  #open(offer: FarOffer): Promise<Result<FarTransport, WayFailure>> {
    const { means, clock, random } = this.#deps;
    const told = this.#told();
    const carriedOn = this.#isCarriedOn && this.#transport === null;
    return openTransport(pathOf(offer), told, { reach: offer.reach, means, clock, random, carriedOn });
  }

  #told(): FarTransportDeps {
    const { events } = this.#deps;
    const take = sorted({
      isWanted: (packet) => this.#isWanted(packet),
      onPacket: (packet) => events.onPacket(packet),
      onPassedOver: (packet) => events.onPassedOver(packet),
      reporter: this.#reporter,
    });
    return {
      read: { rtp: (datagram) => this.#readRtp(datagram), rtcp: (datagram) => this.#readRtcp(datagram) },
      onRtp: (packet) => {
        events.onAlive();
        take(packet);
      },
      onRtcp: (datagram) => {
        events.onAlive();
        this.#reporter.receivedRtcp(datagram);
        events.onReport(datagram);
      },
      onOpen: () => this.#reporter.restart(),
      onFailed: (message) => events.onFailed(message),
      onChosen: () => {
        if (this.#calling !== null) events.onChosen();
      },
      onRelaysAsked: (asked) => events.onRelaysAsked(asked),
    };
  }

  /** Once the call is up; who was called may be heard from the answer on. */
  #listens(): boolean {
    return this.#state === 'started' || (this.#state === 'waiting' && this.#calling !== null);
  }

  /** Opened before the call is up too: how often the numbers began anew is in no packet (RFC 3711 section 3.3.1). */
  #readRtp(datagram: Buffer): RtpPacket | null {
    const opened = this.#protection.present().openRtp(datagram);
    return this.#listens() ? opened && readRtp(opened) : null;
  }

  /** Of a type that was agreed on. */
  #isWanted(packet: RtpPacket): boolean {
    return this.#said.direction !== 'inactive' && isWanted(packet, this.#said.audio);
  }

  #readRtcp(datagram: Buffer): Buffer | null {
    return this.#listens() ? this.#protection.present().openRtcp(datagram) : null;
  }

  #sendReport(report: Buffer): void {
    const datagram = this.#said.audio.reports ? this.#protection.present().protectRtcp(report) : null;
    if (datagram !== null) this.#transport?.sendRtcp(datagram);
  }
}

const tooLate: OfferFailure = { failure: 'invalid-offer', message: 'no offer is open' };

function pathOf({ audio, origin }: FarOffer): OfferedPath {
  return { stream: audio, origin };
}
