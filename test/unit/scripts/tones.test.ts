import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type KeyTone, keyTones, ringTones } from '../../../preload/contract/index.ts';
import {
  beep,
  bells,
  callPitch,
  callTones,
  keyPitches,
  makeCallTone,
  makeCallWaitingTone,
  makeKeyTone,
  makeRingTone,
  ringSounds,
} from '../../../scripts/assets/make-tones.ts';
import { projectRoot } from '../../../scripts/project.ts';
import { measureTone } from '../../peers/tone.ts';

const rate = 22_050;
const file = readFileSync(join(projectRoot, 'assets/tones/ring.wav'));
const part = (fromSeconds: number, toSeconds: number) =>
  file.subarray(44 + Math.round(fromSeconds * rate) * 2, 44 + Math.round(toSeconds * rate) * 2);

test('the ring tone in assets is what the script makes', () => {
  assert.ok(file.equals(makeRingTone()));
});

test('each ring is what the script makes, as loud as the others, told apart by its pitches, and loops without a click', () => {
  for (const tone of ringTones) {
    const made = readFileSync(join(projectRoot, `assets/tones/${tone}.wav`));
    assert.ok(made.equals(makeRingTone(tone)), tone);
    const { level, frequency } = measureTone(made.subarray(44, 44 + 2 * rate * 2), rate);
    assert.ok(level > -24, `${tone}: ${level} dB`);
    const { pitches } = ringSounds[tone];
    assert.ok(
      pitches.some((pitch) => Math.abs(pitch - frequency) < 8),
      `${tone}: ${frequency} Hz`,
    );
    assert.ok(Math.abs(made.readInt16LE(made.length - 2)) < 10);
  }
  const all = ringTones.flatMap((tone) => ringSounds[tone].pitches);
  assert.equal(new Set(all).size, all.length);
});

test('each key is what the script makes: its two pitches for as long as it is sent, softly, without a click', () => {
  const names: Partial<Record<KeyTone, string>> = { '*': 'star', '#': 'pound' };
  for (const tone of keyTones) {
    const name = `key-${names[tone] ?? tone.toLowerCase()}.wav`;
    const made = readFileSync(join(projectRoot, 'assets/tones', name));
    assert.ok(made.equals(makeKeyTone(tone)), name);
    assert.equal((made.length - 44) / 2 / rate, 0.1);
    const { frequency, level } = measureTone(made.subarray(44), rate);
    assert.ok(
      keyPitches(tone).some((pitch) => Math.abs(pitch - frequency) < 12),
      `${tone}: ${frequency} Hz`,
    );
    assert.ok(level < -18 && level > -30, `${tone}: ${level} dB`);
    for (const edge of [44, made.length - 2]) assert.ok(Math.abs(made.readInt16LE(edge)) < 1500);
  }
  assert.deepEqual(keyPitches('5'), [770, 1336]);
  assert.deepEqual(keyPitches('#'), [941, 1477]);
});

test('two bells ring for two seconds, and are quiet before the period of four ends', () => {
  assert.equal((file.length - 44) / 2 / rate, 4);
  const ringing = measureTone(part(0, 2), rate);
  assert.ok(bells.some((bell) => Math.abs(bell - ringing.frequency) < 5));
  assert.ok(ringing.level > -20);
  assert.ok(measureTone(part(3.5, 4), rate).level < -50);
  const last = file.readInt16LE(file.length - 2);
  assert.ok(Math.abs(last) < 10, `a step of ${last} at the loop would click`);
});

test('a call that waits beeps once, for 200 ms, softly, without a click at either end', () => {
  const made = readFileSync(join(projectRoot, 'assets/tones/call-waiting.wav'));
  assert.ok(made.equals(makeCallWaitingTone()));
  assert.equal((made.length - 44) / 2 / rate, 0.2);
  const { frequency, level } = measureTone(made.subarray(44), rate);
  assert.ok(Math.abs(frequency - beep.frequency) < 6, `${frequency} Hz`);
  assert.ok(level < -18 && level > -30, `${level} dB`);
  for (const edge of [44, made.length - 2]) assert.ok(Math.abs(made.readInt16LE(edge)) < 200);
});

for (const name of ['ringback', 'busy', 'ended'] as const) {
  test(`what who calls hears, ${name}, is one pitch, softly, and silent at its end`, () => {
    const made = readFileSync(join(projectRoot, `assets/tones/${name}.wav`));
    assert.ok(made.equals(makeCallTone(name)));
    const first = callTones[name].pattern[0]?.[0] ?? 0;
    const { frequency, level } = measureTone(made.subarray(44, 44 + 2 * Math.floor(first * rate)), rate);
    assert.ok(Math.abs(frequency - callPitch) < 6, `${frequency} Hz`);
    assert.ok(level < -18 && level > -30, `${level} dB`);
    assert.ok(measureTone(made.subarray(made.length - 2 * Math.floor(0.15 * rate)), rate).level < -50);
  });
}
