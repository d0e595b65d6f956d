import type { MediaMeans } from '../../core/media-means.ts';
import type { Clock, Random } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { type RtpPacket, readRtp, writeRtp } from '../rtp/packet.ts';
import { createSentPackets, type SentPackets } from '../rtp/sent-packets.ts';
import type { Reach } from '../sdp/far-address.ts';
import type { LocalSide } from '../sdp/far-answer.ts';
import { noPorts, type WayFailure } from '../sdp/offer-failure.ts';
import type { OfferedStream } from '../sdp/offered-stream.ts';
import { type CallingPorts, openCallingPorts } from './calling-ports.ts';
import type { RelaysAsked } from './far-leg.ts';
import type { FarTransport, FarTransportDeps, OfferedPath } from './far-transport.ts';
import { createFirstKey, createLegProtection, type FirstKey, type LegProtection } from './leg-protection.ts';
import { openTransport } from './open-transport.ts';
import { createRtcpReporter, type RtcpReporter } from './rtcp-reporter.ts';
import { isSamePlace } from './same-place.ts';
import { sorted } from './wanted-packets.ts';

export interface FarStreamDeps {
  readonly reach: Reach;
  readonly means: MediaMeans;
  /** Another process had the call before: what comes may have begun then. */
  readonly carriedOn: boolean;
  /** Of everything that is sent. */
  readonly ssrc: number;
  /** Of its RTP clock. */
  readonly ticksPerMs: number;
  readonly clock: Clock;
  readonly random: Random;
  /** Whether a packet is of a type that was agreed on, and is to come now. */
  isWanted(packet: RtpPacket): boolean;
  onPacket(packet: RtpPacket): void;
  /** One that nobody shows, such as one of another type. */
  onPassedOver(packet: RtpPacket): void;
  /** RTCP in the clear. */
  onReport(datagram: Buffer): void;
  /** No way was found, or it was lost, in words. */
  onFailed(message: string): void;
  /** In a call out: its way is chosen, by us, and the far side is to be told. */
  onChosen(): void;
  onRelaysAsked(asked: RelaysAsked): void;
}

/** What a stream has that was offered and that nobody has answered. */
interface CallingStream {
  readonly ports: CallingPorts;
  readonly key: FirstKey;
}

/**
 * A stream to the far side and back besides the voice: its way, its keys, its reports.
 *
 *     offered there, or in a call that is up: a way -----------------> started -> closed
 *     offered with the first offer of a call: ports -- the answer --> a way, and the same
 */
export class FarStream {
  readonly #deps: FarStreamDeps;
  readonly #reporter: RtcpReporter;
  readonly #sent: SentPackets;
  #protection: LegProtection;
  /** As agreed; null before. */
  #stream: OfferedStream | null;
  #calling: CallingStream | null = null;
  #transport: FarTransport | null = null;
  #freed: Promise<unknown> = Promise.resolve();
  #state: 'waiting' | 'started' | 'closed' = 'waiting';

