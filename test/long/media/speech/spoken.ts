/** Speech of espeak-ng, and telephone speech as bytes of PCMU, by ffmpeg. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const binary = { encoding: 'buffer', maxBuffer: 64 * 1024 * 1024 } as const;

/** Sentences of the Harvard list, which were written for such measurements (IEEE 297-1969). */
const sentences = [
  'The birch canoe slid on the smooth planks.',
  'Glue the sheet to the dark blue background.',
  'These days a chicken leg is a rare dish.',
];

/** About eight seconds of it, at that rate. */
export async function speech(rate: number): Promise<Int16Array> {
  const spoken = await run('espeak-ng', ['-v', 'en-gb', '-s', '150', '--stdout', sentences.join(' ')], binary);
  return samplesOf(await ffmpeg(spoken.stdout, ['-f', 'wav'], ['-ar', String(rate), '-ac', '1', '-f', 's16le']));
}

export async function encodePcmu(samples: Int16Array, rate: number): Promise<Buffer> {
  const input = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  return ffmpeg(input, ['-f', 's16le', '-ar', String(rate), '-ac', '1'], ['-ar', '8000', '-f', 'mulaw']);
}

export async function decodePcmu(bytes: Buffer): Promise<Int16Array> {
  return samplesOf(await ffmpeg(bytes, ['-f', 'mulaw', '-ar', '8000', '-ac', '1'], ['-f', 's16le']));
}

function ffmpeg(input: Buffer, from: readonly string[], to: readonly string[]): Promise<Buffer> {
  const parameters = ['-hide_banner', '-loglevel', 'error', ...from, '-i', 'pipe:0', ...to, 'pipe:1'];
  return new Promise((resolve, reject) => {
    const child = execFile('ffmpeg', parameters, binary, (error, output) => (error ? reject(error) : resolve(output)));
    child.stdin?.end(input);
  });
}

function samplesOf(bytes: Buffer): Int16Array {
  return Int16Array.from({ length: bytes.length >> 1 }, (_, index) => bytes.readInt16LE(index * 2));
}
