/** RFC 3711 asks for 64 at least. A piece of a picture that is sent again comes behind as many as were sent meanwhile. */
const size = 512;

/** Remembers which of the newest 512 packets were seen, so that none is taken twice (RFC 3711 section 3.3.2). */
export interface ReplayWindow {
  /** Of what was seen; -1 before anything was. */
  highest(): number;
  /** Whether it is neither seen nor too old to know. */
  isNew(index: number): boolean;
  see(index: number): void;
}

/** `from`: the highest index that counts as there before anything is seen. */
export function createReplayWindow(from = -1): ReplayWindow {
  /** Each index at its place modulo the size. */
  const seen = new Array<number>(size).fill(-1);
  let highest = from;
  return {
    highest: () => highest,
    isNew: (index) => index >= 0 && index > highest - size && seen[index % size] !== index,
    see(index) {
      seen[index % size] = index;
      highest = Math.max(highest, index);
    },
  };
}

/**
 * The index of a packet: its 16-bit sequence number with the rollovers before it, taken as the nearest to the highest that was seen (RFC 3711
 * section 3.3.1). Negative for one from before the first.
 */
export function packetIndex(highest: number, sequenceNumber: number): number {
  if (highest < 0) return sequenceNumber;
  return highest + ((((sequenceNumber - highest) % 0x10000) << 16) >> 16);
}
