import { setTimeout as pause } from 'node:timers/promises';
import type { Samples } from '../samples.ts';
import { talkOnce } from './calls.ts';
import type { Rig } from './rig.ts';
import { memoryOf } from './usage.ts';

export interface RestRounds {
  readonly rounds: number;
  readonly calls: number;
  /** How long the app is left alone before its first call. */
  readonly settleMs: number;
  /** After the last call: windows are taken apart or made anew after a minute, garbage is collected a quarter of another later. */
  readonly restMs: number;
}

/** Memory of all processes in the tray some time after a few calls, in MB, against the same before them. */
export async function measureMemoryAfterCalls(rig: Rig, plan: RestRounds): Promise<Samples> {
  const samples: { switchhook: number[]; bare: number[] } = { switchhook: [], bare: [] };
  for (let round = 0; round < plan.rounds; round += 1) {
    const since = rig.server.ledger.next;
    const program = rig.startSwitchhook('--hidden');
    try {
      await rig.reachable(since);
      await pause(plan.settleMs);
      samples.bare.push(memoryOf(program.processes));
      for (let call = 0; call < plan.calls; call += 1) await talkOnce(rig);
      await pause(plan.restMs);
      samples.switchhook.push(memoryOf(program.processes));
    } finally {
      await program.stop();
    }
  }
  return samples;
}
