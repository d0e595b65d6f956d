import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import fc from 'fast-check';
import '../../same-inputs.ts';
import type { RtpPacket } from '../../../../main/media/rtp/packet.ts';
import { writeKeyEvent } from '../../../../main/media/rtp/telephone-event.ts';
import { createToneEar, type ToneEar } from '../../../../main/media/rtp/tone-ear.ts';
import { type KeyTone, keyTones } from '../../../../preload/contract/index.ts';
import { createFakeClock, type FakeClock } from '../fake-clock.ts';

let clock: FakeClock;
let heard: KeyTone[];
let ear: ToneEar;

beforeEach(() => {
  clock = createFakeClock();
  heard = [];
  ear = createToneEar({ clock, ticksPerMs: 8, onTone: (tone) => heard.push(tone) });
});

interface Part {
  readonly timestamp: number;
  readonly duration: number;
  readonly ended?: boolean;
  readonly marker?: boolean;
  readonly ssrc?: number;
  readonly sequenceNumber?: number;
}

function packetOf(tone: KeyTone, part: Part): RtpPacket {
  const { timestamp, duration, ended = false, marker = false, ssrc = 1, sequenceNumber = 0 } = part;
  const payload = writeKeyEvent({ tone, ended, duration });
  return { payloadType: 101, marker, sequenceNumber, timestamp: timestamp >>> 0, ssrc, payload };
}

/** A packet 20 ms after the one before. */
function take(tone: KeyTone, part: Part): void {
  clock.advance(20);
  ear.take(packetOf(tone, part));
}

/** As a telephone presses keys: 100 ms each, from a time stamp on. */
function pressing(tones: readonly KeyTone[], start: number): { readonly at: number; readonly packet: RtpPacket }[] {
  return tones.flatMap((tone, place) =>
    [160, 320, 480, 640, 800, 800, 800].map((duration, part) => ({
      at: place * 200 + part * 20,
      packet: packetOf(tone, {
        timestamp: start + place * 1600,
        duration,
        ended: part >= 4,
        marker: part === 0,
        sequenceNumber: (65_500 + place * 10 + part) & 0xffff,
      }),
    })),
  );
}

test('every key is heard once, whatever of its packets is lost, doubled or out of order', () => {
  const fates = fc.array(
    fc.record({ copies: fc.integer({ min: 0, max: 2 }), lateMs: fc.integer({ min: 0, max: 60 }) }),
    {
      minLength: 7,
      maxLength: 7,
    },
  );
  const keys = fc.array(fc.tuple(fc.constantFrom(...keyTones), fates), { maxLength: 12 });
  const start = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(
    fc.property(keys, start, (pressed, from) => {
      const said: KeyTone[] = [];
      const time = createFakeClock();
      const listening = createToneEar({ clock: time, ticksPerMs: 8, onTone: (tone) => said.push(tone) });
      const arriving = pressing(
        pressed.map(([tone]) => tone),
        from,
      ).flatMap(({ at, packet }, index) => {
        const { copies = 1, lateMs = 0 } = pressed[Math.floor(index / 7)]?.[1][index % 7] ?? {};
        return Array.from({ length: copies }, () => ({ at: at + lateMs, packet, key: Math.floor(index / 7) }));
      });
      // Of a key whose first packet and whose end are both lost nobody can tell whether it was let go in between.
      const whole = pressed.filter((_, key) => arriving.some((each) => each.key === key && each.packet.marker));
      const heardOf = arriving.filter(({ key }) => whole.includes(pressed[key] ?? assert.fail()));
      for (const { at, packet } of heardOf.sort((a, b) => a.at - b.at)) {
        time.advance(at - time.now());
        listening.take(packet);
      }
      assert.deepEqual(
        said,
        whole.map(([tone]) => tone),
      );
    }),
  );
});

