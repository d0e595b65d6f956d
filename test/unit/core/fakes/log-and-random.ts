import type { Log, LogDetails, Random } from '../../../../main/core/ports.ts';
import { SeededRandom } from '../../../fault-proxy/random.ts';

export interface LogEntry {
  readonly level: keyof Log;
  readonly message: string;
  readonly details: LogDetails | undefined;
}

export interface FakeLog extends Log {
  readonly entries: readonly LogEntry[];
}

export function createFakeLog(): FakeLog {
  const entries: LogEntry[] = [];
  const write = (level: keyof Log) => (message: string, details?: LogDetails) => {
    entries.push({ level, message, details });
  };
  return { entries, debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** Numbers in a row in place of chance: `id-1`, `id-2`, and always the longest wait. */
export function createFakeRandom(): Random {
  let made = 0;
  return {
    uuid: () => {
      made += 1;
      return `id-${made}`;
    },
    fraction: () => 0.999,
  };
}

/** Chance that is the same in every run. */
export function createSeededRandom(seed: number): Random {
  const chance = new SeededRandom(seed);
  let made = 0;
  return {
    uuid: () => {
      made += 1;
      return `id-${seed}-${made}`;
    },
    fraction: () => chance.fraction(),
  };
}
