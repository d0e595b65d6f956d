import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RtpPacket, readRtp } from '../../../../main/media/rtp/packet.ts';
import { createReception } from '../../../../main/media/rtp/reception.ts';
import { createRelayStream } from '../../../../main/media/rtp/relay-stream.ts';
import { isRtcp, type ReceptionReport, writeRtcp } from '../../../../main/media/rtp/rtcp.ts';
import { createFakeClock, fixedRandom } from '../fake-clock.ts';

function packet(sequenceNumber: number, timestamp = 0, ssrc = 1): RtpPacket {
  return { payloadType: 0, marker: false, sequenceNumber, timestamp, ssrc, payload: Buffer.from('voice') };
}

test('a datagram that is cut in its header, its extension or its padding is no packet', () => {
  const read = (flags: number, ...rest: number[]) => {
    const payload = readRtp(Buffer.from([flags, ...Array.from({ length: 11 }, () => 0), ...rest]))?.payload;
    return payload === undefined ? null : [...payload];
  };
  assert.deepEqual(read(0x80), []);
  assert.deepEqual(read(0x81, 1, 1, 1), null);
  assert.deepEqual(read(0x81, 1, 1, 1, 1), []);
  assert.deepEqual(read(0x90, 0, 0, 0), null);
  assert.deepEqual(read(0x90, 0, 0, 0, 0), []);
  assert.deepEqual(read(0x90, 0, 0, 0, 1, 9, 9, 9), null);
  assert.deepEqual(read(0x90, 0, 0, 0, 1, 9, 9, 9, 9, 7), [7]);
  assert.deepEqual(read(0xa0, 9, 9, 3), []);
  assert.deepEqual(read(0xa0, 9, 9, 4), null);
});

test('RTCP is told from RTP by its second byte and its length', () => {
  const datagram = (first: number, second: number, length = 8) => {
    const bytes = Buffer.alloc(length);
    return Buffer.concat([Buffer.from([first, second]), bytes]).subarray(0, length);
  };
  for (const type of [192, 200, 223]) assert.equal(isRtcp(datagram(0x80, type)), true, String(type));
  for (const type of [0, 191, 224]) assert.equal(isRtcp(datagram(0x80, type)), false, String(type));
  assert.equal(isRtcp(datagram(0x40, 200)), false);
  assert.equal(isRtcp(datagram(0x80, 200, 7)), false);
  assert.equal(isRtcp(Buffer.alloc(0)), false);
});

test('a receiver report says what was received, by whom the name is, and no BYE before the end', () => {
  const reception: ReceptionReport = {
    ...{ ssrc: 2, fractionLost: 3, packetsLost: -1, highestSequence: 5 },
    ...{ jitter: 6, lastSenderReport: 7, delaySinceLast: 8 },
  };
  const datagram = writeRtcp({ ssrc: 1, cname: 'ab', sender: null, reception, bye: false });
  const words = Array.from({ length: datagram.length / 4 }, (_, index) => datagram.readUInt32BE(index * 4));
  assert.deepEqual(words.slice(0, 8), [0x81c90007, 1, 2, 0x03ffffff, 5, 6, 7, 8]);
  assert.deepEqual(words.slice(8), [0x81ca0003, 1, 0x01026162, 0]);
});

test('what comes late or twice is received, and moves nothing back', () => {
  const counts = createReception(createFakeClock());
  for (const sequence of [65_535, 0, 65_534, 0, 1]) counts.packet(packet(sequence));
  const report = counts.report();
  assert.deepEqual([report?.highestSequence, report?.packetsLost, report?.fractionLost], [65_537, -2, 0]);
  assert.equal(counts.report()?.fractionLost, 0, 'nothing was expected since');
});

test('a loss is counted in the interval in which it was', () => {
  const counts = createReception(createFakeClock());
  for (let index = 0; index < 100; index += 1) counts.packet(packet(index));
  assert.equal(counts.report()?.fractionLost, 0);
  for (let index = 100; index < 200; index += 1) if (index % 4 !== 1) counts.packet(packet(index));
  assert.equal(counts.report()?.fractionLost, 64);
});

test('another source is counted anew', () => {
  const counts = createReception(createFakeClock());
  counts.packet(packet(1));
  counts.packet(packet(900, 0, 8));
  const report = counts.report();
  assert.deepEqual([report?.ssrc, report?.packetsLost, report?.highestSequence], [8, 0, 900]);
});

test('jitter fades where the stream is steady again', () => {
  const clock = createFakeClock();
  const counts = createReception(clock);
  counts.packet(packet(1, 1_000));
  clock.advance(40);
  counts.packet(packet(2, 1_160));
  assert.equal(counts.report()?.jitter, 10);
  clock.advance(20);
  counts.packet(packet(3, 1_320));
  assert.equal(counts.report()?.jitter, 9);
});

test('a stream starts anywhere, and its own packets go one frame on at least', () => {
  const relay = createRelayStream(5, createFakeClock(), fixedRandom(0.5));
  const [first, second] = [relay.insert(Buffer.alloc(0), 0), relay.insert(Buffer.alloc(0), 0)];
  assert.deepEqual([first.sequenceNumber, first.timestamp, first.marker], [2 ** 14 + 1, 2 ** 31 + 160, true]);
  assert.deepEqual([second.sequenceNumber, second.timestamp], [2 ** 14 + 2, 2 ** 31 + 320]);
});

