import fc, { type Arbitrary } from 'fast-check';

interface Edit {
  readonly at: number;
  readonly byte: number;
  readonly how: 'set' | 'flip' | 'cut' | 'insert' | 'end';
}

const edit: Arbitrary<Edit> = fc.record({
  at: fc.nat(2000),
  byte: fc.nat(255),
  how: fc.constantFrom('set', 'flip', 'cut', 'insert', 'end'),
});

/** Good datagrams with up to six changes of a byte, a length or an end. */
export function editedDatagrams(good: Arbitrary<Buffer>): Arbitrary<Buffer> {
  return fc.tuple(good, fc.array(edit, { maxLength: 6 })).map(([datagram, edits]) => edits.reduce(changed, datagram));
}

/** Any bytes, as long as a datagram on a usual network is at most, and some longer. */
export const anyDatagram: Arbitrary<Buffer> = fc
  .uint8Array({ maxLength: 2100 })
  .map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));

function changed(datagram: Buffer, { at, byte, how }: Edit): Buffer {
  const place = at % Math.max(datagram.length, 1);
  const head = datagram.subarray(0, place);
  const tail = datagram.subarray(place + 1);
  switch (how) {
    case 'set':
      return Buffer.concat([head, Buffer.from([byte]), tail]);
    case 'flip':
      return Buffer.concat([head, Buffer.from([(datagram[place] ?? 0) ^ (1 << (byte % 8))]), tail]);
    case 'cut':
      return Buffer.concat([head, tail]);
    case 'insert':
      return Buffer.concat([head, Buffer.from([byte]), datagram.subarray(place)]);
    case 'end':
      return head;
  }
}
