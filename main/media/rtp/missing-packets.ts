import { readFeedback, transportFeedback, writeFeedback } from './feedback.ts';
import { sequenceDifference } from './packet.ts';

/** Generic NACK (RFC 4585 section 6.2.1): numbers of packets that did not come. */
const genericNack = 1;
const entryBytes = 4;
/** An entry has a number, and a bit for each of so many behind it. */
const behind = 16;

/** So many are asked for at a time, and read of what is asked: what is missing beyond that is mended by a whole picture. */
export const mostMissing = 64;

/** Asks for these packets of the stream `media` again; the first {@link mostMissing} of them. */
export function writeNack(sender: number, media: number, numbers: readonly number[]): Buffer {
  const entries: [first: number, bits: number][] = [];
  for (const number of numbers.slice(0, mostMissing)) {
    const last = entries.at(-1);
    const after = last === undefined ? 0 : sequenceDifference(number, last[0]);
    if (last !== undefined && after > 0 && after <= behind) last[1] |= 1 << (after - 1);
    else entries.push([number, 0]);
  }
  const control = Buffer.alloc(entries.length * entryBytes);
  for (const [index, [first, bits]] of entries.entries()) {
    control.writeUInt16BE(first, index * entryBytes);
    control.writeUInt16BE(bits, index * entryBytes + 2);
  }
  return writeFeedback({ type: transportFeedback, format: genericNack, media, control }, sender);
}

/** Which packets of the stream `ssrc` a compound RTCP packet asks for; the first {@link mostMissing} of them, each once. */
export function readNacks(datagram: Buffer, ssrc: number): number[] {
  const numbers = new Set<number>();
  for (const { type, format, media, control } of readFeedback(datagram)) {
    if (type !== transportFeedback || format !== genericNack || media !== ssrc) continue;
    for (let at = 0; at + entryBytes <= control.length && numbers.size < mostMissing; at += entryBytes) {
      for (const number of numbersOf(control.readUInt16BE(at), control.readUInt16BE(at + 2))) numbers.add(number);
    }
  }
  return [...numbers].slice(0, mostMissing);
}

function numbersOf(first: number, bits: number): number[] {
  const others = Array.from({ length: behind }, (_, bit) => bit).filter((bit) => (bits & (1 << bit)) !== 0);
  return [first, ...others.map((bit) => (first + bit + 1) & 0xffff)];
}
