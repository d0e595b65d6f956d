import assert from 'node:assert/strict';
import fc from 'fast-check';
import { headerBytes, readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { createReception } from '../../../main/media/rtp/reception.ts';
import { createRelayStream } from '../../../main/media/rtp/relay-stream.ts';
import { anyDatagram, editedDatagrams } from '../shapes/datagrams.ts';
import { fuzzTarget } from '../target.ts';

const payload = Buffer.alloc(160, 0xd5);
const plain = { payloadType: 8, marker: false, sequenceNumber: 65_535, timestamp: 2 ** 32 - 160, ssrc: 7, payload };
/** With CSRCs, an extension and padding, each of which moves where the payload begins or ends. */
const full = Buffer.concat([
  Buffer.from([0xb2, 0x88, 0, 1, 0, 0, 0, 160, 0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 2, 0xbe, 0xde, 0, 1, 0, 0, 0, 0]),
  payload,
  Buffer.from([0, 0, 3]),
]);
const good = fc.constantFrom(writeRtp(plain), writeRtp({ ...plain, marker: true, sequenceNumber: 0 }), full);
const step = fc.record({ datagram: fc.oneof(anyDatagram, editedDatagrams(good)), afterMs: fc.nat(70_000) });
const timed = (datagram: Buffer) => () => readRtp(datagram);

export default fuzzTarget({
  about: 'datagrams that may be RTP, and what is counted and passed on of them',
  inputs: fc.array(step, { maxLength: 20 }),
  run(steps) {
    let now = 0;
    const clock = { now: () => now };
    const random = { uuid: () => '', fraction: () => 0.999 };
    const reception = createReception(clock);
    const stream = createRelayStream(99, clock, random);
    for (const { datagram, afterMs } of steps) {
      now += afterMs;
      const before = Buffer.from(datagram);
      const packet = readRtp(datagram);
      assert.ok(before.equals(datagram));
      if (packet === null) continue;
      const header = headerBytes(datagram);
      assert.ok(header !== null && header >= 12);
      const padding = (datagram.readUInt8(0) & 0x20) === 0 ? 0 : datagram.readUInt8(datagram.length - 1);
      assert.equal(header + packet.payload.length + padding, datagram.length);
      assert.deepEqual(readRtp(writeRtp(packet)), packet);
      reception.packet(packet);
      const carried = stream.relay(packet, 0);
      assert.equal(carried.ssrc, 99);
      // What is made of it can be written, and says the same.
      assert.deepEqual(readRtp(writeRtp(carried)), carried);
    }
    const report = reception.report();
    if (report === null) return;
    for (const value of [report.ssrc, report.highestSequence, report.jitter, report.delaySinceLast]) {
      assert.ok(Number.isInteger(value) && value >= 0 && value < 2 ** 32);
    }
    assert.ok(report.fractionLost >= 0 && report.fractionLost <= 255);
    assert.ok(report.packetsLost >= -0x800000 && report.packetsLost <= 0x7fffff);
  },
  growing: {
    bytes: (size) => timed(Buffer.concat([writeRtp(plain), Buffer.alloc(Math.min(size, 60_000))])),
    'an extension': (size) => timed(Buffer.concat([full, Buffer.alloc(Math.min(size, 60_000), 0xff)])),
  },
});
