import { setTimeout as pause } from 'node:timers/promises';
import type { Samples } from '../samples.ts';
import { talkOnce } from './calls.ts';
import type { Program } from './program.ts';
import type { Rig } from './rig.ts';
import { memoryOf } from './usage.ts';

export interface CallRounds {
  readonly calls: number;
}

/** Between the end of a call and the look at the memory; the next rings right after. */
const restMs = 1_500;

/**
 * Memory of all processes after each call of a row, in MB, against that after the first: by then the media process and the
 * call window are there, which come with a call. The calls are answered by the global key and hung up by the caller.
 */
export async function measureMemoryOverCalls(rig: Rig, { calls }: CallRounds): Promise<Samples> {
  const since = rig.server.ledger.next;
  const program = rig.startSwitchhook();
  const after: number[] = [];
  try {
    await rig.reachable(since);
    for (let call = 0; call < calls; call += 1) after.push(await memoryAfterCall(rig, program));
  } finally {
    await program.stop();
  }
  const [first = Number.NaN, ...later] = after;
  return { switchhook: later, bare: [first] };
}

async function memoryAfterCall(rig: Rig, program: Program): Promise<number> {
  await talkOnce(rig);
  await pause(restMs);
  return memoryOf(program.processes);
}

/** The samples of the last tenth against those of the first: whether the memory still grows. */
export function driftOf({ switchhook }: Samples): Samples {
  const tenth = Math.max(1, Math.ceil(switchhook.length / 10));
  return { switchhook: switchhook.slice(-tenth), bare: switchhook.slice(0, tenth) };
}
