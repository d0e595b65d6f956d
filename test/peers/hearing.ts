/**
 * Listens to decoded sound as it arrives and answers what is heard in it. Sound drives it, not a clock; deadlines only
 * bound a wait that would never end.
 */
import { measureTone, silence, type Tone } from './tone.ts';

const windowMs = 400;
const stepMs = 100;
/** Sound is there in a second or two; a machine at its limit takes longer to start what speaks. */
const longestMs = 30_000;

/** Frequency tolerance in Hz, least level in dBFS, and how long to wait at most. */
export interface HeardOptions {
  readonly toleranceHz?: number;
  readonly minLevel?: number;
  readonly timeoutMs?: number;
}

interface Waiter {
  /** Samples that must have come after the question before it may be answered. */
  fresh: number;
  readonly matches: (tone: Tone) => boolean;
  readonly resolve: (tone: Tone) => void;
}

/** The ear of one stream of sound: one channel of signed 16-bit little-endian samples. */
export class Hearing {
  readonly #rate: number;
  readonly #name: string;
  readonly #waiters = new Set<Waiter>();
  readonly #endings = new Set<(reason: Error) => void>();
  #pending = Buffer.alloc(0);
  #unmeasured = 0;
  #last: Tone = silence;
  #total = 0;

  constructor(name: string, sampleRate: number) {
    this.#name = name;
    this.#rate = sampleRate;
  }

  /** What was heard in the last window; silence before the first. */
  get last(): Tone {
    return this.#last;
  }

  /** Samples that have come so far. */
  get samples(): number {
    return this.#total;
  }

  /** Takes decoded sound. */
  push(chunk: Buffer): void {
    const added = chunk.length >> 1;
    this.#total += added;
    this.#unmeasured += added;
    const keep = (windowMs / 1000) * this.#rate * 2;
    this.#pending = Buffer.concat([this.#pending, chunk]).subarray(-keep);
    for (const waiter of this.#waiters) waiter.fresh -= added;
    if (this.#unmeasured < (stepMs / 1000) * this.#rate || this.#pending.length < keep) return;
    this.#unmeasured = 0;
    this.#last = measureTone(this.#pending, this.#rate);
    for (const waiter of [...this.#waiters]) {
      if (waiter.fresh <= 0 && waiter.matches(this.#last)) waiter.resolve(this.#last);
    }
  }

  /** The loudest tone of a window that lies wholly after this call. */
  listen(timeoutMs = longestMs): Promise<Tone> {
    return this.#until('any sound', () => true, timeoutMs);
  }

  /** Resolves once the tone is the loudest thing heard; rejects, saying what was heard instead, at the deadline. */
  heard(frequency: number, options: HeardOptions = {}): Promise<Tone> {
    const { toleranceHz = 12, minLevel = -45, timeoutMs = longestMs } = options;
    const fits = (tone: Tone): boolean => Math.abs(tone.frequency - frequency) <= toleranceHz && tone.level >= minLevel;
    return this.#until(`${frequency} Hz`, fits, timeoutMs);
  }

  /** Resolves once sound still comes but nothing in it is louder than `maxLevel` dBFS: the other side is muted. */
  quiet(maxLevel = -60, timeoutMs = longestMs): Promise<Tone> {
    return this.#until('quiet', (tone) => tone.level <= maxLevel, timeoutMs);
  }

  /** Ends every wait: no more sound will come. */
  end(): void {
    for (const ending of [...this.#endings]) ending(new Error(`${this.#name} stopped while listened to`));
  }

  #until(what: string, matches: (tone: Tone) => boolean, timeoutMs: number): Promise<Tone> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(deadline);
        this.#waiters.delete(waiter);
        this.#endings.delete(fail);
        act();
      };
      const fail = (reason: Error): void => settle(() => reject(reason));
      const waiter: Waiter = {
        fresh: (windowMs / 1000) * this.#rate,
        matches,
        resolve: (tone) => settle(() => resolve(tone)),
      };
      const deadline = setTimeout(() => fail(new Error(this.#complaint(what, timeoutMs))), timeoutMs);
      this.#waiters.add(waiter);
      this.#endings.add(fail);
    });
  }

  #complaint(what: string, timeoutMs: number): string {
    const { frequency, level } = this.#last;
    const heard =
      this.#total === 0 ? 'no sound came' : `last heard ${frequency.toFixed(0)} Hz at ${level.toFixed(0)} dBFS`;
    return `${this.#name}: waited ${timeoutMs} ms for ${what}; ${heard} (${this.#total} samples)`;
  }
}
