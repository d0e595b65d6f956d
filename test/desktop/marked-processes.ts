import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** The environment variable by which every program of a desktop, and whatever that starts, is known again. */
export const markVariable = 'SWITCHHOOK_DESKTOP';

/**
 * Process ids of what runs with this mark in its environment or on its command line, and of all that descends from it:
 * Chromium moves its environment, and its helpers write their titles over theirs.
 */
export function markedProcesses(mark: string): number[] {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const known = new Map<string, boolean>();
  const isMarked = (id: string): boolean => {
    const answer = known.get(id) ?? (isAlive(id) && (carries(id, mark) || isMarked(parentOf(id))));
    known.set(id, answer);
    return answer;
  };
  return processes.filter(isMarked).map(Number);
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

function carries(id: string, mark: string): boolean {
  const environment = read(id, 'environ').split('\0');
  return environment.includes(`${markVariable}=${mark}`) || read(id, 'cmdline').includes(`/${mark}/`);
}

function parentOf(id: string): string {
  return statOf(id)[1] ?? '0';
}

/** Zombies have ended; only their parent has not asked for their exit code yet. */
function isAlive(id: string): boolean {
  const [state = 'X'] = statOf(id);
  return state !== 'Z' && state !== 'X';
}

/** The fields after the program's name in /proc/PID/stat (proc(5)): its state, its parent. */
function statOf(id: string): string[] {
  const stat = read(id, 'stat');
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Empty for processes that ended, are zombies, or belong to someone else. */
function read(id: string, file: string): string {
  try {
    return readFileSync(`/proc/${id}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
