import type { Clock } from '../../core/ports.ts';
import { nextSequenceNumber, type RtpPacket } from './packet.ts';
import type { SequenceLimits } from './sequence.ts';
import { createSourceLine, type SourceLine } from './source-line.ts';

/** Sources that are carried over at a time, such as a voice and the keys beside it. */
const mostSources = 8;

/** One that is silent for longer while another is carried over does not go on when it comes back: it begins anew. */
const pauseMs = 1000;

/** A source whose packets are carried over into a stream of ours. */
export interface RelayedSource {
  readonly line: SourceLine;
  /** Each counts time from a start of its own (RFC 3550 section 5.1), and goes on by it whatever others do between. 32 bits. */
  readonly timestampOffset: number;
  heardAt: number;
  /** Of the packet with the latest number. */
  timestamp: number;
  /** Late packets in a row whose times are of another count. */
  strange: number;
}

/** How far the time of a late packet may be from that of the latest, in ticks. What is further away is of another count. */
export interface LateTimes {
  readonly ahead: number;
  readonly behind: number;
}

/** A packet, by what is known of its source. */
interface Found {
  readonly source: RelayedSource;
  /** Whether its number is ahead of all that came of the source. */
  readonly isAhead: boolean;
  /** The number behind those. */
  readonly expected: number;
}

export interface RelayedSourcesDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly limits: SequenceLimits;
  /** Null where numbers alone tell what is late from what begins anew. */
  readonly times: LateTimes | null;
  /** What the next packet of our stream is to have. */
  readonly next: () => Pick<RtpPacket, 'sequenceNumber' | 'timestamp'>;
}

/** The sources of one stream of ours, whose packets may come by turns. */
export class RelayedSources {
  readonly #deps: RelayedSourcesDeps;
  /** By SSRC. */
  readonly #known = new Map<number, RelayedSource>();
  /** Whose packet has the latest number here. */
  latest: RelayedSource | null = null;

  constructor(deps: RelayedSourcesDeps) {
    this.#deps = deps;
  }

  /** Of a packet that is carried over, by which a source may begin. */
  carry(packet: RtpPacket): { readonly source: RelayedSource; readonly begins: boolean } {
    const found = this.#find(packet);
    if (found === null) return { source: this.#begin(packet), begins: true };
    const { source, isAhead, expected } = found;
    if (isAhead && source !== this.latest) {
      source.line.goOnAt(expected, this.#deps.next().sequenceNumber);
      this.latest = source;
    }
    return { source, begins: false };
  }

  /** Of a packet that ends here; null where the source is not the latest, and goes on behind it in any case. */
  end(packet: RtpPacket): RelayedSource | null {
    const source = this.#find(packet)?.source ?? null;
    return source === this.latest ? source : null;
  }

  /** Whatever comes next begins anew. */
  interrupt(): void {
    this.#known.clear();
    this.latest = null;
  }

  #find({ ssrc, sequenceNumber, timestamp }: RtpPacket): Found | null {
    const source = this.#known.get(ssrc);
    if (source === undefined || !this.#goesOn(source)) return null;
    const expected = nextSequenceNumber(source.line.highest());
    const standing = source.line.place(sequenceNumber);
    if (standing === 'anew') return null;
    source.heardAt = this.#deps.clock.now();
    const isAhead = standing === 'ahead';
    if (isAhead) [source.timestamp, source.strange] = [timestamp, 0];
    else if (this.#isStrange(source, timestamp)) return null;
    return { source, isAhead, expected };
  }

  /** One time of another count may be a damaged one. */
  #isStrange(source: RelayedSource, timestamp: number): boolean {
    const { times } = this.#deps;
    const ticks = (timestamp - source.timestamp) | 0;
    const isNear = times === null || (ticks <= times.ahead && ticks >= -times.behind);
    source.strange = isNear ? 0 : source.strange + 1;
    return source.strange > 1;
  }

  #begin({ ssrc, sequenceNumber, timestamp }: RtpPacket): RelayedSource {
    const { clock, limits, next } = this.#deps;
    const here = next();
    const source: RelayedSource = {
      line: createSourceLine(sequenceNumber, here.sequenceNumber, limits),
      timestampOffset: (here.timestamp - timestamp) >>> 0,
      heardAt: clock.now(),
      timestamp,
      strange: 0,
    };
    for (const [key, other] of this.#known)
      if (!this.#goesOn(other) || this.#known.size >= mostSources) this.#known.delete(key);
    this.#known.set(ssrc, source);
    this.latest = source;
    return source;
  }

  #goesOn(source: RelayedSource): boolean {
    return source === this.latest || this.#deps.clock.now() - source.heardAt <= pauseMs;
  }
}
