import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type HeardOptions, Hearing } from '../hearing.ts';
import type { Tone } from '../tone.ts';

/** Of RIFF, with 16-bit samples (the only ones that are read). */
const headerBytes = 44;
const everyMs = 50;

/** Listens to a WAVE file while another program writes it: the latest of a folder whose name ends so. */
export class WaveEar {
  readonly #folder: string;
  readonly #ending: string;
  #hearing: Hearing | null = null;
  #stopped = false;
  readonly #reading: Promise<void>;

  constructor(folder: string, ending: string) {
    [this.#folder, this.#ending] = [folder, ending];
    this.#reading = this.#read();
  }

  async heard(frequency: number, options?: HeardOptions): Promise<Tone> {
    return (await this.#ear()).heard(frequency, options);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#hearing?.end();
    await this.#reading;
  }

  async #ear(): Promise<Hearing> {
    for (let waited = 0; this.#hearing === null; waited += everyMs) {
      if (waited > 15_000) throw new Error('no sound came');
      await delay(everyMs);
    }
    return this.#hearing;
  }

  async #read(): Promise<void> {
    while (!this.#stopped) {
      const name = await this.#latest();
      if (name === null) await delay(everyMs);
      else await this.#follow(name);
    }
  }

  async #latest(): Promise<string | null> {
    const names = (await readdir(this.#folder)).filter((each) => each.endsWith(this.#ending)).sort();
    return names.at(-1) ?? null;
  }

  /** Until there is a later one. */
  async #follow(name: string): Promise<void> {
    const file = await open(join(this.#folder, name));
    const buffer = Buffer.alloc(65_536);
    let [at, channels] = [0, 1];
    try {
      do {
        await delay(everyMs);
        const { bytesRead } = await file.read(buffer, 0, at === 0 ? headerBytes : buffer.length, at);
        if (at > 0) {
          const whole = bytesRead - (bytesRead % (2 * channels));
          at += whole;
          this.#hearing?.push(firstChannel(buffer.subarray(0, whole), channels));
        } else if (bytesRead === headerBytes) {
          [at, channels] = [headerBytes, buffer.readUInt16LE(22)];
          this.#hearing ??= new Hearing('the file', buffer.readUInt32LE(24));
        }
      } while (!this.#stopped && (await this.#latest()) === name);
    } finally {
      await file.close();
    }
  }
}

function firstChannel(bytes: Buffer, channels: number): Buffer {
  const frames = bytes.length / (2 * channels);
  const one = Buffer.alloc(2 * frames);
  for (let frame = 0; frame < frames; frame += 1)
    bytes.copy(one, 2 * frame, 2 * channels * frame, 2 * channels * frame + 2);
  return one;
}
