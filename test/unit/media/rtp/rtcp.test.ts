import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { RtcpPacketConverter, RtcpRrPacket, RtcpSourceDescriptionPacket, RtcpSrPacket } from 'werift';
import type { RtpPacket } from '../../../../main/media/rtp/packet.ts';
import { readReport } from '../../../../main/media/rtp/read-rtcp.ts';
import { createReception } from '../../../../main/media/rtp/reception.ts';
import { isRtcp, type ReceptionReport, writeRtcp } from '../../../../main/media/rtp/rtcp.ts';
import { createFakeClock } from '../fake-clock.ts';

const reception: ReceptionReport = {
  ssrc: 0xfeedbeef,
  fractionLost: 255,
  packetsLost: 70_000,
  highestSequence: 0x0001_0002,
  jitter: 33,
  lastSenderReport: 0x89abcdef,
  delaySinceLast: 65_536,
};

test('another implementation reads a sender report with what we received', () => {
  const wallMs = Date.UTC(2026, 0, 2, 3, 4, 5, 500);
  const sender = { wallMs, timestamp: 0xfffffff0, packets: 5, octets: 800 };
  const datagram = writeRtcp({ ssrc: 0x90000001, cname: 'a-name', sender, reception, bye: false });
  const [report, description] = RtcpPacketConverter.deSerialize(datagram);
  assert.ok(report instanceof RtcpSrPacket && description instanceof RtcpSourceDescriptionPacket);
  assert.equal(report.ssrc, 0x90000001);
  const { ntpTimestamp, rtpTimestamp, packetCount, octetCount } = report.senderInfo;
  assert.deepEqual([rtpTimestamp, packetCount, octetCount], [0xfffffff0, 5, 800]);
  assert.equal(ntpTimestamp >> 32n, BigInt(wallMs - 500) / 1000n + 2_208_988_800n);
  assert.equal(ntpTimestamp & 0xffffffffn, 0x80000000n);
  const block = report.reports[0];
  assert.deepEqual(
    { ...block },
    {
      ssrc: 0xfeedbeef,
      fractionLost: 255,
      packetsLost: 70_000,
      highestSequence: 0x10002,
      jitter: 33,
      lsr: 0x89abcdef,
      dlsr: 65_536,
    },
  );
  assert.equal(description.chunks[0]?.items[0]?.text, 'a-name');
  assert.equal(readReport(datagram)?.sender?.middleNtp, Number((ntpTimestamp >> 16n) & 0xffffffffn));
});

test('before anything was sent it is a receiver report, and BYE ends it', () => {
  const datagram = writeRtcp({ ssrc: 1, cname: 'abc', sender: null, reception: null, bye: true });
  const [report] = RtcpPacketConverter.deSerialize(datagram);
  assert.ok(report instanceof RtcpRrPacket);
  assert.deepEqual([...datagram.subarray(-8)], [0x81, 203, 0, 1, 0, 0, 0, 1]);
  assert.equal(readReport(datagram)?.sender, null);
  assert.equal(isRtcp(datagram), true);
});

test('CNAMEs of every length are padded to whole words', () => {
  for (let length = 0; length <= 36; length += 1) {
    const datagram = writeRtcp({ ssrc: 1, cname: 'n'.repeat(length), sender: null, reception: null, bye: false });
    const description = RtcpPacketConverter.deSerialize(datagram)[1];
    assert.ok(description instanceof RtcpSourceDescriptionPacket);
    assert.equal(description.chunks[0]?.items[0]?.text.length, length);
  }
});

test('no datagram makes the reader throw or stay', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      readReport(Buffer.from([0x80, 200, 0, 0, ...bytes]));
      readReport(Buffer.from([0x80, 201, 0, 0, ...bytes]));
    }),
    { numRuns: 1000 },
  );
});

function received(sequenceNumber: number, timestamp: number, ssrc = 7): RtpPacket {
  return { payloadType: 0, marker: false, sequenceNumber, timestamp, ssrc, payload: Buffer.alloc(0) };
}

test('a steady stream without loss reports none, over the wrap of sequence numbers', () => {
  const clock = createFakeClock();
  const counts = createReception(clock);
  assert.equal(counts.report(), null);
  for (let index = 0; index < 100; index += 1) {
    counts.packet(received((65_500 + index) & 0xffff, index * 160));
    clock.advance(20);
  }
  const report = counts.report();
  assert.deepEqual([report?.fractionLost, report?.packetsLost, report?.jitter], [0, 0, 0]);
  assert.equal(report?.highestSequence, 65_536 + 63);
});

test('loss is counted for the interval and for the whole', () => {
  const clock = createFakeClock();
  const counts = createReception(clock);
  for (let index = 0; index < 100; index += 1) if (index % 4 !== 1) counts.packet(received(index, index * 160));
  assert.deepEqual([counts.report()?.fractionLost, counts.report()?.packetsLost], [64, 25]);
  for (let index = 100; index < 200; index += 1) counts.packet(received(index, index * 160));
  const later = counts.report();
  assert.deepEqual([later?.fractionLost, later?.packetsLost], [0, 25]);
});

test('jitter follows RFC 3550 and the latest sender report is answered with its delay', () => {
  const clock = createFakeClock();
  const counts = createReception(clock);
  counts.packet(received(1, 0));
  clock.advance(30);
  counts.packet(received(2, 160));
  counts.senderReport(7, 0x12345678);
  clock.advance(500);
  const report = counts.report();
  assert.equal(report?.jitter, 5);
  assert.equal(report?.lastSenderReport, 0x12345678);
  assert.equal(report?.delaySinceLast, 32_768);
});

test('a source is answered its own sender report, which may come before it, and none where it sent none', () => {
  const clock = createFakeClock();
  const counts = createReception(clock);
  const answered = () => {
    const report = counts.report();
    return [report?.ssrc, report?.lastSenderReport, report?.delaySinceLast];
  };
  counts.senderReport(7, 0x111);
  counts.packet(received(1, 0, 7));
  assert.deepEqual(answered(), [7, 0x111, 0]);
  clock.advance(1000);
  counts.packet(received(1, 0, 8));
  assert.deepEqual(answered(), [8, 0, 0]);
  counts.senderReport(9, 0x333);
  assert.deepEqual(answered(), [8, 0, 0]);
  clock.advance(1000);
  counts.packet(received(1, 0, 9));
  assert.deepEqual(answered(), [9, 0x333, 65_536]);
  counts.packet(received(2, 0, 7));
  assert.deepEqual(answered(), [7, 0x111, 131_072]);
  for (let ssrc = 100; ssrc < 200; ssrc += 1) counts.senderReport(ssrc, 5);
  assert.deepEqual(answered(), [7, 0, 0], 'only a few are kept');
});
