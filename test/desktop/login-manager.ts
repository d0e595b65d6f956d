import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accepts } from './accepts.ts';
import { Bus } from './bus.ts';
import type { Desktop } from './desktop.ts';
import { until } from './until.ts';

/** A system bus of the test's own with a stand-in for systemd-logind on it. */
export interface LoginManager {
  /** For the environment of programs that are to hear it. */
  readonly env: Readonly<Record<string, string>>;
  /** Says that this computer is about to sleep, or that it woke up. */
  prepareForSleep(begins: boolean): Promise<void>;
  /** Who asked for time before a sleep. */
  inhibitors(): Promise<readonly string[]>;
  stop(): void;
}

const manager = { destination: 'org.freedesktop.login1', path: '/org/freedesktop/login1' };
const config = `<busconfig>
  <include>/usr/share/dbus-1/session.conf</include>
  <policy context="mandatory"><allow user="*"/></policy>
</busconfig>
`;

/** Programs named here are Debian's dbus and python3-dbusmock. */
export async function startLoginManager(desktop: Desktop): Promise<LoginManager> {
  const folder = desktop.makeFolder('run/system');
  const socket = join(folder, 'bus');
  const address = `unix:path=${socket}`;
  const configFile = join(folder, 'bus.conf');
  writeFileSync(configFile, config, { mode: 0o644 });
  const children: ChildProcess[] = [];
  const start = (command: string, ...args: string[]): void => {
    const user = desktop.user ? [`--reuid=${desktop.user.uid}`, `--regid=${desktop.user.gid}`, '--clear-groups'] : [];
    children.push(
      spawn('setpriv', [...user, '--pdeathsig=KILL', '--', command, ...args], {
        env: { ...desktop.env, DBUS_SYSTEM_BUS_ADDRESS: address },
        stdio: 'ignore',
      }),
    );
  };
  start('dbus-daemon', `--config-file=${configFile}`, '--nofork', '--nopidfile', `--address=${address}`);
  await until('a system bus', () => accepts(socket));
  start('/usr/bin/python3', '-m', 'dbusmock', '--system', '--template', 'logind');
  const bus = new Bus(address);
  await until('a login manager', () => bus.hasOwner(manager.destination));
  const mock = { ...manager, interface: 'org.freedesktop.DBus.Mock' };
  return {
    env: { DBUS_SYSTEM_BUS_ADDRESS: address },
    async prepareForSleep(begins) {
      const body = ['org.freedesktop.login1.Manager', 'PrepareForSleep', 'b', [['b', begins]]];
      await bus.call({ ...mock, member: 'EmitSignal', signature: 'sssav', body });
    },
    async inhibitors() {
      const listed = await bus.call({
        ...manager,
        interface: 'org.freedesktop.login1.Manager',
        member: 'ListInhibitors',
      });
      return (listed[0] as readonly (readonly unknown[])[]).map((entry) => entry.slice(0, 4).join(' '));
    },
    stop() {
      bus.close();
      for (const child of children.reverse()) child.kill('SIGKILL');
    },
  };
}
