import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KeyTone, keyTones, type RingTone, ringTones } from '../../preload/contract/index.ts';
import { projectRoot, runAsTask } from '../project.ts';
import { waveFile } from './wave-file.ts';

const sampleRate = 22_050;
const periodSeconds = 4;
const ringingSeconds = 2;
const peak = 0.5;

/** The two bells, in Hz: A5 and C sharp 6. */
export const bells: readonly [number, number] = [880, 1108.73];

/**
 * Each tone by the bells that are struck in turn, in Hz, and how often. Told apart by ear and by rhythm: `ring-low` is an octave and more below, slower;
 * `ring-glass` climbs three high glasses.
 */
export const ringSounds: Readonly<
  Record<RingTone, { readonly pitches: readonly number[]; readonly strikesPerSecond: number }>
> = {
  ring: { pitches: bells, strikesPerSecond: 8 },
  'ring-low': { pitches: [392, 493.88], strikesPerSecond: 4 },
  'ring-glass': { pitches: [1318.51, 1567.98, 2093], strikesPerSecond: 6 },
};

/** The beep of a call that waits: its pitch in Hz (A4), length in seconds, and a peak that leaves a voice to be understood. */
export const beep = { frequency: 440, seconds: 0.2, peak: 0.12, fadeSeconds: 0.02 } as const;

/**
 * What who calls hears of it, as most of Europe knows it: one pitch in Hz, and for how many seconds it sounds and is silent in turn (ITU-T E.180).
 * `ringback` is one period to be looped; the others come once, however long their call stays in view.
 */
export const callTones = {
  ringback: { pattern: [[1, 4]] },
  busy: { pattern: Array<readonly [number, number]>(4).fill([0.5, 0.5]) },
  ended: {
    pattern: [
      [0.2, 0.2],
      [0.2, 0.2],
      [0.2, 0.2],
    ],
  },
} as const;
export const callPitch = 425;
const callSound = { peak: 0.12, fadeSeconds: 0.01 } as const;

/** The two pitches of each key, in Hz, by its place on the telephone (ITU-T Q.23), as long as it is sent, each at a peak that is soft in an ear. */
const [rows, columns] = [
  [697, 770, 852, 941],
  [1209, 1336, 1477, 1633],
] as const;
const keyPlaces = '123A456B789C*0#D';
const key = { seconds: 0.1, peak: 0.08, fadeSeconds: 0.005 } as const;

/** Overtones of a small bell: frequency ratio, loudness, and how fast each fades (per second). */
const partials = [
  { ratio: 1, gain: 1, decay: 5 },
  { ratio: 2, gain: 0.35, decay: 8 },
  { ratio: 2.76, gain: 0.15, decay: 14 },
  { ratio: 5.4, gain: 0.04, decay: 25 },
] as const;

/**
 * A ring tone as a WAV file (mono, 16 bit): one period of four seconds to be looped, in which bells are struck in
 * turn for two seconds and then ring out. Every run gives the same bytes.
 */
export function makeRingTone(name: RingTone = 'ring'): Buffer {
  const sound = new Float64Array(sampleRate * periodSeconds);
  const { pitches, strikesPerSecond } = ringSounds[name];
  for (let strike = 0; strike < ringingSeconds * strikesPerSecond; strike += 1) {
    addStrike(sound, strike / strikesPerSecond, pitches[strike % pitches.length] ?? bells[0]);
  }
  const loudest = sound.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return wave(sound.map((sample) => (sample / loudest) * peak));
}

/** One soft beep as a WAV file of the same kind. */
export function makeCallWaitingTone(): Buffer {
  const length = Math.round(beep.seconds * sampleRate);
  const fade = beep.fadeSeconds * sampleRate;
  return wave(
    Float64Array.from({ length }, (_, index) => {
      const envelope = Math.min(1, index / fade, (length - index) / fade);
      return beep.peak * envelope * Math.sin((2 * Math.PI * beep.frequency * index) / sampleRate);
    }),
  );
}

export function makeCallTone(name: keyof typeof callTones): Buffer {
  const fade = callSound.fadeSeconds * sampleRate;
  const samples = callTones[name].pattern.flatMap(([sounds, rests]) => {
    const length = Math.round(sounds * sampleRate);
    const sound = Array.from({ length }, (_, index) => {
      const envelope = Math.min(1, index / fade, (length - index) / fade);
      return callSound.peak * envelope * Math.sin((2 * Math.PI * callPitch * index) / sampleRate);
    });
    return [...sound, ...Array<number>(Math.round(rests * sampleRate)).fill(0)];
  });
  return wave(Float64Array.from(samples));
}

/** The pitches of a key, in Hz. */
export function keyPitches(tone: KeyTone): readonly [row: number, column: number] {
  const place = keyPlaces.indexOf(tone);
  return [rows[Math.floor(place / 4)] ?? 0, columns[place % 4] ?? 0];
}

/** A key as it is heard by who pressed it. */
export function makeKeyTone(tone: KeyTone): Buffer {
  const length = Math.round(key.seconds * sampleRate);
  const fade = key.fadeSeconds * sampleRate;
  const pitches = keyPitches(tone);
  return wave(
    Float64Array.from({ length }, (_, index) => {
      const envelope = Math.min(1, index / fade, (length - index) / fade);
      const turns = (2 * Math.PI * index) / sampleRate;
      return pitches.reduce((sum, pitch) => sum + key.peak * envelope * Math.sin(turns * pitch), 0);
    }),
  );
}

/** A key's name in a file's name. */
function keyFile(tone: KeyTone): string {
  const names: Partial<Record<KeyTone, string>> = { '*': 'star', '#': 'pound' };
  return `key-${names[tone] ?? tone.toLowerCase()}`;
}

function wave(sound: Float64Array): Buffer {
  return waveFile(
    Int16Array.from(sound, (sample) => Math.round(sample * 32767)),
    sampleRate,
  );
}

function addStrike(sound: Float64Array, atSeconds: number, frequency: number): void {
  const start = Math.round(atSeconds * sampleRate);
  for (let index = start; index < sound.length; index += 1) {
    const seconds = (index - start) / sampleRate;
    const attack = Math.min(1, seconds / 0.004);
    // What still sounds when the period ends would click at the loop: fade it out before.
    const release = Math.min(1, (sound.length - index) / (0.2 * sampleRate));
    const struck = partials.reduce(
      (sum, { ratio, gain, decay }) =>
        sum + gain * Math.exp(-decay * seconds) * Math.sin(2 * Math.PI * frequency * ratio * seconds),
      0,
    );
    sound[index] = (sound[index] ?? 0) + struck * attack * release;
  }
}

await runAsTask(import.meta.url, async () => {
  const folder = join(projectRoot, 'assets/tones');
  mkdirSync(folder, { recursive: true });
  for (const [name, tone] of [
    ...ringTones.map((tone) => [tone, makeRingTone(tone)] as const),
    ['call-waiting', makeCallWaitingTone()],
    ...(['ringback', 'busy', 'ended'] as const).map((name) => [name, makeCallTone(name)] as const),
    ...keyTones.map((tone) => [keyFile(tone), makeKeyTone(tone)] as const),
  ] as const) {
    writeFileSync(join(folder, `${name}.wav`), tone);
    console.log(`Wrote assets/tones/${name}.wav`);
  }
});
