import assert from 'node:assert/strict';
import fc from 'fast-check';
import { transportFeedback, writeFeedback } from '../../../main/media/rtp/feedback.ts';
import { mostMissing, readNacks, writeNack } from '../../../main/media/rtp/missing-packets.ts';
import { type RtpPacket, readRtp, writeRtp } from '../../../main/media/rtp/packet.ts';
import { asksForPicture, writeFir, writePli } from '../../../main/media/rtp/picture-request.ts';
import { createSentPackets } from '../../../main/media/rtp/sent-packets.ts';
import { createVideoBridge } from '../../../main/media/video/video-bridge.ts';
import { anyDatagram, editedDatagrams } from '../shapes/datagrams.ts';
import { fuzzTarget } from '../target.ts';

const [ours, window, theirs] = [9, 11, 7];
const type = 100;
const plain = { payloadType: type, marker: true, sequenceNumber: 65_530, timestamp: 2 ** 32 - 3000, ssrc: theirs };
const pictures = fc.constantFrom(
  writeRtp({ ...plain, payload: Buffer.alloc(1100, 0x7c) }),
  writeRtp({ ...plain, sequenceNumber: 3, payload: Buffer.alloc(0) }),
);
const reports = fc.constantFrom(
  writeNack(theirs, ours, [65_534, 65_535, 0, 1, 40]),
  Buffer.concat([writePli(theirs, ours), writeNack(theirs, ours, [5])]),
  writeFir(theirs, ours, 3),
);
const step = fc.oneof(
  fc.record({ of: fc.constantFrom('far', 'near'), datagram: fc.oneof(anyDatagram, editedDatagrams(pictures)) }),
  fc.record({ of: fc.constant('report' as const), datagram: fc.oneof(anyDatagram, editedDatagrams(reports)) }),
  fc.record({ of: fc.constant('missed' as const), numbers: fc.array(fc.nat(70_000), { maxLength: 100 }) }),
);
const steps = fc.array(fc.record({ step, afterMs: fc.nat(300) }), { maxLength: 40 });

const timed = (make: (size: number) => Buffer) => (size: number) => {
  const datagram = make(Math.min(size, 60_000));
  return () => {
    readNacks(datagram, ours);
    asksForPicture(datagram, ours);
  };
};

/** A bridge whose both sides keep what they get. */
function rig() {
  let now = 0;
  const clock = { now: () => now, wall: () => now, after: () => () => {} };
  const random = { uuid: () => '', fraction: () => 0.999 };
  const sent = createSentPackets(clock);
  const [out, again, told, shown]: [Buffer[], Buffer[], Buffer[], RtpPacket[]] = [[], [], [], []];
  const bridge = createVideoBridge({
    far: {
      send(packet) {
        out.push(writeRtp(packet));
        sent.keep(packet.sequenceNumber, writeRtp(packet));
      },
      sendAgain: (numbers) => {
        assert.ok(numbers.length <= mostMissing && new Set(numbers).size === numbers.length);
        again.push(...sent.again(numbers));
      },
      report: (packets) => void told.push(packets),
    },
    farSsrc: ours,
    near: { ssrc: () => window, send: (packet) => void shown.push(packet), askForPicture: () => {} },
    picture: () => ({ payloadType: type, requests: ['pli'], repairs: true }),
    flows: () => true,
    clock,
    random,
  });
  const pass = (ms: number) => {
    now += ms;
  };
  return { bridge, out, again, told, shown, pass };
}

export default fuzzTarget({
  about: 'packets and reports of a video, of both sides, in any order: what is passed on, asked for and sent again',
  inputs: steps,
  run(inputs) {
    const { bridge, out, again, told, shown, pass } = rig();
    for (const { step: each, afterMs } of inputs) {
      pass(afterMs);
      if (each.of === 'missed') bridge.missedNear(each.numbers);
      else if (each.of === 'report') bridge.farReport(each.datagram);
      else {
        const packet = readRtp(each.datagram);
        if (packet !== null && each.of === 'far') bridge.fromFar(packet);
        if (packet !== null && each.of === 'near') bridge.fromNear(packet);
      }
    }
    for (const packet of shown) assert.ok(packet.ssrc === window && packet.payload.length > 0);
    for (const datagram of out) assert.equal(readRtp(datagram)?.ssrc, ours);
    // Nothing goes out again but what went out before, as it was, and not more of it than half and a first allowance.
    for (const datagram of again) assert.ok(out.some((before) => before.equals(datagram)));
    assert.ok(again.length <= out.length / 2 + 64);
    for (const report of told) assert.equal(report.length % 4, 0);
  },
  growing: {
    'numbers that are missing': timed((size) => {
      const entries = Buffer.alloc(size - (size % 4), 0xff);
      return writeFeedback({ type: transportFeedback, format: 1, media: ours, control: entries }, theirs);
    }),
    'requests behind each other': timed((size) =>
      Buffer.concat(Array.from({ length: Math.floor(size / 12) }, () => writePli(theirs, 1))),
    ),
  },
});
