import type { MediaMeans } from '../../core/media-means.ts';
import type { Clock, Random } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { type RtpPacket, readRtp, writeRtp } from '../rtp/packet.ts';
import { codecTicksPerMs, comfortNoise } from '../sdp/codec.ts';
import { type LocalSide, type SessionName, type TakenLines, writeFarAnswer } from '../sdp/far-answer.ts';
import type { FarOffer, OfferedAudio } from '../sdp/far-offer.ts';
import type { OfferFailure } from '../sdp/offer-failure.ts';
import { readOwnAnswer, type SentOffer } from '../sdp/own-answered.ts';
import { type Encryption, type OwnDirection, writeOwnOffer } from '../sdp/own-offer.ts';
import { openDirectTransport } from './direct-transport.ts';
import type { FarFigures, FarLeg, FarLegEvents } from './far-leg.ts';
import type { FarTransport, FarTransportDeps, OfferedPath } from './far-transport.ts';
import { openIceTransport } from './ice-transport.ts';
import { createLegProtection, type LegProtection } from './leg-protection.ts';
import { createRtcpReporter, type RtcpReporter } from './rtcp-reporter.ts';

export interface FarLegDeps {
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

/** A leg of the parts that the offer asks for. Fails with words where its sockets cannot be had. */
export async function openFarLeg(deps: FarLegDeps): Promise<Result<FarLeg, string>> {
  const voice = new FarVoice(deps);
  const opened = await voice.carry(deps.offer);
  return opened.ok ? ok(voice) : opened;
}

/** An offer of ours that is not answered yet. */
interface OpenOffer extends SentOffer {
  readonly direction: OwnDirection;
  readonly version: number;
}

/** What is the same whatever carries a call: its offers and answers, keys, reports. */
class FarVoice implements FarLeg {
  readonly #deps: FarLegDeps;
  readonly #protection: LegProtection;
  readonly #reporter: RtcpReporter;
  readonly #sessionId: number;
  #transport: FarTransport | null = null;
  #freed: Promise<unknown> = Promise.resolve();
  #version = 1;
  /** The far side's latest. */
  #offer: FarOffer;
  /** What the far side takes and sends, by its latest offer or answer. */
  #audio: OfferedAudio;
  #own: OpenOffer | null = null;
  /** As agreed. */
  #direction: OwnDirection = 'sendrecv';
  #state: 'waiting' | 'started' | 'closed' = 'waiting';

