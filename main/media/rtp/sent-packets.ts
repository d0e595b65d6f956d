import type { Clock } from '../../core/ports.ts';

/** Some two seconds of pictures. What is older would come too late to be shown. */
const mostKept = 256;
const longestMs = 2000;
/** Whoever asks again sooner asked before the answer could have come. */
const leastBetweenMs = 20;
/** One that is lost so often is not worth it. */
const mostTimes = 4;
/** Of what goes out so much may go out again: asking costs little, and answering must not make the network worse. */
const share = 0.5;
const mostAtOnce = 64;

/** What was sent of late, as it went over the wire, for whoever misses some of it. */
export interface SentPackets {
  keep(sequenceNumber: number, datagram: Buffer): void;
  /** Those of them that may be sent again now. */
  again(sequenceNumbers: readonly number[]): Buffer[];
}

interface Kept {
  readonly sequenceNumber: number;
  readonly datagram: Buffer;
  readonly keptAt: number;
  /** When it went out again last. */
  againAt: number;
  times: number;
}

/**
 * A packet goes out again byte by byte, under SRTP too: another text must never go out under its number, and the far side takes no number twice that
 * it has.
 */
export function createSentPackets(clock: Pick<Clock, 'now'>): SentPackets {
  /** Each at its number modulo the size. */
  const kept = new Array<Kept | undefined>(mostKept);
  let allowance = mostAtOnce;

  const mayGo = (packet: Kept | undefined, number: number): packet is Kept => {
    const now = clock.now();
    if (packet === undefined || packet.sequenceNumber !== number || now - packet.keptAt > longestMs) return false;
    return packet.times < mostTimes && now - packet.againAt >= leastBetweenMs && allowance >= 1;
  };

  return {
    keep(sequenceNumber, datagram) {
      const now = clock.now();
      allowance = Math.min(allowance + share, mostAtOnce);
      kept[sequenceNumber % mostKept] = {
        sequenceNumber,
        datagram,
        keptAt: now,
        againAt: Number.NEGATIVE_INFINITY,
        times: 0,
      };
    },
    again(sequenceNumbers) {
      return sequenceNumbers.flatMap((number) => {
        const packet = kept[number % mostKept];
        if (!mayGo(packet, number)) return [];
        allowance -= 1;
        packet.times += 1;
        packet.againAt = clock.now();
        return [packet.datagram];
      });
    },
  };
}
