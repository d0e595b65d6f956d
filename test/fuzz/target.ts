import type { Arbitrary } from 'fast-check';

/**
 * What one fuzzer throws at one part of the app. A file in targets/ with one as its default export is a target by that file's name;
 * nothing else has to know of it.
 */
export interface FuzzTarget<Input> {
  /** What is fuzzed, in a few words. */
  readonly about: string;
  readonly inputs: Arbitrary<Input>;
  /** Throws, or rejects, where something is wrong. That nothing global is changed is looked at from outside. */
  readonly run: (input: Input) => void | Promise<void>;
  /** No input may take longer, in milliseconds; half a second unless told. */
  readonly slowestMs?: number;
  /**
   * Inputs that grow, by what grows in them: gives what is to be timed for an input of about `size` characters. Twice the size may
   * take {@link mostGrowth} times the time.
   */
  readonly growing?: Readonly<Record<string, (size: number) => () => unknown>>;
}

/** Twice the input may take so many times the time: linear, with room for caches and the collector. */
export const mostGrowth = 2.3;

/** Keeps the input's type between `inputs` and `run`. */
export function fuzzTarget<Input>(target: FuzzTarget<Input>): FuzzTarget<Input> {
  return target;
}
