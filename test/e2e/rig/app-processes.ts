import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import type { Desktop } from '../../desktop/desktop.ts';
import { markedProcesses } from '../../desktop/marked-processes.ts';

/** Process ids of the app on this desktop, all its helpers among them. */
export function appProcesses(desktop: Desktop): number[] {
  return markedProcesses(basename(desktop.folder)).filter((pid) => programOf(pid) === 'switchhook');
}

/** Those whose command line has this, such as `--type=renderer`. */
export function appProcessesWith(desktop: Desktop, argument: string): number[] {
  return appProcesses(desktop).filter((pid) => commandLine(pid).includes(argument));
}

/** Those that are no helper of another: one for each app that runs. */
export function browserProcesses(desktop: Desktop): number[] {
  return appProcesses(desktop).filter((pid) => !commandLine(pid).some((word) => word.startsWith('--type=')));
}

/** A line of /proc/PID/status, as in `Seccomp` (proc(5)). */
export function statusLine(pid: number, name: string): string {
  return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(read(pid, 'status'))?.[1] ?? '';
}

/** What /proc/PID says of a process (proc(5)); empty once it is gone. */
export function processText(pid: number, file: 'cmdline' | 'environ'): string {
  return read(pid, file);
}

/** The namespace of a kind that a process is in, such as `user` (namespaces(7)). */
export function namespaceOf(pid: number, kind: string): string {
  return link(`/proc/${pid}/ns/${kind}`);
}

/** The UDP ports that the app has open, as the kernel lists them for its network (proc(5), /proc/PID/net/udp). */
export function udpPorts(desktop: Desktop): number[] {
  const all = appProcesses(desktop);
  // A helper in its sandbox has a network of its own, where nothing is; its id may be the lowest.
  const [one] = [...browserProcesses(desktop), ...all];
  if (one === undefined) return [];
  const inodes = new Set(all.flatMap(socketInodes));
  return ['udp', 'udp6'].flatMap((table) =>
    read(one, `net/${table}`)
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((columns) => inodes.has(columns[9] ?? ''))
      .map((columns) => Number.parseInt(columns[1]?.split(':')[1] ?? '', 16)),
  );
}

function socketInodes(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return list(folder).flatMap((fd) => /^socket:\[(\d+)\]$/.exec(link(`${folder}/${fd}`))?.[1] ?? []);
}

/** The words of a process's command line. Chromium's helpers write theirs anew, with spaces. */
export function commandLine(pid: number): string[] {
  return read(pid, 'cmdline').split(/[\0 ]/);
}

function programOf(pid: number): string {
  return basename(link(`/proc/${pid}/exe`));
}

/** Processes end while they are looked at: then there is nothing to see. */
function orNothing<T>(look: () => T, nothing: T): T {
  try {
    return look();
  } catch {
    return nothing;
  }
}

const link = (path: string): string => orNothing(() => readlinkSync(path), '');
const list = (folder: string): string[] => orNothing(() => readdirSync(folder), []);
const read = (pid: number, file: string): string => orNothing(() => readFileSync(`/proc/${pid}/${file}`, 'utf8'), '');