test('the same key twice is two keys, also where the first end is lost', () => {
  take('5', { timestamp: 0, duration: 160, marker: true });
  take('5', { timestamp: 0, duration: 800, ended: true });
  take('5', { timestamp: 1600, duration: 160 });
  take('5', { timestamp: 3200, duration: 160, marker: true });
  assert.deepEqual(heard, ['5', '5', '5']);
});

test('a key that is held for long, or whose packets have a time of their own each, is one', () => {
  take('0', { timestamp: 0, duration: 160, marker: true });
  take('0', { timestamp: 0, duration: 0xffff });
  take('0', { timestamp: 0xffff, duration: 160 });
  take('0', { timestamp: 0xffff, duration: 800, ended: true });
  assert.deepEqual(heard, ['0']);
  take('1', { timestamp: 80_000, duration: 160, marker: true });
  for (const step of [1, 2, 3]) take('1', { timestamp: 80_000 + step * 160, duration: 160 });
  assert.deepEqual(heard, ['0', '1']);
});

test('no time at all, no event and no key is nothing', () => {
  take('1', { timestamp: 0, duration: 0, marker: true });
  take('1', { timestamp: 0, duration: 0, ended: true });
  for (const payload of [[], [1, 10, 1], [16, 10, 1, 0], [255, 10, 1, 0]]) {
    ear.take({ ...packetOf('1', { timestamp: 5000, duration: 160 }), payload: Buffer.from(payload) });
  }
  assert.deepEqual(heard, []);
});

test('a late packet of an earlier key is no other key, and another source is', () => {
  take('1', { timestamp: 0, duration: 800, ended: true });
  clock.advance(100);
  take('2', { timestamp: 1600, duration: 160, marker: true });
  take('1', { timestamp: 0, duration: 800, ended: true });
  take('2', { timestamp: 1600, duration: 800, ended: true });
  assert.deepEqual(heard, ['1', '2']);
  take('2', { timestamp: 0, duration: 160, ssrc: 7 });
  assert.deepEqual(heard, ['1', '2', '2']);
});

test('a source that begins anew with an earlier time is heard from its next key on', () => {
  for (const back of [600, 5900, 20_000]) {
    const from = heard.length;
    const numbers = (first: number) => ({ sequenceNumber: first & 0xffff });
    take('1', { timestamp: 100_000, duration: 160, marker: true, ssrc: back, ...numbers(6000) });
    take('1', { timestamp: 100_000, duration: 800, ended: true, ssrc: back, ...numbers(6001) });
    for (const [step, duration] of [160, 320, 480].entries())
      take('1', { timestamp: 76_000, duration, ssrc: back, ...numbers(6000 - back + step) });
    take('1', { timestamp: 76_000, duration: 480, ended: true, ssrc: back, ...numbers(6003 - back) });
    assert.deepEqual(heard.slice(from), ['1', '1'], `${back} behind`);
  }
});

test('a source whose time alone goes back is heard, for its numbers go on', () => {
  take('1', { timestamp: 100_000, duration: 800, ended: true, sequenceNumber: 10 });
  take('2', { timestamp: 76_000, duration: 160, marker: true, sequenceNumber: 11 });
  assert.deepEqual(heard, ['1', '2']);
});

test('keys that the network held up and brings at once are all heard', () => {
  const tones = ['1', '2', '2', '3'] as const;
  for (const { packet } of pressing(tones, 0)) ear.take(packet);
  assert.deepEqual(heard, tones);
});

test('a flood of keys is heard no quicker than anybody can press them', () => {
  for (let key = 0; key < 1000; key += 1) {
    clock.advance(1);
    ear.take(packetOf(keyTones[key % 10] ?? '0', { timestamp: key * 1600, duration: 160, ended: true, marker: true }));
  }
  assert.ok(heard.length <= 32 + 1000 / 80, String(heard.length));
  clock.advance(5000);
  take('#', { timestamp: 9_000_000, duration: 160, marker: true });
  assert.equal(heard.at(-1), '#');
});
