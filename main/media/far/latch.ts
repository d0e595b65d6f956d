import type { Clock } from '../../core/ports.ts';
import { sequenceDifference } from '../rtp/packet.ts';
import { type Endpoint, leastPort } from '../sdp/far-address.ts';

/**
 * Where the far side is. Its SDP says so, but behind a NAT or a session border controller packets may come from another
 * port. Whoever can send to us can pretend to be such a port, so that it is followed only where nothing comes from the one that
 * was described, and is left as soon as something does. Another host never is followed.
 */
export interface Latch {
  target(): Endpoint;
  /**
   * Whether a packet from there belongs to the call; may move the target to its port. `arrival` is null for one that says nothing
   * about whose it is.
   */
  accepts(source: Endpoint, arrival: Arrival | null): boolean;
  /** The far side had reason to be silent until now: its silence begins anew. */
  expect(): void;
}

export interface Arrival {
  readonly ssrc: number;
  /** Null where it has none: RTCP. */
  readonly sequenceNumber: number | null;
}

export interface LatchRule {
  /** For so long nothing came from where the far side was heard, or was to be heard. */
  readonly silentMs: number;
  /** So many came from the other port in a row, of one source and in their order. */
  readonly packets: number;
}

/** Voice comes 50 times a second. */
export const voiceRule: LatchRule = { silentMs: 1000, packets: 4 };
/** Reports come every five seconds. */
export const reportRule: LatchRule = { silentMs: 15_000, packets: 2 };

/** Ports that are watched at a time; more only come from somebody who tries them out. */
const mostCandidates = 8;

interface Row extends Arrival {
  readonly count: number;
}

export function createLatch(described: Endpoint, clock: Pick<Clock, 'now'>, rule: LatchRule): Latch {
  let port = described.port;
  let heardAt = clock.now();
  const candidates = new Map<number, Row>();

  const heard = (from: number): true => {
    port = from;
    heardAt = clock.now();
    candidates.clear();
    return true;
  };
  const rowOf = (from: number, arrival: Arrival): Row => {
    const before = candidates.get(from);
    const row = { ...arrival, count: before !== undefined && continues(before, arrival) ? before.count + 1 : 1 };
    if (before !== undefined || candidates.size < mostCandidates) candidates.set(from, row);
    return row;
  };

  return {
    expect: () => void heard(port),
    target: () => ({ host: described.host, port }),
    accepts(source, arrival) {
      if (source.host !== described.host) return false;
      if (source.port === described.port || source.port === port) return heard(source.port);
      if (arrival === null || source.port < leastPort) return false;
      const { count } = rowOf(source.port, arrival);
      return count >= rule.packets && clock.now() - heardAt >= rule.silentMs && heard(source.port);
    },
  };
}

function continues(before: Arrival, arrival: Arrival): boolean {
  if (before.ssrc !== arrival.ssrc) return false;
  if (before.sequenceNumber === null || arrival.sequenceNumber === null) return true;
  return sequenceDifference(arrival.sequenceNumber, before.sequenceNumber) === 1;
}
