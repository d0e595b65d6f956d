import type { Endpoint } from '../sdp/far-offer.ts';

/**
 * Where the far side is. Its SDP says so, but behind a NAT or a session border controller packets may come from another
 * port: that port is followed once. Another host never is, or anybody could take over the call.
 */
export interface Latch {
  target(): Endpoint;
  /** Whether a packet from there belongs to the call; may move the target to its port. */
  accepts(source: Endpoint): boolean;
}

export function createLatch(described: Endpoint): Latch {
  let target = described;
  let moved = false;
  return {
    target: () => target,
    accepts(source) {
      if (source.host !== described.host) return false;
      if (source.port === target.port) return true;
      if (moved) return false;
      moved = true;
      target = { host: described.host, port: source.port };
      return true;
    },
  };
}
