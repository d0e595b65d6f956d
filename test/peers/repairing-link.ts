/**
 * A way for pictures in the clear that loses some of them, both ways, with a far side behind it that mends that: it sends again what it is asked for,
 * and asks for what does not come (generic NACK, RFC 4585).
 */
import { GenericNack, RtcpPacketConverter, RtcpRrPacket, RtcpTransportLayerFeedback } from 'werift';
import { SeededRandom } from '../fault-proxy/random.ts';
import { DatagramPair, type Target } from './datagram-pair.ts';

/** What came through of what the app sent. */
export interface Arrived {
  readonly received: number;
  /** Numbers that never came. */
  readonly lost: number;
  /** Lost at first, and sent again. */
  readonly mended: number;
}

export class RepairingLink {
  readonly #towardsApp: DatagramPair;
  readonly #towardsFar: DatagramPair;
  readonly #random = new SeededRandom(1);
  readonly #lossPercent: number;
  readonly #sent = new Map<number, Buffer>();
  readonly #missing = new Set<number>();
  #app: Target | null = null;
  #far: Target | null = null;
  #highest: number | null = null;
  #received = 0;
  #mended = 0;

  private constructor(towardsApp: DatagramPair, towardsFar: DatagramPair, lossPercent: number) {
    [this.#towardsApp, this.#towardsFar, this.#lossPercent] = [towardsApp, towardsFar, lossPercent];
    towardsFar.onDatagram((kind, datagram) => {
      if (kind === 'rtp') this.#fromFar(datagram);
    });
    towardsApp.onDatagram((kind, datagram) => (kind === 'rtp' ? this.#fromApp(datagram) : this.#asked(datagram)));
  }

  static async open(lossPercent: number): Promise<RepairingLink> {
    const [one, other] = await Promise.all([DatagramPair.bind('127.0.0.1'), DatagramPair.bind('127.0.0.1')]);
    return new RepairingLink(one, other, lossPercent);
  }

  /** Where the app finds the far side. */
  get forApp(): Target {
    return this.#towardsApp.local;
  }

  /** Where the far side finds the app. */
  get forFar(): Target {
    return this.#towardsFar.local;
  }

  join(app: Target, far: Target): void {
    [this.#app, this.#far] = [app, far];
  }

  get arrived(): Arrived {
    return { received: this.#received, lost: this.#missing.size, mended: this.#mended };
  }

  async close(): Promise<void> {
    [this.#app, this.#far] = [null, null];
    await Promise.all([this.#towardsApp.close(), this.#towardsFar.close()]);
  }

  #isLost(): boolean {
    return this.#random.fraction() * 100 < this.#lossPercent;
  }

  #fromFar(datagram: Buffer): void {
    this.#sent.set(numberOf(datagram), datagram);
    this.#toApp(datagram);
  }

  #toApp(datagram: Buffer): void {
    if (this.#app !== null && !this.#isLost()) this.#towardsApp.send('rtp', datagram, this.#app);
  }

  #asked(report: Buffer): void {
    for (const packet of RtcpPacketConverter.deSerialize(report)) {
      if (!(packet instanceof RtcpTransportLayerFeedback) || !(packet.feedback instanceof GenericNack)) continue;
      for (const number of packet.feedback.lost) {
        const datagram = this.#sent.get(number & 0xffff);
        if (datagram !== undefined) this.#toApp(datagram);
      }
    }
  }

  #fromApp(datagram: Buffer): void {
    if (this.#isLost()) return;
    const sequenceNumber = numberOf(datagram);
    this.#received += 1;
    if (this.#missing.delete(sequenceNumber)) this.#mended += 1;
    const before = this.#highest ?? sequenceNumber - 1;
    const ahead = ((sequenceNumber - before) << 16) >> 16;
    for (let step = 1; step < ahead; step += 1) this.#missing.add((before + step) & 0xffff);
    if (ahead > 0) this.#highest = sequenceNumber;
    if (this.#far !== null) this.#towardsFar.send('rtp', datagram, this.#far);
    if (this.#missing.size > 0) this.#ask(datagram.readUInt32BE(8));
  }

  #ask(ssrc: number): void {
    const report = new RtcpRrPacket({ ssrc: 1 });
    const feedback = new GenericNack({ senderSsrc: 1, mediaSourceSsrc: ssrc, lost: [...this.#missing].slice(-30) });
    const asked = Buffer.concat([report.serialize(), new RtcpTransportLayerFeedback({ feedback }).serialize()]);
    if (this.#app !== null) this.#towardsApp.send('rtcp', asked, this.#app);
  }
}

/** Of RTP. */
function numberOf(datagram: Buffer): number {
  return datagram.readUInt16BE(2);
}
