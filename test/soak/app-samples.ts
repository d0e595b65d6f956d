import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { memoryOf } from '../bench/app/usage.ts';
import { commandLine } from '../e2e/rig/app-processes.ts';

/** What is watched of an app: memory in MiB (proportional set size), open handles, threads, and the size of its log in MiB. */
export const held = ['memory', 'handles', 'threads', 'log'] as const;

export type Held = (typeof held)[number];

/** What all processes of an app hold together after so many calls. */
export type AppSample = Readonly<Record<Held, number>> & {
  readonly calls: number;
  /** Memory by kind of process, in MiB: `main`, or what Chromium calls it. */
  readonly kinds: Readonly<Record<string, number>>;
};

/** @param folder the app's profile, in which its log is */
export function sampleOf(calls: number, processes: readonly number[], folder: string): AppSample {
  const kinds: Record<string, number> = {};
  for (const id of processes) {
    const kind = kindOf(id);
    kinds[kind] = (kinds[kind] ?? 0) + memoryOf([id]);
  }
  return {
    calls,
    kinds,
    memory: Object.values(kinds).reduce((sum, part) => sum + part, 0),
    handles: countIn(processes, 'fd'),
    threads: countIn(processes, 'task'),
    log: sizeOf(join(folder, 'logs')) / (1024 * 1024),
  };
}

/** By the switch that Chromium starts it with. */
function kindOf(id: number): string {
  const words = commandLine(id);
  const type = words.find((word) => word.startsWith('--type='))?.slice('--type='.length) ?? 'main';
  const service = words.find((word) => word.startsWith('--utility-sub-type='))?.split('.')[0] ?? '';
  return service === '' ? type : `${type} ${service.slice('--utility-sub-type='.length)}`;
}

function countIn(processes: readonly number[], list: 'fd' | 'task'): number {
  return processes.reduce((sum, id) => sum + entriesOf(`/proc/${id}/${list}`).length, 0);
}

function sizeOf(folder: string): number {
  return entriesOf(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

/** Of what is gone meanwhile, nothing. */
function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