  constructor(deps: FarLegDeps) {
    const { offer, ssrc, clock, random } = deps;
    this.#deps = deps;
    this.#offer = offer;
    this.#audio = offer.audio;
    this.#protection = createLegProtection(offer.audio.protection.key);
    this.#reporter = createRtcpReporter({
      ssrc,
      cname: random.uuid(),
      ticksPerMs: codecTicksPerMs(offer.audio.codec),
      clock,
      send: (datagram) => this.#sendReport(datagram),
    });
    const before = sessionIn(deps.after ?? null);
    this.#sessionId = before?.id ?? Math.floor(random.fraction() * 2 ** 31);
    this.#version = before?.version ?? 1;
  }

  /** Opens what carries an offer, in place of what there was. */
  async carry(offer: FarOffer): Promise<Result<null, string>> {
    const opened = await this.#open(offer);
    if (!opened.ok) return opened;
    const before = this.#transport;
    if (this.#state === 'closed') {
      await opened.value.close();
      return failed('the call is over');
    }
    this.#transport = opened.value;
    this.#freed = Promise.all([this.#freed, before?.close()]);
    if (this.#state === 'started') opened.value.start();
    return ok(null);
  }

  answer(taken?: TakenLines): string {
    const session = { id: this.#sessionId, version: this.#version };
    return writeFarAnswer(
      this.#offer,
      { ...this.#side('answer'), holds: this.#direction === 'inactive' },
      session,
      taken,
    );
  }

  offer(direction: OwnDirection, taken: TakenLines = new Map()): string {
    const { media, times } = this.#offer;
    const lines = Math.max(media.length, ...[...taken.keys()].map((place) => place + 1));
    const { index, codec, payloadType, telephoneEvent, packetMs, marks } = this.#audio;
    const encryption: Encryption = this.#protection.line() === null ? 'none' : 'required';
    this.#version += 1;
    this.#own = {
      direction,
      version: this.#version,
      lines,
      index,
      encryption,
      keyTag: this.#protection.tag(),
      hadIce: this.#audio.ice !== null,
      spoken: codec,
    };
    const codecs = [{ codec, payloadType }];
    return writeOwnOffer(
      { times, media, index, codecs, telephoneEvent, packetMs, direction, encryption, marks, taken },
      this.#side('offer'),
      { id: this.#sessionId, version: this.#version },
    );
  }

  accept(answer: string): Result<OfferedAudio, OfferFailure> {
    const sent = this.#own;
    if (sent === null || this.#state === 'closed')
      return failed({ failure: 'invalid-offer', message: 'no offer is open' });
    const read = readOwnAnswer(answer, sent, this.#offer.reach);
    if (!read.ok) return read;
    this.#own = null;
    this.#direction = sent.direction;
    this.#protection.accept(read.value.protection.key);
    this.#transport?.accept(read.value);
    this.#audio = { ...read.value, index: sent.index, packetMs: this.#audio.packetMs };
    this.#offer = { ...this.#offer, media: withAdded(this.#offer.media, sent.lines) };
    return ok(this.#audio);
  }

  lines(): number {
    return this.#offer.media.length;
  }

  withdraw(unseen: boolean): void {
    // Who did not see a version takes the next one for a step too far.
    if (unseen && this.#own?.version === this.#version) this.#version -= 1;
    this.#own = null;
  }

  asksByItself(): boolean {
    return this.#transport?.asksByItself === true;
  }

  start(): void {
    if (this.#state !== 'waiting') return;
    this.#state = 'started';
    this.#transport?.start();
    this.#reporter.start();
  }

  async renegotiate(next: FarOffer): Promise<Result<null, string>> {
    const isCarried = this.#transport !== null && isCarriedAlike(this.#audio, next.audio);
    const found = isCarried ? await this.#transport?.renegotiate(pathOf(next)) : await this.carry(next);
    if (found?.ok === false) return found;
    if (this.#state === 'closed') return failed('the call is over');
    this.#protection.renew(next.audio.protection.key);
    // Voice of the window comes in packets of one length for the whole call.
    this.#audio = { ...next.audio, packetMs: this.#audio.packetMs };
    this.#offer = { ...next, audio: this.#audio };
    this.#version += 1;
    return ok(null);
  }

  send(packet: RtpPacket): void {
    if (this.#state !== 'started') return;
    this.#reporter.sent(packet);
    const datagram = this.#protection.present().protectRtp(writeRtp(packet));
    if (datagram !== null) this.#transport?.sendRtp(datagram);
  }

  figures(): FarFigures {
    return { ...this.#reporter.figures(), address: this.#transport?.describe('answer').address ?? null };
  }

  async close(): Promise<void> {
    if (this.#state !== 'closed') {
      this.#reporter.stop();
      this.#state = 'closed';
    }
    await Promise.all([this.#freed, this.#transport?.close()]);
  }

  #side(as: 'answer' | 'offer'): LocalSide {
    const described = this.#transport?.describe(as);
    if (described === undefined) throw new Error('A description before there are ports');
    return { ...described, crypto: this.#protection.line(), ssrc: this.#deps.ssrc };
  }

  #open(offer: FarOffer): Promise<Result<FarTransport, string>> {
    const { means, clock, random, events } = this.#deps;
    const deps: FarTransportDeps = {
      path: pathOf(offer),
      read: { rtp: (datagram) => this.#readRtp(datagram), rtcp: (datagram) => this.#readRtcp(datagram) },
      onRtp: (packet) => {
        events.onAlive();
        this.#reporter.received(packet);
        events.onPacket(packet);
      },
      onRtcp: (datagram) => {
        events.onAlive();
        this.#reporter.receivedRtcp(datagram);
      },
      onOpen: () => this.#reporter.restart(),
      onFailed: (message) => events.onFailed(message),
      onRelaysAsked: (asked) => events.onRelaysAsked(asked),
    };
    const { ice } = offer.audio;
    if (ice === null) return openDirectTransport({ ...deps, ports: means.ports, clock });
    return openIceTransport({ ...deps, ice, reach: offer.reach, means, clock, random });
  }

  /** Of a type that we answered, once the call is up. */
  #readRtp(datagram: Buffer): RtpPacket | null {
    const opened = this.#state === 'started' ? this.#protection.present().openRtp(datagram) : null;
    const packet = opened && readRtp(opened);
    const isWanted = packet !== null && this.#direction !== 'inactive' && isAnswered(packet, this.#audio);
    return isWanted ? packet : null;
  }

  #readRtcp(datagram: Buffer): Buffer | null {
    return this.#state === 'started' ? this.#protection.present().openRtcp(datagram) : null;
  }

  #sendReport(report: Buffer): void {
    const datagram = this.#audio.reports ? this.#protection.present().protectRtcp(report) : null;
    if (datagram !== null) this.#transport?.sendRtcp(datagram);
  }
}

/** A line that we added is there for as long as the session is, and is refused again where nothing is wanted of it (RFC 3264 section 8). */
function withAdded(media: FarOffer['media'], lines: number): FarOffer['media'] {
  const added = { type: 'video', port: 0, protocol: 'RTP/AVP', formats: [] };
  return [...media, ...Array.from({ length: lines - media.length }, () => added)];
}

function pathOf({ audio, origin }: FarOffer): OfferedPath {
  return { stream: audio, origin };
}

/** One that holds without an address says nothing of how it is reached. */
function isCarriedAlike(before: OfferedAudio, next: OfferedAudio): boolean {
  if (next.ice === null && next.rtp === null) return true;
  return (before.ice === null) === (next.ice === null);
}

/** Of a type that we answered, and not from a far side that says that it sends nothing. */
function isAnswered({ payloadType }: RtpPacket, { direction, ...audio }: OfferedAudio): boolean {
  const types = [audio.payloadType, audio.telephoneEvent?.payloadType, comfortNoise];
  return direction !== 'inactive' && direction !== 'recvonly' && types.includes(payloadType);
}

/** The name of the session that an SDP of ours is of (RFC 8866 section 5.2). */
function sessionIn(sdp: string | null): SessionName | null {
  const [, id, version] = /^o=- (\d{1,10}) (\d{1,10}) /m.exec(sdp ?? '') ?? [];
  return id === undefined || version === undefined ? null : { id: Number(id), version: Number(version) };
}
