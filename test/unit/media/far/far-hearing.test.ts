import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFarHearing } from '../../../../main/media/far/far-hearing.ts';
import type { FarReport } from '../../../../main/media/rtp/read-rtcp.ts';
import { middleNtpOf } from '../../../../main/media/rtp/rtcp.ts';
import { createFakeClock } from '../fake-clock.ts';

const own = 9;
const wall = 1_700_000_000_250;

function report(block: Partial<FarReport['blocks'][number]> = {}, packets: number | null = null): FarReport {
  const none = {
    fractionLost: 0,
    packetsLost: 0,
    highestSequence: 0,
    jitter: 0,
    lastSenderReport: 0,
    delaySinceLast: 0,
  };
  return {
    ssrc: 7,
    sender: packets === null ? null : { middleNtp: 0, ntpMs: 0, timestamp: 0, packets },
    blocks: [{ ...none, ssrc: own, ...block }],
  };
}

test('the way there and back is what passed since our report, without the time that it lay there', () => {
  const clock = createFakeClock();
  const hearing = createFarHearing({ ssrc: own, ticksPerMs: 8, clock });
  assert.equal(hearing.figures().roundTripMs, null);
  hearing.reported(wall);
  clock.advance(1080);
  hearing.told(report({ lastSenderReport: middleNtpOf(wall), delaySinceLast: 65_536 }));
  assert.equal(hearing.figures().roundTripMs, 80);
  // A report that names none of ours says nothing of the way.
  hearing.told(report({ lastSenderReport: 12_345, delaySinceLast: 0 }));
  assert.equal(hearing.figures().roundTripMs, 80);
});

test('a clock of the far side that runs ahead makes no way shorter than none', () => {
  const clock = createFakeClock();
  const hearing = createFarHearing({ ssrc: own, ticksPerMs: 8, clock });
  hearing.reported(wall);
  clock.advance(10);
  hearing.told(report({ lastSenderReport: middleNtpOf(wall), delaySinceLast: 2000 }));
  assert.equal(hearing.figures().roundTripMs, 0);
  hearing.told(report({ lastSenderReport: middleNtpOf(wall), delaySinceLast: 2 ** 32 - 1 }));
  assert.equal(hearing.figures().roundTripMs, 0, 'a time that nobody can mean');
});

test('only what is told of our own stream counts, and only while it is fresh', () => {
  const clock = createFakeClock();
  const hearing = createFarHearing({ ssrc: own, ticksPerMs: 8, clock });
  hearing.told({ ...report(), blocks: [{ ...(report().blocks[0] ?? assert.fail()), ssrc: 8, fractionLost: 255 }] });
  assert.equal(hearing.figures().far, null);
  hearing.told(report({ fractionLost: 128, jitter: 160 }));
  assert.deepEqual(hearing.figures().far, { lostShare: 0.5, jitterMs: 20 });
  clock.advance(16_000);
  assert.equal(hearing.figures().far, null);
});

test('by what its reports count the far side sends, or is silent by its own will', () => {
  const hearing = createFarHearing({ ssrc: own, ticksPerMs: 8, clock: createFakeClock() });
  const sends = (packets: number | null) => {
    hearing.told(report({}, packets));
    return hearing.figures().farSends;
  };
  assert.equal(sends(100), null);
  assert.equal(sends(350), true);
  assert.equal(sends(350), false);
  assert.equal(sends(null), false);
  assert.equal(sends(2 ** 32 - 1), true);
  assert.equal(sends(4), true, 'the count began anew');
});

test('the middle of an NTP time is as the wire has it', () => {
  // RFC 3550 figure 2: 10 Nov 1995 11:33:25.125 UTC is b44d:b705:2000:0000, of which the middle is b705:2000.
  assert.equal(middleNtpOf(Date.UTC(1995, 10, 10, 11, 33, 25, 125)), 0xb705_2000);
});
