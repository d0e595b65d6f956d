/** Counts what arrives at a port pair, from the fixed header of each RTP packet (RFC 3550 section 5.1) alone. */
import type { RemoteInfo } from 'node:dgram';

export interface Traffic {
  readonly rtpPackets: number;
  readonly rtcpPackets: number;
  /** Packets that are not RTP version 2. */
  readonly malformed: number;
  readonly payloadTypes: readonly number[];
  readonly sources: readonly number[];
  /** Lengths of voice, each once. */
  readonly payloadBytes: readonly number[];
  /** `address:port` each RTP packet came from. */
  readonly origins: readonly string[];
  /** Sequence numbers that never came, over all sources. */
  readonly missing: number;
}

export class TrafficCounter {
  #rtp = 0;
  #rtcp = 0;
  #malformed = 0;
  #missing = 0;
  readonly #payloadTypes = new Set<number>();
  readonly #payloadBytes = new Set<number>();
  readonly #origins = new Set<string>();
  readonly #nextSequence = new Map<number, number>();

  get counts(): Traffic {
    return {
      rtpPackets: this.#rtp,
      rtcpPackets: this.#rtcp,
      malformed: this.#malformed,
      missing: this.#missing,
      payloadTypes: [...this.#payloadTypes],
      sources: [...this.#nextSequence.keys()],
      payloadBytes: [...this.#payloadBytes],
      origins: [...this.#origins],
    };
  }

  rtcp(): void {
    this.#rtcp += 1;
  }

  rtp(datagram: Buffer, from: Pick<RemoteInfo, 'address' | 'port'>): void {
    if (datagram.length < 12 || datagram.readUInt8(0) >> 6 !== 2) {
      this.#malformed += 1;
      return;
    }
    this.#rtp += 1;
    this.#payloadTypes.add(datagram.readUInt8(1) & 0x7f);
    this.#payloadBytes.add(datagram.length - 12);
    this.#origins.add(`${from.address}:${from.port}`);
    const [sequence, source] = [datagram.readUInt16BE(2), datagram.readUInt32BE(8)];
    const gap = (sequence - (this.#nextSequence.get(source) ?? sequence)) & 0xffff;
    if (gap >= 0x8000) return;
    this.#missing += gap;
    this.#nextSequence.set(source, (sequence + 1) & 0xffff);
  }
}
