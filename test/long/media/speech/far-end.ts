/** A telephone that says speech once, in packets of 20 ms, and keeps what is said to it. */
import { performance } from 'node:perf_hooks';
import { DatagramPair, type Target } from '../../../peers/datagram-pair.ts';
import type { Recording } from './scoring.ts';
import { decodePcmu } from './spoken.ts';

const packetMs = 20;
const packetBytes = 160;
/** A byte of PCMU that sounds like nothing. */
const silence = 0xff;

/** This computer's clock, finer than Date. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

interface Heard {
  readonly timestamp: number;
  readonly payload: Buffer;
  readonly at: number;
}

export class FarEnd {
  readonly #pair: DatagramPair;
  readonly #heard: Heard[] = [];

  private constructor(pair: DatagramPair) {
    this.#pair = pair;
    pair.onDatagram((kind, datagram) => {
      const isVoice = kind === 'rtp' && datagram.length === 12 + packetBytes && (datagram.readUInt8(1) & 0x7f) === 0;
      if (isVoice) this.#heard.push({ timestamp: datagram.readUInt32BE(4), payload: datagram.subarray(12), at: now() });
    });
  }

  static async start(): Promise<FarEnd> {
    return new FarEnd(await DatagramPair.bind('127.0.0.1'));
  }

  get local(): Target {
    return this.#pair.local;
  }

  /** Resolves with when the first byte was said, once the last one was. */
  async say(pcmu: Buffer, target: Target): Promise<number> {
    const startedAt = now();
    for (let count = 0; count * packetBytes < pcmu.length; count += 1) {
      // A microphone gives a packet's sound once all of it has been said.
      const wait = startedAt + (count + 1) * packetMs - now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      this.#pair.send('rtp', packet(count, pcmu.subarray(count * packetBytes, (count + 1) * packetBytes)), target);
    }
    return startedAt;
  }

  /**
   * What came since then, played as a telephone with a fixed buffer does: each packet where its timestamp belongs, silence for one
   * that came later than the buffer is long.
   */
  async heardSince(start: number, bufferMs = 100): Promise<Recording> {
    const heard = this.#heard.filter(({ at }) => at >= start);
    const [first] = heard;
    if (first === undefined) throw new Error('nothing was heard');
    const due = ({ timestamp }: Heard): number => first.at + ((timestamp - first.timestamp) | 0) / 8 + bufferMs;
    const length = Math.max(...heard.map(({ timestamp }) => ((timestamp - first.timestamp) | 0) + packetBytes));
    const sound = Buffer.alloc(length, silence);
    for (const each of heard) {
      const place = (each.timestamp - first.timestamp) | 0;
      if (place >= 0 && each.at <= due(each)) each.payload.copy(sound, place);
    }
    return { samples: await decodePcmu(sound), rate: 8000, startedAt: first.at + bufferMs };
  }

  close(): Promise<void> {
    return this.#pair.close();
  }
}

/** RTP with payload type 0 (RFC 3550 section 5.1). */
function packet(count: number, payload: Buffer): Buffer {
  const header = Buffer.from([0x80, count === 0 ? 0x80 : 0, 0, 0, 0, 0, 0, 0, 0x5e, 0xec, 0x48, 0x11]);
  header.writeUInt16BE(count & 0xffff, 2);
  header.writeUInt32BE(count * packetBytes, 4);
  return Buffer.concat([header, payload]);
}
