import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLipSync } from '../../../../main/media/lip-sync/lip-sync.ts';
import type { RtpPacket } from '../../../../main/media/rtp/packet.ts';
import { writeRtcp } from '../../../../main/media/rtp/rtcp.ts';
import { createFakeClock } from '../fake-clock.ts';

type Kind = 'voice' | 'pictures';
const ticks: Readonly<Record<Kind, number>> = { voice: 8, pictures: 90 };
const every: Readonly<Record<Kind, number>> = { voice: 20, pictures: 40 };
/** Where the time stamps of each begin, near their end. */
const starts: Readonly<Record<Kind, number>> = { voice: 2 ** 32 - 8000, pictures: 2 ** 32 - 900_000 };
const ssrcs: Readonly<Record<Kind, number>> = { voice: 5, pictures: 6 };

interface Sender {
  /** How long each takes from its making to here, in ms. */
  readonly takes: Readonly<Record<Kind, number>>;
  readonly cnames?: Readonly<Record<Kind, string>>;
  readonly reports?: boolean;
}

/** What one sender sends, and when it is played and shown, by when it was made. */
function call() {
  const clock = createFakeClock();
  const sync = createLipSync({ clock, voiceTicksPerMs: ticks.voice, pictureTicksPerMs: ticks.pictures });
  let sequenceNumber = 0;
  const last: Record<Kind, number> = { voice: 0, pictures: 0 };
  let behind = 0;
  const stamp = (kind: Kind, madeAt: number) => (starts[kind] - behind + madeAt * ticks[kind]) >>> 0;
  /** The time stamps of both begin anew, long before they were. */
  const restart = () => {
    behind = 2 ** 30;
  };
  const report = (kind: Kind, madeAt: number, cname: string) => {
    const sender = { wallMs: 1_700_000_000_000 + madeAt, timestamp: stamp(kind, madeAt), packets: 1, octets: 1 };
    sync[kind].report(writeRtcp({ ssrc: ssrcs[kind], cname, sender, reception: null, bye: false }));
  };
  const arrive = (kind: Kind, madeAt: number) => {
    sequenceNumber = (sequenceNumber + 1) & 0xffff;
    const head = { payloadType: 0, sequenceNumber, ssrc: ssrcs[kind], payload: Buffer.alloc(1) };
    const packet: RtpPacket = { ...head, marker: kind === 'pictures', timestamp: stamp(kind, madeAt) };
    sync[kind].packet(packet, () => {
      last[kind] = clock.now() - madeAt;
    });
  };
  const run = (
    seconds: number,
    { takes, cnames, reports = true }: Sender,
    kinds: readonly Kind[] = ['voice', 'pictures'],
  ) => {
    const until = clock.now() + seconds * 1000;
    for (; clock.now() < until; clock.advance(20)) {
      for (const kind of kinds) {
        const madeAt = clock.now() - takes[kind];
        if (reports && madeAt % 5000 === 0) report(kind, madeAt, cnames?.[kind] ?? 'somebody');
        if (madeAt % every[kind] === 0) arrive(kind, madeAt);
      }
    }
  };
  return { clock, run, last, sync, restart };
}

const late = (one: Record<Kind, number>) => one.pictures - one.voice;

test('voice waits for pictures that take longer, little by little', () => {
  const { run, last, sync } = call();
  assert.equal(sync.voiceHeldMs(), 0);
  run(1, { takes: { voice: 40, pictures: 200 } });
  assert.ok(late(last) > 100, 'not at once');
  run(10, { takes: { voice: 40, pictures: 200 } });
  assert.ok(Math.abs(late(last)) <= 30, `${late(last)} ms`);
  assert.equal(last.pictures, 200);
  assert.ok(Math.abs(sync.voiceHeldMs() - 160) <= 30);
});

test('pictures wait for voice that takes longer', () => {
  const { run, last, sync } = call();
  run(25, { takes: { voice: 400, pictures: 80 } });
  assert.ok(Math.abs(late(last)) <= 30, `${late(last)} ms`);
  assert.equal(last.voice, 400);
  assert.equal(sync.voiceHeldMs(), 0);
});

