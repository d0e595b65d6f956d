import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import type { RtpPacket } from '../../../../main/media/rtp/packet.ts';
import { sequenceDifference } from '../../../../main/media/rtp/packet.ts';
import { createRelayStream } from '../../../../main/media/rtp/relay-stream.ts';
import { createFakeClock, fixedRandom } from '../fake-clock.ts';

const voice = Buffer.from('voice');

function packet(fields: Partial<RtpPacket>): RtpPacket {
  return { payloadType: 0, marker: false, sequenceNumber: 0, timestamp: 0, ssrc: 1, payload: voice, ...fields };
}

function stream(fraction = 0.99) {
  const clock = createFakeClock();
  return { clock, relay: createRelayStream(0xabcdef01, clock, fixedRandom(fraction)) };
}

test('the payload passes untouched, under our SSRC and the given payload type', () => {
  const { relay } = stream();
  const out = relay.relay(packet({ ssrc: 77, payloadType: 101 }), 96);
  assert.equal(out.payload, voice);
  assert.equal(out.ssrc, 0xabcdef01);
  assert.equal(out.payloadType, 96);
});

test('loss, disorder and pauses of the source stay as they are', () => {
  const steps = fc.array(
    fc.record({ ahead: fc.integer({ min: -20, max: 200 }), fraction: fc.double({ min: 0, max: 0.999 }) }),
  );
  fc.assert(
    fc.property(steps, fc.double({ min: 0, max: 0.999, noNaN: true }), (moves, fraction) => {
      const { relay, clock } = stream(fraction);
      let at = 60_000;
      const first = relay.relay(packet({ sequenceNumber: at & 0xffff, timestamp: at * 160 }), 0);
      for (const { ahead } of moves) {
        const here = at + ahead;
        clock.advance(20);
        const out = relay.relay(packet({ sequenceNumber: here & 0xffff, timestamp: (here * 160) >>> 0 }), 0);
        assert.equal((out.sequenceNumber - first.sequenceNumber) & 0xffff, (here - 60_000) & 0xffff);
        assert.equal((out.timestamp - first.timestamp) >>> 0, ((here - 60_000) * 160) >>> 0);
        // Also of one between that did not come.
        assert.equal(relay.numberThere(out.sequenceNumber), here & 0xffff);
        assert.equal(relay.numberThere((out.sequenceNumber + 7) & 0xffff), (here + 7) & 0xffff);
        at = Math.max(at, here);
      }
    }),
  );
});

test('packets about one event have one time stamp, and what follows goes on with the clock', () => {
  const clock = createFakeClock();
  const relay = createRelayStream(5, clock, fixedRandom(0.5), 48);
  const first = relay.insert(voice, 101);
  const more = [40, 40, 20].map((ms) => {
    clock.advance(ms);
    return relay.insertMore(voice, 101);
  });
  assert.deepEqual(
    more.map(({ sequenceNumber, timestamp, marker }) => [sequenceNumber - first.sequenceNumber, timestamp, marker]),
    [1, 2, 3].map((step) => [step, first.timestamp, false]),
  );
  clock.advance(50);
  const after = relay.relay(packet({ sequenceNumber: 7, timestamp: 7 }), 111);
  assert.equal((after.timestamp - first.timestamp) >>> 0, 150 * 48);
  assert.deepEqual([after.sequenceNumber - first.sequenceNumber, after.marker], [4, true]);
});

test('a packet that ends here leaves no hole, and one that is lost does', () => {
  const { relay } = stream();
  const out = (sequenceNumber: number) => relay.relay(packet({ sequenceNumber, timestamp: sequenceNumber * 160 }), 0);
  const skip = (sequenceNumber: number) => relay.skip(packet({ sequenceNumber, timestamp: sequenceNumber * 160 }));
  skip(9);
  const first = out(10);
  skip(11);
  skip(11);
  const later = [12, 14].map(out);
  skip(13);
  assert.deepEqual(
    later.map(({ sequenceNumber, timestamp }) => [
      (sequenceNumber - first.sequenceNumber) & 0xffff,
      (timestamp - first.timestamp) >>> 0,
    ]),
    [
      [1, 320],
      [3, 640],
    ],
  );
});

test('voice that comfort noise overtook has its place before what follows', () => {
  const { relay } = stream();
  const out = (sequenceNumber: number) => relay.relay(packet({ sequenceNumber }), 0).sequenceNumber;
  const skip = (...numbers: number[]) => {
    for (const sequenceNumber of numbers) relay.skip(packet({ sequenceNumber }));
  };
  const first = out(1);
  const places = (...numbers: number[]) => numbers.map((number) => (out(number) - first) & 0xffff);
  skip(3);
  assert.deepEqual(places(2, 4), [1, 2]);
  // Overtaken by several, which overtook each other too.
  skip(8, 7, 7);
  assert.deepEqual(places(5, 6, 9), [3, 4, 5]);
  assert.deepEqual(places(12), [8]);
  // Its turn is over: what is told as lost stays lost, and what follows has no number twice.
  skip(11);
  assert.deepEqual(places(10, 13), [6, 9]);
  assert.deepEqual([relay.numberThere((first + 5) & 0xffff), relay.numberThere((first + 9) & 0xffff)], [9, 13]);
});

