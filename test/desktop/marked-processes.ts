import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** The environment variable by which every program of a desktop, and whatever that starts, is known again. */
export const markVariable = 'SWITCHHOOK_DESKTOP';

/** Process ids of what runs with this mark in its environment. */
export function markedProcesses(mark: string): number[] {
  const line = `${markVariable}=${mark}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(line))
    .map(Number);
}

/** Ends what runs with this mark: first asks, after a moment insists. Resolves when nothing is left. */
export async function killMarked(mark: string): Promise<void> {
  for (let round = 0; ; round += 1) {
    const left = markedProcesses(mark);
    if (left.length === 0) return;
    if (round === 0) signal(left, 'SIGTERM');
    if (round >= 20) signal(left, 'SIGKILL');
    if (round > 400) throw new Error(`Processes ${left.join(', ')} cannot be ended`);
    await delay(25);
  }
}

function signal(processes: readonly number[], name: NodeJS.Signals): void {
  for (const id of processes) {
    try {
      process.kill(id, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** Empty for processes that ended, are zombies, or belong to someone else. */
function environmentOf(id: string): string[] {
  try {
    return readFileSync(`/proc/${id}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
