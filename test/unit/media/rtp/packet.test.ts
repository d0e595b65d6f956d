import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { RtpPacket as ReferencePacket, RtpHeader } from 'werift';
import { type RtpPacket, readRtp, sequenceDifference, writeRtp } from '../../../../main/media/rtp/packet.ts';

const packets: fc.Arbitrary<RtpPacket> = fc.record(
  {
    payloadType: fc.integer({ min: 0, max: 127 }),
    marker: fc.boolean(),
    sequenceNumber: fc.integer({ min: 0, max: 0xffff }),
    timestamp: fc.integer({ min: 0, max: 0xffffffff }),
    ssrc: fc.integer({ min: 0, max: 0xffffffff }),
    payload: fc.uint8Array({ maxLength: 320 }).map((bytes) => Buffer.from(bytes)),
  },
  { noNullPrototype: true },
);

test('a written packet reads back as it was', () => {
  fc.assert(fc.property(packets, (packet) => assert.deepEqual(readRtp(writeRtp(packet)), packet)));
});

test('another implementation reads what is written', () => {
  fc.assert(
    fc.property(packets, (packet) => {
      const { header, payload } = ReferencePacket.deSerialize(writeRtp(packet));
      const { payloadType, marker, sequenceNumber, timestamp, ssrc } = header;
      assert.deepEqual({ payloadType, marker, sequenceNumber, timestamp, ssrc, payload }, packet);
    }),
  );
});

test('CSRCs, a header extension and padding are left out of the payload', () => {
  const header = new RtpHeader({
    payloadType: 8,
    sequenceNumber: 7,
    timestamp: 9,
    ssrc: 5,
    csrc: [1, 2],
    csrcLength: 2,
    extension: true,
    extensions: [{ id: 1, payload: Buffer.from([1, 2, 3]) }],
  });
  const datagram = Buffer.concat([
    new ReferencePacket(header, Buffer.from('voice')).serialize(),
    Buffer.from([0, 0, 3]),
  ]);
  datagram.writeUInt8(datagram.readUInt8(0) | 0x20, 0);
  assert.equal(readRtp(datagram)?.payload.toString(), 'voice');
});

test('no datagram makes the reader throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.integer({ min: 0, max: 63 }), (bytes, flags) => {
      const datagram = Buffer.from([0x80 | flags, ...bytes]);
      const packet = readRtp(datagram);
      assert.ok(packet === null || packet.payload.length <= datagram.length - 12);
    }),
    { numRuns: 2000 },
  );
});

test('what is not RTP version 2 is no packet', () => {
  const stun = Buffer.alloc(20);
  assert.equal(readRtp(stun), null);
  assert.equal(readRtp(Buffer.alloc(11, 0x80)), null);
});

test('sequence numbers differ by the short way round', () => {
  assert.equal(sequenceDifference(1, 0xffff), 2);
  assert.equal(sequenceDifference(0xffff, 1), -2);
  assert.equal(sequenceDifference(500, 400), 100);
});
