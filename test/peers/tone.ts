/**
 * Finds the loudest tone in a piece of sound: a windowed Fourier transform with the peak's place interpolated between
 * bins. Used wherever a test asks what is really heard, on a wire, on an audio device or in a browser.
 */

/** `frequency` in Hz (0 in silence); `level` is that tone's own level in dBFS, where a full-scale sine is 0. */
export interface Tone {
  readonly frequency: number;
  readonly level: number;
}

const silenceFloor = -100;

/** What a Tone is when nothing is heard. */
export const silence: Tone = { frequency: 0, level: silenceFloor };

/**
 * The loudest tone above 50 Hz of one channel of sound.
 * @param pcm signed 16-bit little-endian samples, or the samples themselves
 * @param sampleRate in Hz
 */
export function measureTone(pcm: Uint8Array | Int16Array, sampleRate: number): Tone {
  const samples = pcm instanceof Int16Array ? pcm : samplesOf(pcm);
  if (samples.length < 64) return silence;
  const size = 2 ** Math.floor(Math.log2(samples.length)) * 2;
  const { real, imaginary, gain } = windowed(samples, size);
  transform(real, imaginary);
  const magnitude = (bin: number): number => Math.hypot(real[bin] ?? 0, imaginary[bin] ?? 0);
  let peak = 0;
  for (let bin = Math.ceil((50 * size) / sampleRate); bin < size / 2; bin += 1) {
    if (magnitude(bin) > magnitude(peak) || peak === 0) peak = bin;
  }
  const top = vertex(magnitude(peak - 1), magnitude(peak), magnitude(peak + 1));
  const amplitude = (2 * top.height) / gain;
  const level = Math.max(silenceFloor, 20 * Math.log10(Math.max(amplitude, 1e-9)));
  if (level <= -90) return silence;
  return { frequency: ((peak + top.offset) * sampleRate) / size, level };
}

/** A sine as signed 16-bit samples; `level` in dBFS. For feeding microphones and for checking {@link measureTone}. */
export function sineSamples(frequency: number, sampleRate: number, seconds: number, level = -12): Int16Array {
  const amplitude = 32767 * 10 ** (level / 20);
  return Int16Array.from({ length: Math.round(sampleRate * seconds) }, (_, index) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * frequency * index) / sampleRate)),
  );
}

function samplesOf(bytes: Uint8Array): Int16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Int16Array.from({ length: bytes.byteLength >> 1 }, (_, index) => view.getInt16(index * 2, true));
}

function windowed(samples: Int16Array, size: number) {
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  let gain = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const weight = 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / (samples.length - 1));
    gain += weight;
    real[index] = ((samples[index] ?? 0) / 32768) * weight;
  }
  return { real, imaginary, gain };
}

/** The top of a parabola through three magnitudes (in decibels): its offset in bins from the middle one, and its height. */
function vertex(left: number, middle: number, right: number): { readonly offset: number; readonly height: number } {
  const log = (magnitude: number): number => Math.log(Math.max(magnitude, 1e-12));
  const [a, b, c] = [log(left), log(middle), log(right)];
  const bend = a - 2 * b + c;
  const offset = bend === 0 ? 0 : Math.max(-0.5, Math.min(0.5, (0.5 * (a - c)) / bend));
  return { offset, height: Math.exp(b - 0.25 * (a - c) * offset) };
}

/** Radix-2 fast Fourier transform, in place. */
function transform(real: Float64Array, imaginary: Float64Array): void {
  reorder(real, imaginary);
  for (let width = 2; width <= real.length; width *= 2) {
    for (let offset = 0; offset < width / 2; offset += 1) {
      const angle = (-2 * Math.PI * offset) / width;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      for (let low = offset; low < real.length; low += width)
        butterfly(real, imaginary, low, low + width / 2, cos, sin);
    }
  }
}

function butterfly(re: Float64Array, im: Float64Array, low: number, high: number, cos: number, sin: number): void {
  const [lowRe, lowIm, highRe, highIm] = [re[low] ?? 0, im[low] ?? 0, re[high] ?? 0, im[high] ?? 0];
  const turnedRe = highRe * cos - highIm * sin;
  const turnedIm = highRe * sin + highIm * cos;
  re[low] = lowRe + turnedRe;
  im[low] = lowIm + turnedIm;
  re[high] = lowRe - turnedRe;
  im[high] = lowIm - turnedIm;
}

function reorder(real: Float64Array, imaginary: Float64Array): void {
  for (let index = 1, mirror = 0; index < real.length; index += 1) {
    let bit = real.length >> 1;
    for (; mirror & bit; bit >>= 1) mirror ^= bit;
    mirror ^= bit;
    if (index < mirror) {
      swap(real, index, mirror);
      swap(imaginary, index, mirror);
    }
  }
}

function swap(values: Float64Array, first: number, second: number): void {
  const kept = values[first] ?? 0;
  values[first] = values[second] ?? 0;
  values[second] = kept;
}
