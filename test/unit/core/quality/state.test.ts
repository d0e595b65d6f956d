import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import { courseAfter, mostPoints, noCourse } from '../../../../main/core/quality/course.ts';
import { decodeQuality } from '../../../../main/core/quality/decode.ts';
import type { Second } from '../../../../main/core/quality/figures.ts';
import { networkKind } from '../../../../main/core/quality/network.ts';
import { qoeReport, ratingReport } from '../../../../main/core/quality/qoe-report.ts';
import { type LiveQuality, liveAfter, type PastQuality, withPast } from '../../../../main/core/quality/state.ts';
import { summaryOf } from '../../../../main/core/quality/summary.ts';
import { lossy, second, silent, wire } from './seconds.ts';

function measured(seconds: readonly Second[]): LiveQuality {
  const live = seconds.reduce<readonly LiveQuality[]>(
    (before, each) => liveAfter(before, 'call', { second: each, wire: wire(), online: true }),
    [],
  );
  return live[0] ?? assert.fail('nothing was measured');
}

const times = (count: number, each: Second): Second[] => Array.from({ length: count }, () => each);
const mixed = [...times(20, second()), ...times(20, second(lossy)), ...times(20, second())];
const past = (callId = 'call', seconds = mixed): PastQuality => ({
  ...summaryOf(measured(seconds), { at: 1000, device: 'Office headset' }),
  callId,
});

test('a course has as many points as a graph has room for, however long the call is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), (length) => {
      const course = times(length, second()).reduce(courseAfter, noCourse);
      assert.ok(course.points.length < mostPoints);
      assert.equal(course.points.length * course.step + course.rest.length, length);
      if (length >= mostPoints) assert.ok(course.points.length >= mostPoints / 2);
    }),
    { numRuns: 40 },
  );
});

test('what is joined is the mean, and as bad as most of it', () => {
  const seconds = Array.from({ length: 240 }, (_, index) => second(index < 60 ? lossy : {}));
  const { points } = seconds.reduce(courseAfter, noCourse);
  assert.ok(Math.abs((points[0]?.missing ?? 0) - 0.1) < 1e-9);
  assert.equal(points[0]?.level, 'weak');
  assert.equal(points.at(-1)?.level, 'good');
  const gone = times(240, second(silent)).reduce(courseAfter, noCourse);
  assert.deepEqual([gone.points[0]?.level, gone.points[0]?.missing], ['none', 1]);
});

test('a call is kept by its figures: means, the worst, how long it was bad and by whose fault', () => {
  const { here, there, weakFor, silentFor, fault, network, seconds, codec, encrypted } = past();
  assert.deepEqual(
    { weakFor: weakFor > 10 && weakFor < 30, silentFor, fault, network, seconds, codec, encrypted },
    {
      ...{ weakFor: true, silentFor: 0, fault: 'your-network', network: 'wifi', seconds: 60 },
      ...{ codec: 'PCMU', encrypted: true },
    },
  );
  assert.equal(here?.worst.missing, 0.1);
  assert.equal(here?.mean.missing, 0.0333);
  assert.equal(there?.mean.missing, 0);
  assert.equal(here?.mean.roundTripMs, 40);
});

test('seconds on hold are no part of a call’s sound', () => {
  const held = times(500, second({ ...silent, quiet: true }));
  assert.equal(past('call', [...times(10, second()), ...held]).seconds, 10);
});

test('what is kept is bounded, and reads back as it was written', () => {
  let all: readonly PastQuality[] = [];
  for (let index = 0; index < 600; index += 1) all = withPast(all, past(`call-${index}`, times(3, second())));
  assert.equal(all.length, 500);
  assert.equal(all.filter(({ course }) => course !== undefined).length, 20);
  assert.deepEqual(decodeQuality(JSON.parse(JSON.stringify(all))), all);
  assert.equal(withPast(all, past('call-599')).length, 500);
});

test('no document makes the reader throw, and an entry that does not fit costs no other', () => {
  fc.assert(fc.property(fc.anything(), (document) => void decodeQuality(document)));
  const [good] = JSON.parse(JSON.stringify([past()]));
  for (const name of Object.keys(good)) {
    if (name === 'course') continue;
    assert.equal(decodeQuality([{ ...good, [name]: { wrong: true } }, good]).length, 1, name);
  }
  assert.equal(decodeQuality([{ ...good, course: 'none' }])[0]?.course, undefined);
});

test('an interface says what kind of network it is', () => {
  for (const [name, kind] of [
    ['eth0', 'cable'],
    ['enp3s0', 'cable'],
    ['Ethernet 2', 'cable'],
    ['wlp2s0', 'wifi'],
    ['Wi-Fi', 'wifi'],
    ['WLAN', 'wifi'],
    ['tun0', 'vpn'],
    ['utun3', 'vpn'],
    ['wg0', 'vpn'],
    ['wwan0', 'mobile'],
    ['lo', 'this-computer'],
    ['Loopback Pseudo-Interface 1', 'this-computer'],
    ['br0', 'other'],
    [null, 'other'],
  ] as const) {
    assert.equal(networkKind(name), kind, String(name));
  }
});

test('the report for the server has the figures, and nothing of whose they are', () => {
  const report = qoeReport(past());
  assert.match(report, /^<VQReportEvent xmlns="ms-rtcp-metrics" Version="2\.0"><VQSessionReport>.*<\/VQReportEvent>$/s);
  assert.match(report, /<InboundStream>.*<LossRate>0\.0333<\/LossRate><LossRateMax>0\.1000<\/LossRateMax>/);
  assert.match(report, /<RoundTrip>40<\/RoundTrip>/);
  assert.match(report, /<NetworkConnection>wireless</);
  assert.match(report, /<Security>SRTP</);
  assert.match(report, /<OutboundStream>/);
  assert.doesNotMatch(report, /headset|call|sip:|wlan/i);
  assert.match(ratingReport({ at: 0 }, 4), /<Rating>4<\/Rating>/);
});
