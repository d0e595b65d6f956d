import assert from 'node:assert/strict';
import fc from 'fast-check';
import { writeRtcp } from '../../../main/media/rtp/rtcp.ts';
import { createSrtcpReceiver, createSrtcpSender } from '../../../main/media/srtp/srtcp.ts';
import type { SrtpKey } from '../../../main/media/srtp/srtp-key.ts';
import { arrivals, checkReceiver } from '../shapes/wire.ts';
import { fuzzTarget } from '../target.ts';

const master = Buffer.from(Array.from({ length: 30 }, (_, index) => index));
const other = Buffer.from(master).fill(0xff, 29);
const keys: readonly SrtpKey[] = [
  { master, mki: Buffer.alloc(0) },
  { master, mki: Buffer.from([1]) },
];

const clear = [1, 2, 3, 4, 5, 6].map((packets) =>
  writeRtcp({
    ssrc: packets % 2 === 0 ? 7 : 8,
    cname: 'somebody',
    sender: { wallMs: packets * 5000, timestamp: packets, packets, octets: packets * 160 },
    reception: null,
    bye: packets === 6,
  }),
);

function protectedWith(key: SrtpKey): Buffer[] {
  const protect = createSrtcpSender(key);
  return clear.map((packet) => protect(packet) ?? assert.fail('The sender sends nothing'));
}

const plans = keys.map((key) => ({ key, clear, sent: protectedWith(key) }));
const foreign = [...clear, ...protectedWith({ master: other, mki: Buffer.alloc(0) })];
const timed = (size: number) => {
  const open = createSrtcpReceiver({ master, mki: Buffer.alloc(0) });
  const datagram = Buffer.concat([clear[0] ?? Buffer.alloc(0), Buffer.alloc(Math.min(size, 60_000))]);
  return () => open(datagram);
};

export default fuzzTarget({
  about: 'SRTCP: only what the key’s owner made is taken, and once',
  inputs: fc.constantFrom(...plans).chain((plan) => arrivals(plan.sent, foreign).map((wire) => ({ plan, wire }))),
  run({ plan, wire }) {
    checkReceiver(createSrtcpReceiver(plan.key), plan, wire);
  },
  growing: { bytes: timed },
});
