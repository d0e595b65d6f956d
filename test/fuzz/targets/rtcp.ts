import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createFarHearing } from '../../../main/media/far/far-hearing.ts';
import { readReport } from '../../../main/media/rtp/read-rtcp.ts';
import { isRtcp, senderOf, writeRtcp } from '../../../main/media/rtp/rtcp.ts';
import { anyDatagram, editedDatagrams } from '../shapes/datagrams.ts';
import { fuzzTarget } from '../target.ts';

const own = 9;
const reception = {
  ...{ ssrc: own, fractionLost: 255, packetsLost: -1, highestSequence: 2 ** 32 - 1 },
  ...{ jitter: 2 ** 32 - 1, lastSenderReport: 0, delaySinceLast: 2 ** 32 - 1 },
};
const sender = { wallMs: 1_700_000_000_500, timestamp: 2 ** 32 - 1, packets: 5, octets: 800 };
const compound = { ssrc: 7, cname: 'somebody', bye: false };
const good = fc.constantFrom(
  writeRtcp({ ...compound, sender, reception }),
  writeRtcp({ ...compound, sender, reception: null, bye: true }),
  writeRtcp({ ...compound, sender: null, reception }),
);
const step = fc.record({ datagram: fc.oneof(anyDatagram, editedDatagrams(good)), afterMs: fc.nat(40_000) });
const timed = (make: (size: number) => Buffer) => (size: number) => {
  const datagram = make(Math.min(size, 60_000));
  return () => readReport(datagram);
};

export default fuzzTarget({
  about: 'datagrams that may be RTCP, and what is believed of them',
  inputs: fc.array(step, { maxLength: 20 }),
  run(steps) {
    let now = 0;
    const hearing = createFarHearing({ ssrc: own, ticksPerMs: 8, clock: { now: () => now } });
    for (const { datagram, afterMs } of steps) {
      hearing.reported(now);
      now += afterMs;
      const before = Buffer.from(datagram);
      const report = readReport(datagram);
      assert.ok(before.equals(datagram));
      if (isRtcp(datagram)) assert.ok(Number.isInteger(senderOf(datagram)));
      if (report === null) continue;
      assert.ok(report.blocks.length <= 31 && report.blocks.length * 24 <= datagram.length);
      hearing.told(report);
      const { far, roundTripMs } = hearing.figures();
      if (far !== null) assert.ok(far.lostShare >= 0 && far.lostShare < 1 && Number.isFinite(far.jitterMs));
      if (roundTripMs !== null) assert.ok(roundTripMs >= 0 && roundTripMs <= 60_000);
    }
  },
  growing: {
    'empty packets': timed((size) => Buffer.alloc(size - (size % 4), Buffer.from([0x80, 202, 0, 0]))),
    'report blocks': timed((size) => Buffer.concat([Buffer.from([0x9f, 201, 0x3a, 0x00]), Buffer.alloc(size)])),
  },
});
