import { readdirSync, readFileSync } from 'node:fs';

/** A process and all that it started, zygotes and sandboxed children too. */
export function processTree(root: number): number[] {
  const parents = new Map(allProcesses().map((id) => [id, parentOf(id)]));
  const isInside = (id: number | undefined): boolean =>
    id !== undefined && id > 1 && (id === root || isInside(parents.get(id)));
  return [...parents.keys()].filter(isInside);
}

/**
 * Memory of processes in MB (2^20 bytes), as proportional set size: shared pages count by their share. One that has ended since it was found
 * has none. Throws where the system does not let this user see it.
 */
export function memoryOf(processes: readonly number[]): number {
  const kilobytes = processes.map((id) => {
    const [, pss] = /^Pss:\s+(\d+) kB$/m.exec(rollupOf(id)) ?? [0, 0];
    return Number(pss);
  });
  return kilobytes.reduce((sum, part) => sum + part, 0) / 1024;
}

function rollupOf(process: number): string {
  try {
    return readFileSync(`/proc/${process}/smaps_rollup`, 'utf8');
  } catch (error) {
    // ENOENT before it is opened, ESRCH while it is.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}

/** Processor time that each thread of some processes has used since its start, in nanoseconds, by the thread's id. */
export type ProcessorTime = ReadonlyMap<number, number>;

/**
 * Read from the scheduler (/proc/PID/task/TID/schedstat): the ticks of /proc/PID/stat are too coarse for an idle process. Throws
 * where the kernel does not keep it.
 */
export function processorTimeOf(processes: readonly number[]): ProcessorTime {
  const times = processes.flatMap((id) => threadsOf(id).map((thread) => [thread, timeOf(id, thread)] as const));
  if (times.length > 0 && times.every(([, time]) => time === null)) throw new Error('The kernel keeps no schedstat');
  return new Map(times.map(([thread, time]) => [thread, time ?? 0]));
}

/** What was used from one look to a later one, in seconds; a thread that ended in between counts nothing. */
export function usedBetween(before: ProcessorTime, after: ProcessorTime): number {
  const used = [...after].map(([thread, time]) => time - (before.get(thread) ?? 0));
  return used.reduce((sum, time) => sum + time, 0) / 1e9;
}

function threadsOf(process: number): number[] {
  try {
    return readdirSync(`/proc/${process}/task`).map(Number);
  } catch {
    return [];
  }
}

function timeOf(process: number, thread: number): number | null {
  try {
    return Number(readFileSync(`/proc/${process}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
  } catch {
    return null;
  }
}

function allProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

function parentOf(id: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8');
    // The name, which may hold blanks and parentheses, ends at the last parenthesis; the state and the parent follow.
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
