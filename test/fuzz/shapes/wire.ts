import fc, { type Arbitrary } from 'fast-check';
import type { PacketTransform } from '../../../main/media/srtp/srtp.ts';
import { anyDatagram, editedDatagrams } from './datagrams.ts';

/** What comes over the wire: a datagram as it was sent, one of those with changes, or anything. */
export type Arrival =
  | { readonly kind: 'sent'; readonly index: number }
  | { readonly kind: 'changed'; readonly datagram: Buffer }
  | { readonly kind: 'foreign'; readonly datagram: Buffer };

/** Arrivals of datagrams in any order, some twice, among others that nobody with the key has made. */
export function arrivals(sent: readonly Buffer[], foreign: readonly Buffer[]): Arbitrary<Arrival[]> {
  const index = fc.nat(sent.length - 1);
  return fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('sent' as const), index }) },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('changed' as const),
          datagram: editedDatagrams(fc.constantFrom(...sent)),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('foreign' as const),
          datagram: fc.oneof(anyDatagram, fc.constantFrom(...foreign)),
        }),
      },
    ),
    { maxLength: 30 },
  );
}

/** Throws where a receiver takes what the key's owner did not send, takes something twice, or changes what it sent. */
export function checkReceiver(
  open: PacketTransform,
  { clear, sent }: { readonly clear: readonly Buffer[]; readonly sent: readonly Buffer[] },
  wire: readonly Arrival[],
): number {
  const taken = new Set<number>();
  for (const arrival of wire) {
    const datagram = arrival.kind === 'sent' ? (sent[arrival.index] ?? Buffer.alloc(0)) : arrival.datagram;
    const before = Buffer.from(datagram);
    const opened = open(datagram);
    if (!before.equals(datagram)) throw new Error('The datagram was written into');
    if (opened === null) continue;
    const index = sent.findIndex((each) => each.equals(datagram));
    if (index < 0) throw new Error(`Taken, although nobody with the key sent it: ${datagram.toString('hex')}`);
    if (taken.has(index)) throw new Error('Taken twice');
    if (clear[index]?.equals(opened) !== true) throw new Error('It is not what was protected');
    taken.add(index);
  }
  return taken.size;
}
