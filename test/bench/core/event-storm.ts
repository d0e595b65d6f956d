import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createTestPhone, type TestPhone } from '../../unit/core/fakes/phone.ts';
import { settle } from '../../unit/core/fakes/settle.ts';
import type { Rounds, Samples } from '../samples.ts';
import { stormInvitation, stormText } from './event-batches.ts';
import { watchLag } from './lag.ts';

const eventCount = 10_000;
const mebibyte = 1 << 20;
const longestRingMs = 60_000;

export interface StormSamples {
  /** The longest time that the event loop stood still, in milliseconds, against that of a batch with the invitation alone. */
  readonly lag: Samples;
  /** From the answer's text until the invitation at its end rings, in milliseconds, against the same. */
  readonly ring: Samples;
  /** What is in use after the collector ran, in MiB, against the same before the storm. */
  readonly heap: Samples;
}

/**
 * 10,000 events in one answer of the event channel, the last of them an invitation, through the whole core: decoder, intake, reducer
 * and a view for three windows after each change. Only the wire, the clock and the keychain are stood in for.
 */
export async function measureStorm({ warmUps, rounds }: Rounds): Promise<StormSamples> {
  const test = createTestPhone();
  await test.signIn();
  for (let window = 0; window < 3; window += 1) test.phone.subscribe(() => void structuredClone(test.phone.view()));
  const samples = { lag: pair(), ring: pair(), heap: pair() };
  for (let round = 0; round < warmUps + rounds; round += 1) {
    const heapBefore = usedHeap();
    const storm = await ringThrough(test, stormText(eventCount, stormInvitation(2 * round)), 2 * round);
    const heapAfter = usedHeap();
    const alone = await ringThrough(test, stormText(1, stormInvitation(2 * round + 1)), 2 * round + 1);
    if (round < warmUps) continue;
    samples.lag.switchhook.push(storm.lagMs);
    samples.lag.bare.push(alone.lagMs);
    samples.ring.switchhook.push(storm.ringMs);
    samples.ring.bare.push(alone.ringMs);
    samples.heap.switchhook.push(heapAfter);
    samples.heap.bare.push(heapBefore);
  }
  return samples;
}

/** Answers the poll, waits for the ring, and lets the caller hang up again. */
async function ringThrough(test: TestPhone, body: string, id: number): Promise<{ lagMs: number; ringMs: number }> {
  await settle();
  const lag = watchLag();
  const startedAt = performance.now();
  test.server.poll().reply({ status: 200, headers: { 'content-type': ['application/json'] }, body });
  while (!test.view().calls.some(({ state }) => state === 'ringing')) {
    if (performance.now() - startedAt > longestRingMs) throw new Error('the invitation did not ring');
    await nextTurn();
  }
  const ringMs = performance.now() - startedAt;
  const lagMs = await lag.end();
  const path = `/ucwa/oauth/v1/applications/101/communication/audioVideoInvitations/${id}`;
  const over = {
    link: { rel: 'audioVideoInvitation', href: path },
    type: 'completed',
    status: 'Failure',
    reason: { code: 'RemoteFailure', subcode: 'Canceled' },
  };
  await test.server.push('communication', over);
  // Long enough for the call to be forgotten, and short of the minute after which the poll is replaced.
  await test.clock.advance(30_000);
  assert.ok(!test.view().calls.some(({ state }) => state === 'ringing'));
  return { lagMs, ringMs };
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function usedHeap(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed / mebibyte;
}

function pair(): { switchhook: number[]; bare: number[] } {
  return { switchhook: [], bare: [] };
}