test('voice is held back for a fifth of a second at most, pictures for half a one', () => {
  const slowPictures = call();
  slowPictures.run(30, { takes: { voice: 40, pictures: 1000 } });
  assert.ok(slowPictures.last.voice > 200 && slowPictures.last.voice <= 260);
  const slowVoice = call();
  slowVoice.run(40, { takes: { voice: 1000, pictures: 40 } });
  assert.ok(slowVoice.last.pictures > 500 && slowVoice.last.pictures <= 560);
});

for (const [name, sender] of [
  ['of two senders', { takes: { voice: 40, pictures: 200 }, cnames: { voice: 'one', pictures: 'other' } }],
  ['without reports', { takes: { voice: 40, pictures: 200 }, reports: false }],
  ['of clocks that have nothing to do with each other', { takes: { voice: 40, pictures: 60_040 } }],
  ['that come together', { takes: { voice: 60, pictures: 80 } }],
] as const) {
  test(`streams ${name} are played as they come`, () => {
    const { clock, run, last } = call();
    run(20, sender);
    assert.deepEqual(last, sender.takes);
    assert.equal(clock.waiting(), 0);
  });
}

test('voice is let go again where there are no pictures any more', () => {
  const { clock, run, last } = call();
  const sender = { takes: { voice: 40, pictures: 200 } };
  run(20, sender);
  assert.ok(last.voice > 150);
  run(15, sender, ['voice']);
  assert.equal(last.voice, 40);
  assert.equal(clock.waiting(), 0);
});

test('pictures go on to wait while their voice is silent, and are right at once when it speaks again', () => {
  const { run, last } = call();
  const sender = { takes: { voice: 400, pictures: 80 } };
  run(25, sender);
  const before = last.pictures;
  assert.ok(Math.abs(late(last)) <= 30);
  run(30, sender, ['pictures']);
  assert.equal(last.pictures, before);
  run(1, sender);
  assert.ok(Math.abs(late(last)) <= 30, `${late(last)} ms`);
});

test('a source that begins its time stamps anew lower than before is followed again', () => {
  const { run, last, restart } = call();
  run(10, { takes: { voice: 40, pictures: 200 } });
  restart();
  run(30, { takes: { voice: 40, pictures: 200 } });
  assert.ok(Math.abs(late(last)) <= 30, `${late(last)} ms`);
});

test('packets that only have their turn keep it, and nothing leaves after the end', () => {
  const { clock, run, sync } = call();
  run(20, { takes: { voice: 40, pictures: 200 } });
  clock.advance(1000);
  const turns: string[] = [];
  const head = { payloadType: 0, marker: false, timestamp: 0, ssrc: 5, payload: Buffer.alloc(0) };
  sync.voice.packet({ ...head, sequenceNumber: 9000 }, () => turns.push('one'));
  sync.voice.passOver({ ...head, sequenceNumber: 9001 }, () => turns.push('other'));
  assert.equal(turns.length, 0);
  clock.advance(300);
  assert.deepEqual(turns, ['one', 'other']);
  sync.voice.packet({ ...head, sequenceNumber: 9002 }, () => turns.push('late'));
  sync.stop();
  assert.equal(clock.waiting(), 0);
  clock.advance(300);
  assert.deepEqual(turns, ['one', 'other']);
});

test('reports that are cut short, or of somebody else, are none', () => {
  const { clock, run, last, sync } = call();
  const sender = { wallMs: 5, timestamp: 7, packets: 1, octets: 1 };
  const whole = writeRtcp({ ssrc: 5, cname: 'somebody', sender, reception: null, bye: false });
  for (let end = 0; end < whole.length; end += 1) sync.voice.report(whole.subarray(0, end));
  run(3, { takes: { voice: 40, pictures: 200 }, reports: false });
  assert.deepEqual(last, { voice: 40, pictures: 200 });
  assert.equal(clock.waiting(), 0);
});
