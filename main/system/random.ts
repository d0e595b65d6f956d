import { randomBytes, randomUUID } from 'node:crypto';
import type { Random } from '../core/ports.ts';

const twoTo32 = 2 ** 32;

/** Randomness from the operating system, for identifiers and for spreading retries. */
export function createRandom(): Random {
  return {
    uuid: () => randomUUID(),
    fraction: () => randomBytes(4).readUInt32BE() / twoTo32,
  };
}
