import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../desktop/until.ts';
import { byTurns, type Rounds, type Samples } from '../samples.ts';
import type { Program } from './program.ts';
import type { Rig } from './rig.ts';
import { memoryOf, processorTimeOf, usedBetween } from './usage.ts';

export interface IdleRounds extends Rounds {
  /** How long an app is left alone before it counts as idle. */
  readonly settleMs: number;
  /** How long its use of the processor is looked at. */
  readonly watchMs: number;
}

export interface IdleSamples {
  /** MB (2^20 bytes), as proportional set size of all processes. */
  readonly memory: Samples;
  /** Percent of one core. */
  readonly processor: Samples;
}

/** Processes of an Electron app with a window: main, two zygotes, network service, renderer; a GPU process may be missing. */
const leastProcesses = 5;

/**
 * What the apps use while nothing happens, each alone on the machine, so that neither shares pages with the other. Switchhook is in the
 * tray, without a main window, signed in and waits for events; the bare app has its window open.
 */
export async function measureIdle(rig: Rig, { settleMs, watchMs, ...rounds }: IdleRounds): Promise<IdleSamples> {
  const processor: { switchhook: number[]; bare: number[] } = { switchhook: [], bare: [] };

  async function watch(program: Program, ready: () => Promise<unknown>, shares: number[]): Promise<number> {
    try {
      await ready();
      await pause(settleMs);
      const before = processorTimeOf(program.processes);
      await pause(watchMs);
      const { processes } = program;
      shares.push((usedBetween(before, processorTimeOf(processes)) * 100_000) / watchMs);
      return memoryOf(processes);
    } finally {
      await program.stop();
    }
  }

  const memory = await byTurns(
    rounds,
    () => {
      const since = rig.server.ledger.next;
      return watch(rig.startSwitchhook('--hidden'), () => rig.reachable(since), processor.switchhook);
    },
    () => {
      const bare = rig.startBare('window');
      const isUp = (): boolean => bare.processes.length >= leastProcesses;
      return watch(bare, () => until('the bare app', isUp), processor.bare);
    },
  );
  const counted = (shares: readonly number[]): readonly number[] => shares.slice(rounds.warmUps);
  return { memory, processor: { switchhook: counted(processor.switchhook), bare: counted(processor.bare) } };
}
