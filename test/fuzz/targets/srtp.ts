import assert from 'node:assert/strict';
import fc from 'fast-check';
import { writeRtp } from '../../../main/media/rtp/packet.ts';
import { createSrtpReceiver, createSrtpSender } from '../../../main/media/srtp/srtp.ts';
import type { SrtpKey } from '../../../main/media/srtp/srtp-key.ts';
import { arrivals, checkReceiver } from '../shapes/wire.ts';
import { fuzzTarget } from '../target.ts';

const master = Buffer.from(Array.from({ length: 30 }, (_, index) => index));
const other = Buffer.from(master).fill(0xff, 29);
const keys: readonly SrtpKey[] = [
  { master, mki: Buffer.alloc(0) },
  { master, mki: Buffer.from([1]) },
];

/** Two streams, one of which passes the end of its numbers. */
const clear = [65_533, 65_534, 65_535, 0, 1, 2].flatMap((sequenceNumber) =>
  [7, 8].map((ssrc) =>
    writeRtp({
      ...{ payloadType: 8, marker: sequenceNumber === 0, ssrc, timestamp: sequenceNumber * 160 },
      ...{ sequenceNumber: ssrc === 7 ? sequenceNumber : (sequenceNumber + 100) & 0xffff },
      payload: Buffer.alloc(20, sequenceNumber),
    }),
  ),
);

function protectedWith(key: SrtpKey): Buffer[] {
  const protect = createSrtpSender(key);
  return clear.map((packet) => protect(packet) ?? assert.fail('The sender sends nothing'));
}

const plans = keys.map((key) => ({ key, clear, sent: protectedWith(key) }));
const foreign = [...clear, ...protectedWith({ master: other, mki: Buffer.alloc(0) })];
const timed = (size: number) => {
  const open = createSrtpReceiver({ master, mki: Buffer.alloc(0) });
  const datagram = Buffer.concat([clear[0] ?? Buffer.alloc(0), Buffer.alloc(Math.min(size, 60_000))]);
  return () => open(datagram);
};

export default fuzzTarget({
  about: 'SRTP: only what the key’s owner made is taken, and once',
  inputs: fc.constantFrom(...plans).chain((plan) => arrivals(plan.sent, foreign).map((wire) => ({ plan, wire }))),
  run({ plan, wire }) {
    const open = createSrtpReceiver(plan.key);
    checkReceiver(open, plan, wire);
    // What came before has not made it deaf to what is newest; only a first packet from before the end of the numbers may be taken for a later one.
    const fresh = writeRtp({
      ...{ payloadType: 8, marker: false, ssrc: 99, timestamp: 1, sequenceNumber: 1 },
      payload: Buffer.alloc(3),
    });
    assert.deepEqual(open(createSrtpSender(plan.key)(fresh) ?? Buffer.alloc(0)), fresh);
  },
  growing: { bytes: timed },
});
