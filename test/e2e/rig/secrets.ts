import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../../desktop/desktop.ts';
import type { UcwaServer } from '../../ucwa-server/index.ts';
import { appProcesses, processText } from './app-processes.ts';
import { ipcTrace } from './ipc-trace.ts';
import type { Launcher } from './launcher.ts';

interface Place {
  readonly name: string;
  readonly text: string;
  /** Holds no names of people either; the call history and the windows must. */
  readonly isLog: boolean;
}

/** What the running apps show of themselves to others: arguments and environment of each process, and what goes to their pages. */
export interface Exposed {
  readonly places: readonly Place[];
}

/** To be looked at while the apps still run. */
export async function lookAtRunning(desktop: Desktop, launcher: Launcher): Promise<Exposed> {
  const processes = appProcesses(desktop).flatMap((pid) =>
    (['cmdline', 'environ'] as const).map((file) => ({
      name: `/proc/${pid}/${file}`,
      text: processText(pid, file),
      isLog: true,
    })),
  );
  const traces = await Promise.all(launcher.apps.map(ipcTrace));
  return { places: [...processes, ...traces.map((text) => ({ name: 'the IPC to the pages', text, isLog: false }))] };
}

/** Where a password, a token, a key or, in logs, an address or number of a person was written down; a line for each find. */
export function findSecrets(
  { launcher, server }: { launcher: Launcher; server: UcwaServer },
  shown?: Exposed,
): string[] {
  const places: Place[] = [
    { name: 'the terminal', text: launcher.printed, isLog: true },
    ...launcher.apps.flatMap(({ userDataDir }) => filesIn(userDataDir)),
    ...(shown?.places ?? []),
  ];
  const people = [server.account, ...server.calls.all.map(({ from }) => from)].flatMap(waysToReach);
  return places.flatMap(({ name, text, isLog }) => [
    ...(text.includes(server.account.password) ? [`the password in ${name}`] : []),
    ...[...text.matchAll(/cwt(?:=|%3d)[\w+/%]{8,}/gi)].map(() => `a token in ${name}`),
    ...[...text.matchAll(/\binline:[\w+/]{16,}/g)].map(() => `a key of the far side's voice in ${name}`),
    ...(isLog ? [...text.matchAll(/a=ice-pwd:\S+/g)].map(() => `an ICE password in ${name}`) : []),
    ...(isLog ? people.filter((way) => text.includes(way)).map((way) => `${way} in ${name}`) : []),
  ]);
}

function filesIn(folder: string): Place[] {
  return (
    globSync('**/*', { cwd: folder })
      // A killed app leaves links of its lock that lead nowhere.
      .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true)
      .map((name) => ({
        name,
        text: readFileSync(join(folder, name), 'latin1'),
        isLog: name.endsWith('.log'),
      }))
  );
}

interface Reachable {
  readonly address?: string;
  readonly uri?: string;
  readonly workPhoneNumber?: string;
}

/** A number of so few digits is a part of any time of the day: of that only the address counts. */
const shortest = 5;

function waysToReach({ address, uri, workPhoneNumber }: Reachable): string[] {
  return [address, uri, workPhoneNumber].flatMap((way) => {
    const bare = way?.replace(/^(sip|tel):\+?/, '');
    if (way === undefined || bare === undefined) return [];
    return bare.length < shortest ? way : bare;
  });
}