test('what is late does not turn a stream back, and only a new start is marked', () => {
  const relay = createRelayStream(5, createFakeClock(), fixedRandom(0.5));
  const out = [10, 11, 7].map((sequence) => relay.relay(packet(sequence, sequence * 160), 0));
  assert.deepEqual(
    out.map(({ marker }) => marker),
    [true, false, false],
  );
  const numbers = [...out, relay.insert(Buffer.alloc(0), 0)].map(({ sequenceNumber }) => sequenceNumber - 2 ** 14);
  assert.deepEqual(numbers, [1, 2, -2, 3]);
});

test('another source with like numbers goes on behind the one before; a jump of a thousand is no new start yet', () => {
  const relay = createRelayStream(5, createFakeClock(), fixedRandom(0.5));
  const sent = [packet(5), packet(5, 0, 2), packet(1_005, 0, 2), packet(2_006, 0, 2)];
  const numbers = sent.map((each) => relay.relay(each, 0).sequenceNumber - 2 ** 14);
  assert.deepEqual(numbers, [1, 2, 1_002, 1_003]);
});

test('figures count from figures to figures, whatever was reported between', () => {
  const counts = createReception(createFakeClock());
  assert.deepEqual(counts.figures(), { received: 0, lost: 0, jitterMs: 0 });
  for (const sequence of [1, 2, 5]) counts.packet(packet(sequence));
  counts.report();
  assert.deepEqual(counts.figures(), { received: 3, lost: 2, jitterMs: 0 });
  assert.deepEqual(counts.figures(), { received: 0, lost: 0, jitterMs: 0 });
});

test('a packet that comes after it was counted as lost makes the next loss none', () => {
  const counts = createReception(createFakeClock());
  for (const sequence of [1, 3]) counts.packet(packet(sequence));
  assert.equal(counts.figures().lost, 1);
  counts.packet(packet(2));
  assert.equal(counts.figures().lost, 0);
  for (const sequence of [5, 6]) counts.packet(packet(sequence));
  assert.equal(counts.figures().lost, 0);
  counts.packet(packet(8));
  assert.equal(counts.figures().lost, 1);
});

test('a packet that nobody plays is not lost, has no time, and is no other source', () => {
  const clock = createFakeClock();
  const counts = createReception(clock);
  counts.passedOver(packet(1));
  assert.equal(counts.report(), null);
  counts.packet(packet(1, 160));
  clock.advance(20);
  counts.passedOver(packet(2, 5_000_000));
  counts.passedOver(packet(500, 0, 2));
  clock.advance(20);
  counts.packet(packet(3, 480));
  assert.deepEqual(counts.figures(), { received: 3, lost: 0, jitterMs: 0 });
});

for (const jump of [20_000, -20_000, 3001, -3051, 32_767]) {
  test(`a source whose numbers jump by ${jump} begins anew, and loses nothing`, () => {
    const clock = createFakeClock();
    const counts = createReception(clock);
    const from = (start: number) => {
      for (let index = 0; index < 50; index += 1) {
        if (index === 40) continue;
        counts.packet(packet((start + index) & 0xffff, index * 160));
        clock.advance(20);
      }
    };
    from(40_000);
    assert.equal(counts.report()?.packetsLost, 1);
    from(40_050 + jump);
    const report = counts.report();
    assert.deepEqual([report?.packetsLost, report?.highestSequence], [1, (40_099 + jump) & 0xffff]);
    assert.ok((report?.jitter ?? 1000) < 20, 'it is the same far side, which is as steady as before');
    const { received, lost } = counts.figures();
    assert.deepEqual([received, lost], [98, 2]);
    from(40_100 + jump);
    const { received: later, lost: andLost } = counts.figures();
    assert.deepEqual([later, andLost], [49, 1]);
  });
}

test('one that begins anew a little behind loses its first packet, and is as steady as before', () => {
  const clock = createFakeClock();
  const counts = createReception(clock);
  for (const start of [5000, 4000]) {
    for (let index = 0; index < 50; index += 1) {
      counts.packet(packet(start + index, index * 160));
      clock.advance(20);
    }
  }
  const { received, lost, jitterMs } = counts.figures();
  assert.deepEqual([received, lost, jitterMs], [99, 0, 0]);
  assert.equal(counts.report()?.highestSequence, 4049);
});

test('what a source lost before another one came is told in the figures', () => {
  const counts = createReception(createFakeClock());
  for (const sequence of [1, 2, 5]) counts.packet(packet(sequence));
  for (const sequence of [9, 11]) counts.packet(packet(sequence, 0, 2));
  assert.deepEqual(counts.figures(), { received: 5, lost: 3, jitterMs: 0 });
});

test('a loss of up to a minute is a loss', () => {
  const counts = createReception(createFakeClock());
  for (const sequence of [1, 3001]) counts.packet(packet(sequence));
  assert.equal(counts.report()?.packetsLost, 2999);
});
