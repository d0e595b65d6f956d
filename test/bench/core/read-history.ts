import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { longHistory, mostCalls } from '../long-history.ts';
import type { Rounds, Samples } from '../samples.ts';

/** What a thread of its own tells that reads the history once, as a start does: what V8 has not compiled yet, it has not compiled there. */
export interface OneReading {
  readonly parseMs: number;
  readonly decodeMs: number;
  readonly entries: number;
}

/** Reading the longest history there is out of its JSON, in milliseconds, against `JSON.parse` of it. */
export async function measureReadHistory({ warmUps, rounds }: Rounds): Promise<Samples> {
  const text = JSON.stringify(longHistory(mostCalls));
  const readings: OneReading[] = [];
  for (let round = 0; round < warmUps + rounds; round += 1) readings.push(await readOnce(text));
  const counted = readings.slice(warmUps);
  return { switchhook: counted.map(({ decodeMs }) => decodeMs), bare: counted.map(({ parseMs }) => parseMs) };
}

async function readOnce(text: string): Promise<OneReading> {
  const worker = new Worker(new URL('./read-history-worker.ts', import.meta.url), { workerData: text });
  const [reading] = (await once(worker, 'message')) as [OneReading];
  await worker.terminate();
  if (reading.entries !== mostCalls) throw new Error(`${reading.entries} calls were read`);
  return reading;
}