test('whatever of voice and comfort noise comes late, no voice is lost, and no number is given twice', () => {
  const kinds = fc.array(fc.record({ isNoise: fc.boolean(), lateBy: fc.integer({ min: 0, max: 9 }) }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(kinds, fc.nat(0xffff), (all, start) => {
      const { relay } = stream(0.999);
      const coming = all.map(({ isNoise, lateBy }, index) => ({ isNoise, index, at: index + lateBy }));
      const given = new Map<number, number>();
      for (const { isNoise, index } of coming.sort((a, b) => a.at - b.at || a.index - b.index)) {
        const one = packet({ sequenceNumber: (start + index) & 0xffff });
        if (isNoise) relay.skip(one);
        else given.set(index, relay.relay(one, 0).sequenceNumber);
      }
      const inOrder = [...given].sort(([one], [other]) => one - other).map(([, number]) => number);
      for (const [place, number] of inOrder.entries())
        if (place > 0) assert.ok(sequenceDifference(number, inOrder[place - 1] ?? number) > 0);
    }),
  );
});

test('the numbers go round many times with comfort noise among them', () => {
  const { relay } = stream();
  let last = relay.relay(packet({ sequenceNumber: 0 }), 0).sequenceNumber;
  for (let at = 7; at < 200_000; at += 7) {
    const sequenceNumber = at & 0xffff;
    if (at % 3 === 0) relay.skip(packet({ sequenceNumber }));
    else {
      const { sequenceNumber: now } = relay.relay(packet({ sequenceNumber }), 0);
      assert.ok([6, 7, 13, 14].includes((now - last) & 0xffff), String((now - last) & 0xffff));
      assert.equal(relay.numberThere(now), sequenceNumber);
      last = now;
    }
  }
});

test('keys under a source of their own leave the time of the voice, and every packet has a number', () => {
  const { relay, clock } = stream();
  const said = (index: number) => relay.relay(packet({ sequenceNumber: 100 + index, timestamp: index * 160 }), 0);
  const pressed = (index: number) =>
    relay.relay(packet({ ssrc: 2, sequenceNumber: 7000 + index, timestamp: 40_000, marker: index === 0 }), 101);
  const first = said(0);
  for (let index = 1; index <= 200; index += 1) {
    clock.advance(10);
    const key = pressed(index);
    clock.advance(10);
    const voice = said(index);
    assert.equal((voice.timestamp - first.timestamp) >>> 0, index * 160);
    assert.equal((key.timestamp - first.timestamp) >>> 0, 160, 'the time at which the key began');
    const numbers = [key, voice].map(({ sequenceNumber }) => (sequenceNumber - first.sequenceNumber) & 0xffff);
    assert.deepEqual([...numbers, voice.marker], [index * 2 - 1, index * 2, false]);
  }
});

test('beside another source a lost packet leaves its hole, and one that comes late has its place', () => {
  const { relay } = stream();
  const from = (ssrc: number) => (sequenceNumber: number) => relay.relay(packet({ ssrc, sequenceNumber }), 0);
  const [voice, keys] = [from(1), from(2)];
  const sent = [voice(1), keys(50), voice(3), voice(2), keys(51), voice(4), voice(6)];
  const places = sent.map(({ sequenceNumber }) => (sequenceNumber - (sent[0]?.sequenceNumber ?? 0)) & 0xffff);
  assert.deepEqual(places, [0, 1, 3, 2, 4, 5, 7]);
});

test('a source that comes back after a pause, in which another was heard, goes on with the clock', () => {
  const { relay, clock } = stream();
  const first = relay.relay(packet({ sequenceNumber: 1, timestamp: 160 }), 0);
  for (let index = 0; index < 100; index += 1) {
    clock.advance(20);
    relay.relay(packet({ ssrc: 2, sequenceNumber: index, timestamp: index * 160 }), 0);
  }
  clock.advance(20);
  const back = relay.relay(packet({ sequenceNumber: 2, timestamp: 320 }), 0);
  assert.equal((back.timestamp - first.timestamp) >>> 0, 101 * 160);
  assert.deepEqual([(back.sequenceNumber - first.sequenceNumber) & 0xffff, back.marker], [101, true]);
});

test('sources without end are carried over one after the other', () => {
  const { relay } = stream();
  const numbers = Array.from({ length: 1000 }, (_, ssrc) => relay.relay(packet({ ssrc }), 0).sequenceNumber);
  for (const [index, number] of numbers.entries()) assert.equal(number, ((numbers[0] ?? 0) + index) & 0xffff);
});

test('a new source, or one that starts anew, goes on where the stream was', () => {
  const { relay, clock } = stream();
  const before = relay.relay(packet({ ssrc: 1, sequenceNumber: 5, timestamp: 100 }), 0);
  clock.advance(40);
  const other = relay.relay(packet({ ssrc: 2, sequenceNumber: 40_000, timestamp: 9 }), 0);
  assert.equal(sequenceDifference(other.sequenceNumber, before.sequenceNumber), 1);
  assert.equal((other.timestamp - before.timestamp) >>> 0, 320);
  assert.equal(other.marker, true);
  clock.advance(20);
  const restarted = relay.relay(packet({ ssrc: 2, sequenceNumber: 3, timestamp: 4 }), 0);
  assert.equal(sequenceDifference(restarted.sequenceNumber, other.sequenceNumber), 1);
  assert.equal((restarted.timestamp - other.timestamp) >>> 0, 160);
});

test('a source that begins anew a little behind is followed from its second packet on', () => {
  for (const back of [101, 600, 1000]) {
    const { relay } = stream();
    const out = (sequenceNumber: number) => relay.relay(packet({ sequenceNumber, timestamp: sequenceNumber * 160 }), 0);
    const last = out(6000);
    out(6000 - back);
    const next = [1, 2, 4].map((step) => out(6000 - back + step));
    assert.deepEqual(
      next.map(({ sequenceNumber }) => sequenceDifference(sequenceNumber, last.sequenceNumber)),
      [1, 2, 4],
      `${back} behind`,
    );
    assert.deepEqual(
      next.map(({ timestamp, marker }) => [(timestamp - last.timestamp) >>> 0, marker]),
      [
        [160, true],
        [320, false],
        [640, false],
      ],
    );
  }
});

test('one packet that is far behind, or several that do not follow each other, are late and no new start', () => {
  const { relay } = stream();
  const out = (sequenceNumber: number) => relay.relay(packet({ sequenceNumber }), 0).sequenceNumber;
  const first = out(6000);
  const places = [5800, 6001, 5802, 5804, 5806, 6002].map((number) => sequenceDifference(out(number), first));
  assert.deepEqual(places, [-200, 1, -198, -196, -194, 2]);
});

test('pieces of a picture that are sent again, many in a row, are no new start', () => {
  const relay = createRelayStream(1, createFakeClock(), fixedRandom(0.5), 90, 'pictures');
  const out = (sequenceNumber: number) => relay.relay(packet({ sequenceNumber }), 0).sequenceNumber;
  const first = out(6000);
  assert.deepEqual(
    [5200, 5201, 5202, 6001].map((number) => out(number) - first),
    [-800, -799, -798, 1],
  );
});

/** Numbers that pictures have behind the first one, which has the number 6000 and the time 90,000 at its source. */
function picturePlaces(packets: readonly (readonly [sequenceNumber: number, timestamp: number, ssrc?: number])[]) {
  const relay = createRelayStream(1, createFakeClock(), fixedRandom(0.5), 90, 'pictures');
  const out = (sequenceNumber: number, timestamp: number, ssrc = 1) =>
    relay.relay(packet({ sequenceNumber, timestamp, ssrc }), 0).sequenceNumber;
  const first = out(6000, 90_000);
  return packets.map(([number, timestamp, ssrc]) => sequenceDifference(out(number, timestamp, ssrc), first));
}

for (const [name, timestamp] of [
  ['ahead', 3_000_000],
  ['far behind', 2 ** 31],
] as const) {
  test(`pictures that begin anew a little behind, at a time that is ${name}, are followed from the second piece on`, () => {
    const anew = [5500, 5501, 5502, 5502].map((number, index) => [number, timestamp + index * 3000] as const);
    assert.deepEqual(picturePlaces([...anew, [5400, 90_000]]), [-500, 2, 3, 3, -99]);
  });
}

test('one late piece with a time of its own is no new start', () => {
  assert.deepEqual(
    picturePlaces([
      [5500, 2 ** 31],
      [6001, 90_000],
      [5501, 2 ** 31],
      [5999, 87_000],
    ]),
    [-500, 1, -499, -1],
  );
});

for (const [name, ...next] of [
  ['another source', 700, 5, 2],
  ['a source that begins anew', 9000, 5, 1],
  ['what follows a loss without end', 7500, 99_000, 1],
] as const) {
  test(`between pictures and those of ${name} is a hole, for the one are no changes of the other`, () => {
    assert.deepEqual(picturePlaces([[6001, 90_000], next]), [1, 3]);
  });
}

test('a packet of our own takes the next number, and the source goes on after it', () => {
  const { relay, clock } = stream();
  assert.equal(relay.lastAt(), Number.NEGATIVE_INFINITY);
  const before = relay.relay(packet({ sequenceNumber: 9, timestamp: 1000 }), 0);
  clock.advance(1000);
  const inserted = relay.insert(Buffer.alloc(160, 0xff), 0);
  assert.equal(relay.lastAt(), 1000);
  clock.advance(20);
  const after = relay.relay(packet({ sequenceNumber: 10, timestamp: 1160 }), 0);
  const numbers = [before, inserted, after].map(
    ({ sequenceNumber }) => (sequenceNumber - before.sequenceNumber) & 0xffff,
  );
  assert.deepEqual(numbers, [0, 1, 2]);
  const times = [inserted, after].map(({ timestamp }) => (timestamp - before.timestamp) >>> 0);
  assert.deepEqual(times, [8000, 8160]);
});
