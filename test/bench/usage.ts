import { readdirSync, readFileSync } from 'node:fs';

/** What /proc counts processor time in, per second (USER_HZ, proc(5)); the same on every architecture that Electron has. */
const ticksPerSecond = 100;

/** A process and all that it started, zygotes and sandboxed children too. */
export function processTree(root: number): number[] {
  const parents = new Map(allProcesses().map((id) => [id, statOf(id)?.parent]));
  const isInside = (id: number | undefined): boolean =>
    id !== undefined && id > 1 && (id === root || isInside(parents.get(id)));
  return [...parents.keys()].filter(isInside);
}

/**
 * Memory of processes in MB (2^20 bytes), as proportional set size: shared pages count by their share. Throws where the
 * system does not let this user see it.
 */
export function memoryOf(processes: readonly number[]): number {
  const kilobytes = processes.map((id) => {
    const [, pss] = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8')) ?? [];
    return Number(pss);
  });
  return kilobytes.reduce((sum, part) => sum + part, 0) / 1024;
}

/** Processor time that processes have used since they started, in seconds; what has ended counts nothing. */
export function processorTimeOf(processes: readonly number[]): number {
  return processes.reduce((sum, id) => sum + (statOf(id)?.ticks ?? 0), 0) / ticksPerSecond;
}

function allProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function statOf(id: number): { readonly parent: number; readonly ticks: number } | null {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8');
    // The name, which may hold blanks and parentheses, ends at the last parenthesis; fields are counted from there.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { parent: fields[1] ?? 0, ticks: (fields[11] ?? 0) + (fields[12] ?? 0) };
  } catch {
    return null;
  }
}