  private constructor(deps: FarStreamDeps, stream: OfferedStream | null) {
    const { ssrc, ticksPerMs, carriedOn, clock, random } = deps;
    this.#deps = deps;
    this.#stream = stream;
    this.#protection = createLegProtection(stream?.protection.key ?? null, carriedOn);
    this.#sent = createSentPackets(clock);
    this.#reporter = createRtcpReporter({
      ssrc,
      ticksPerMs,
      cname: random.uuid(),
      clock,
      send: (report) => this.#sendReport(report),
    });
  }

  /** Binds its ports. */
  static async open(deps: FarStreamDeps, path: OfferedPath): Promise<Result<FarStream, WayFailure>> {
    const stream = new FarStream(deps, path.stream);
    const opened = await stream.#carry(path);
    return opened.ok ? ok(stream) : opened;
  }

  /** The same for the first offer of a call, which anybody may answer: whose way it is, {@link accept} says. */
  static async call(deps: FarStreamDeps): Promise<Result<FarStream, WayFailure>> {
    const { reach, means, onFailed, onRelaysAsked, clock, random } = deps;
    const opened = await openCallingPorts({ reach, means, events: { onFailed, onRelaysAsked }, clock, random });
    if (!opened.ok) return opened;
    const stream = new FarStream(deps, null);
    stream.#calling = { ports: opened.value, key: createFirstKey() };
    return ok(stream);
  }

  /** What an answer or an offer says of our side. */
  side(as: 'answer' | 'offer'): LocalSide {
    const { ssrc } = this.#deps;
    const calling = this.#unanswered();
    if (calling !== null) return { ...calling.ports.describe(), crypto: calling.key.line, ssrc };
    if (this.#transport === null) throw new Error('A description before there are ports');
    return { ...this.#transport.describe(as), crypto: this.#protection.line(), ssrc };
  }

  /** By which an answer to us names our key. */
  keyTag(): string | null {
    const calling = this.#unanswered();
    return calling === null ? this.#protection.tag() : calling.key.tag;
  }

  /** Lets packets through in both directions. */
  start(): void {
    if (this.#state !== 'waiting') return;
    this.#state = 'started';
    this.#transport?.start();
    this.#reporter.start();
  }

  /** Goes on by another offer of the far side; where it fails all goes on as before. */
  async renegotiate(path: OfferedPath): Promise<Result<null, WayFailure>> {
    const { stream } = path;
    const isCarried = this.#transport?.carries(stream) === true;
    const found = isCarried ? await this.#transport?.renegotiate(path) : await this.#carry(path);
    if (found?.ok === false) return found;
    if (this.#state === 'closed') return failed(noPorts('the call is over'));
    const isThere = this.#stream !== null && isSamePlace(this.#stream, stream);
    this.#protection.renew(stream.protection.key, isThere);
    this.#stream = stream;
    return ok(null);
  }

  /** Goes on by the answer to an offer of ours. Fails where the one who answers cannot be reached. */
  accept(answered: OfferedStream): Result<null, WayFailure> {
    const calling = this.#unanswered();
    if (calling !== null) {
      const way = calling.ports.wayTo(answered, this.#told());
      if (!way.ok) return way;
      calling.ports.settled();
      this.#transport = way.value;
      this.#protection = calling.key.answered(answered.protection.key);
      if (this.#state === 'started') way.value.start();
    } else {
      this.#protection.accept(answered.protection.key);
      this.#transport?.accept(answered);
    }
    this.#stream = answered;
    return ok(null);
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
    await this.#calling?.ports.close();
  }

  async #carry(path: OfferedPath): Promise<Result<null, WayFailure>> {
    const opened = await this.#open(path);
    if (!opened.ok) return opened;
    if (this.#state === 'closed') {
      await opened.value.close();
      return failed(noPorts('the call is over'));
    }
    this.#freed = Promise.all([this.#freed, this.#transport?.close()]);
    this.#transport = opened.value;
    if (this.#state === 'started') opened.value.start();
    return ok(null);
  }

  #open(path: OfferedPath): Promise<Result<FarTransport, WayFailure>> {
    const { reach, means, clock, random } = this.#deps;
    const carriedOn = this.#deps.carriedOn && this.#transport === null;
    return openTransport(path, this.#told(), { reach, means, clock, random, carriedOn });
  }

  /** What it has while the first offer is not answered; null otherwise. */
  #unanswered(): CallingStream | null {
    return this.#transport === null ? this.#calling : null;
  }

  #told(): FarTransportDeps {
    const { onReport, onFailed, onChosen, onRelaysAsked, isWanted, onPacket, onPassedOver } = this.#deps;
    return {
      read: { rtp: (datagram) => this.#readRtp(datagram), rtcp: (datagram) => this.#readRtcp(datagram) },
      onRtp: sorted({ isWanted, onPacket, onPassedOver, reporter: this.#reporter }),
      onRtcp: (datagram) => {
        this.#reporter.receivedRtcp(datagram);
        onReport(datagram);
      },
      onOpen: () => this.#reporter.restart(),
      onFailed,
      onChosen: () => {
        if (this.#calling !== null) onChosen();
      },
      onRelaysAsked,
    };
  }

  /** Opened before the start too: how often the numbers began anew is in no packet (RFC 3711 section 3.3.1). */
  #readRtp(datagram: Buffer): RtpPacket | null {
    const opened = this.#protection.present().openRtp(datagram);
    return this.#state === 'started' ? opened && readRtp(opened) : null;
  }

  #readRtcp(datagram: Buffer): Buffer | null {
    return this.#state === 'started' ? this.#protection.present().openRtcp(datagram) : null;
  }

  #sendReport(report: Buffer): void {
    const datagram = this.#stream?.reports === true ? this.#protection.present().protectRtcp(report) : null;
    if (datagram !== null) this.#transport?.sendRtcp(datagram);
  }
}
