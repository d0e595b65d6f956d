import type { MediaMeans } from '../../core/media-means.ts';
import type { Clock, Random } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { type RtpPacket, readRtp, writeRtp } from '../rtp/packet.ts';
import { createSentPackets, type SentPackets } from '../rtp/sent-packets.ts';
import type { Reach } from '../sdp/far-address.ts';
import type { LocalSide } from '../sdp/far-answer.ts';
import type { OfferedStream } from '../sdp/offered-stream.ts';
import type { RelaysAsked } from './far-leg.ts';
import type { FarTransport, FarTransportDeps, OfferedPath } from './far-transport.ts';
import { createLegProtection, type LegProtection } from './leg-protection.ts';
import { isCarriedAlike, openTransport } from './open-transport.ts';
import { createRtcpReporter, type RtcpReporter } from './rtcp-reporter.ts';

export interface FarStreamDeps {
  readonly path: OfferedPath;
  readonly reach: Reach;
  readonly means: MediaMeans;
  /** Of everything that is sent. */
  readonly ssrc: number;
  /** Of its RTP clock. */
  readonly ticksPerMs: number;
  readonly clock: Clock;
  readonly random: Random;
  /** Whether a packet is of a type that was agreed on, and is to come now. */
  isWanted(packet: RtpPacket): boolean;
  onPacket(packet: RtpPacket): void;
  /** RTCP in the clear. */
  onReport(datagram: Buffer): void;
  /** No way was found, or it was lost, in words. */
  onFailed(message: string): void;
  onRelaysAsked(asked: RelaysAsked): void;
}

/** A stream to the far side and back besides the voice: its way, its keys, its reports. */
export class FarStream {
  readonly #deps: FarStreamDeps;
  readonly #protection: LegProtection;
  readonly #reporter: RtcpReporter;
  readonly #sent: SentPackets;
  #stream: OfferedStream;
  #transport: FarTransport | null = null;
  #freed: Promise<unknown> = Promise.resolve();
  #state: 'waiting' | 'started' | 'closed' = 'waiting';

  private constructor(deps: FarStreamDeps) {
    const { path, ssrc, ticksPerMs, clock, random } = deps;
    this.#deps = deps;
    this.#stream = path.stream;
    this.#protection = createLegProtection(path.stream.protection.key);
    this.#sent = createSentPackets(clock);
    this.#reporter = createRtcpReporter({
      ssrc,
      ticksPerMs,
      cname: random.uuid(),
      clock,
      send: (report) => this.#sendReport(report),
    });
  }

  /** Binds its ports. Fails with words. */
  static async open(deps: FarStreamDeps): Promise<Result<FarStream, string>> {
    const stream = new FarStream(deps);
    const opened = await stream.#carry(deps.path);
    return opened.ok ? ok(stream) : opened;
  }

  /** What an answer or an offer says of our side. */
  side(as: 'answer' | 'offer'): LocalSide {
    const described = this.#transport?.describe(as);
    if (described === undefined) throw new Error('A description before there are ports');
    return { ...described, crypto: this.#protection.line(), ssrc: this.#deps.ssrc };
  }

  /** By which an answer to us names our key. */
  keyTag(): string | null {
    return this.#protection.tag();
  }

  /** Lets packets through in both directions. */
  start(): void {
    if (this.#state !== 'waiting') return;
    this.#state = 'started';
    this.#transport?.start();
    this.#reporter.start();
  }

  /** Goes on by another offer of the far side; fails with words, and then goes on as before. */
  async renegotiate(path: OfferedPath): Promise<Result<null, string>> {
    const { stream } = path;
    const isAlike = this.#transport !== null && isCarriedAlike(this.#stream, stream);
    const found = isAlike ? await this.#transport?.renegotiate(path) : await this.#carry(path);
    if (found?.ok === false) return found;
    if (this.#state === 'closed') return failed('the call is over');
    this.#protection.renew(stream.protection.key);
    this.#stream = stream;
    return ok(null);
  }

  /** Goes on by the answer to an offer of ours. */
  accept(answered: OfferedStream): void {
    this.#protection.accept(answered.protection.key);
    this.#transport?.accept(answered);
    this.#stream = answered;
  }

  send(packet: RtpPacket): void {
    if (this.#state !== 'started') return;
    this.#reporter.sent(packet);
    const datagram = this.#protection.present().protectRtp(writeRtp(packet));
    if (datagram === null) return;
    this.#sent.keep(packet.sequenceNumber, datagram);
    this.#transport?.sendRtp(datagram);
  }

  /** The far side misses packets of these numbers. */
  sendAgain(sequenceNumbers: readonly number[]): void {
    if (this.#state !== 'started') return;
    for (const datagram of this.#sent.again(sequenceNumbers)) this.#transport?.sendRtp(datagram);
  }

  /** Sends further RTCP packets behind a report. */
  report(packets: Buffer): void {
    this.#reporter.reportWith(packets);
  }

  /** Resolves when the ports can be bound again. Harmless when repeated. */
  async close(): Promise<void> {
    if (this.#state !== 'closed') {
      this.#reporter.stop();
      this.#state = 'closed';
    }
    await Promise.all([this.#freed, this.#transport?.close()]);
  }

  async #carry(path: OfferedPath): Promise<Result<null, string>> {
    const opened = await this.#open(path);
    if (!opened.ok) return opened;
    if (this.#state === 'closed') {
      await opened.value.close();
      return failed('the call is over');
    }
    this.#freed = Promise.all([this.#freed, this.#transport?.close()]);
    this.#transport = opened.value;
    if (this.#state === 'started') opened.value.start();
    return ok(null);
  }

  #open(path: OfferedPath): Promise<Result<FarTransport, string>> {
    const { reach, means, clock, random, onReport, onFailed, onRelaysAsked, onPacket } = this.#deps;
    const deps: FarTransportDeps = {
      read: { rtp: (datagram) => this.#readRtp(datagram), rtcp: (datagram) => this.#readRtcp(datagram) },
      onRtp: (packet) => {
        this.#reporter.received(packet);
        onPacket(packet);
      },
      onRtcp: (datagram) => {
        this.#reporter.receivedRtcp(datagram);
        onReport(datagram);
      },
      onOpen: () => this.#reporter.restart(),
      onFailed,
      onChosen: () => {},
      onRelaysAsked,
    };
    return openTransport(path, deps, { reach, means, clock, random });
  }

  #readRtp(datagram: Buffer): RtpPacket | null {
    const opened = this.#state === 'started' ? this.#protection.present().openRtp(datagram) : null;
    const packet = opened && readRtp(opened);
    return packet !== null && this.#deps.isWanted(packet) ? packet : null;
  }

  #readRtcp(datagram: Buffer): Buffer | null {
    return this.#state === 'started' ? this.#protection.present().openRtcp(datagram) : null;
  }

  #sendReport(report: Buffer): void {
    const datagram = this.#stream.reports ? this.#protection.present().protectRtcp(report) : null;
    if (datagram !== null) this.#transport?.sendRtcp(datagram);
  }
}
