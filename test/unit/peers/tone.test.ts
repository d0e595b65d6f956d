import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hearing } from '../../peers/hearing.ts';
import { measureTone, silence, sineSamples } from '../../peers/tone.ts';

for (const rate of [8000, 44_100, 48_000]) {
  test(`tones at ${rate} samples a second are found within 2 Hz and half a decibel`, () => {
    for (const frequency of [120, 440, 997, 1040, 3100]) {
      const tone = measureTone(sineSamples(frequency, rate, 0.4, -12), rate);
      assert.ok(Math.abs(tone.frequency - frequency) < 2, `${frequency} Hz was measured at ${tone.frequency}`);
      assert.ok(Math.abs(tone.level + 12) < 0.5, `${frequency} Hz at -12 dBFS was measured at ${tone.level}`);
    }
  });
}

test('silence has no tone, and the louder of two tones wins', () => {
  assert.deepEqual(measureTone(new Int16Array(3200), 8000), silence);
  assert.deepEqual(measureTone(new Uint8Array(0), 8000), silence);
  const [loud, soft] = [sineSamples(600, 8000, 0.4, -10), sineSamples(1500, 8000, 0.4, -20)];
  const mixed = loud.map((sample, index) => sample + (soft[index] ?? 0));
  assert.ok(Math.abs(measureTone(mixed, 8000).frequency - 600) < 2);
  assert.ok(Math.abs(measureTone(new Uint8Array(mixed.buffer), 8000).frequency - 600) < 2);
});

test('hearing tells a tone from another, from quiet and from nothing at all', async () => {
  const hearing = new Hearing('ear', 8000);
  await assert.rejects(hearing.heard(600, { timeoutMs: 20 }), /no sound came/);
  const feed = (samples: Int16Array): void => hearing.push(Buffer.from(samples.buffer));
  const heard = hearing.heard(600);
  feed(sineSamples(600, 8000, 1));
  assert.ok(Math.abs((await heard).frequency - 600) < 2);
  const wrong = hearing.heard(900, { timeoutMs: 20 });
  feed(sineSamples(600, 8000, 1));
  await assert.rejects(wrong, /last heard 600 Hz/);
  const quiet = hearing.quiet();
  feed(new Int16Array(8000));
  assert.deepEqual(await quiet, silence);
  const ended = hearing.listen();
  hearing.end();
  await assert.rejects(ended, /stopped while listened to/);
});
