/** What a process holds, measured after a collection, and how it grows. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export interface Sample {
  readonly batches: number;
  /** In bytes, after garbage collection. */
  readonly heap: number;
  readonly resident: number;
  /** Of what keeps the event loop busy, by kind: timers, sockets and so on. */
  readonly resources: Readonly<Record<string, number>>;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export async function takeSample(batches: number): Promise<Sample> {
  for (let round = 0; round < 3; round += 1) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, rss } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  return { batches, heap: heapUsed, resident: rss, resources };
}

/** Growth by least squares, in the unit of `value` for each batch. */
export function slope(samples: readonly Sample[], value: (sample: Sample) => number): number {
  const count = samples.length;
  if (count < 2) return 0;
  const meanX = samples.reduce((sum, { batches }) => sum + batches, 0) / count;
  const meanY = samples.reduce((sum, sample) => sum + value(sample), 0) / count;
  const covariance = samples.reduce((sum, sample) => sum + (sample.batches - meanX) * (value(sample) - meanY), 0);
  const variance = samples.reduce((sum, { batches }) => sum + (batches - meanX) ** 2, 0);
  return variance === 0 ? 0 : covariance / variance;
}

/** The most that a kind of resource differs between the samples. */
export function spread(samples: readonly Sample[], kind: string): number {
  const counts = samples.map(({ resources }) => resources[kind] ?? 0);
  return Math.max(...counts) - Math.min(...counts);
}
