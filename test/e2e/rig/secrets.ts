import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { UcwaServer } from '../../ucwa-server/index.ts';
import type { Launcher } from './launcher.ts';

interface Place {
  readonly name: string;
  readonly text: string;
  /** Logs hold no names of people either; the call history must. */
  readonly isLog: boolean;
}

/** Where a password, a token or, in logs, an address or number of a person was written down; a line for each find. */
export function findSecrets({ launcher, server }: { launcher: Launcher; server: UcwaServer }): string[] {
  const places: Place[] = [
    { name: 'the terminal', text: launcher.printed, isLog: true },
    ...launcher.apps.flatMap(({ userDataDir }) => filesIn(userDataDir)),
  ];
  const people = [server.account, ...server.calls.all.map(({ from }) => from)].flatMap(waysToReach);
  return places.flatMap(({ name, text, isLog }) => [
    ...(text.includes(server.account.password) ? [`the password in ${name}`] : []),
    ...[...text.matchAll(/cwt(?:=|%3d)[\w+/%]{8,}/gi)].map(() => `a token in ${name}`),
    ...(isLog ? people.filter((way) => text.includes(way)).map((way) => `${way} in ${name}`) : []),
  ]);
}

function filesIn(folder: string): Place[] {
  return globSync('**/*', { cwd: folder })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => ({
      name,
      text: readFileSync(join(folder, name), 'latin1'),
      isLog: name.endsWith('.log'),
    }));
}

interface Reachable {
  readonly address?: string;
  readonly uri?: string;
  readonly workPhoneNumber?: string;
}

function waysToReach({ address, uri, workPhoneNumber }: Reachable): string[] {
  return [address, uri, workPhoneNumber].flatMap((way) => (way === undefined ? [] : way.replace(/^(sip|tel):\+?/, '')));
}
