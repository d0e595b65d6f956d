import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../desktop/until.ts';
import { byTurns, type Rounds, type Samples } from '../samples.ts';
import { talkOnce } from './memory-over-calls.ts';
import type { Rig } from './rig.ts';
import { memoryOf } from './usage.ts';

export interface RestRounds extends Rounds {
  readonly calls: number;
  /** After the last call: windows are taken apart after a minute, garbage is collected after a quarter of another. */
  readonly restMs: number;
}

/** As long as the calls take, about. */
const callMs = 3_000;
const leastProcesses = 5;

/** Memory of all processes in the tray, some time after a few calls, in MB, against the bare app with its window, which had none. */
export async function measureMemoryAfterCalls(rig: Rig, { calls, restMs, ...rounds }: RestRounds): Promise<Samples> {
  return byTurns(
    rounds,
    async () => {
      const since = rig.server.ledger.next;
      const program = rig.startSwitchhook('--hidden');
      try {
        await rig.reachable(since);
        for (let call = 0; call < calls; call += 1) await talkOnce(rig);
        await pause(restMs);
        return memoryOf(program.processes);
      } finally {
        await program.stop();
      }
    },
    async () => {
      const bare = rig.startBare('window');
      try {
        await until('the bare app', () => bare.processes.length >= leastProcesses);
        await pause(calls * callMs + restMs);
        return memoryOf(bare.processes);
      } finally {
        await bare.stop();
      }
    },
  );
}
