import type { Bus } from './bus.ts';
import type { Session } from './session.ts';
import { until } from './until.ts';

const service = 'org.freedesktop.secrets';

/** Starts gnome-keyring with an unlocked default collection. Source: the Secret Service specification, aliases. */
export async function startKeyring(session: Session, bus: Bus): Promise<void> {
  session.startService(
    'gnome-keyring',
    'gnome-keyring-daemon',
    ['--foreground', '--unlock', '--components=secrets'],
    keyringPassword,
  );
  await until('a keyring', () => bus.hasOwner(service));
  await until('an unlocked default collection', async () => {
    const collection = await defaultCollection(bus);
    const owner = 'org.freedesktop.Secret.Collection';
    return collection !== '/' && (await bus.property(service, collection, owner, 'Locked')) === false;
  });
}

/** Sees to it that there is no keyring. Before the bus is started. */
export function forbidKeyring(session: Session): void {
  session.forbidActivation(service);
}

/** Sees to it that nobody can be asked for the keyring's password. Before the bus is started. */
export function forbidPrompter(session: Session): void {
  for (const kind of ['System', 'Private']) session.forbidActivation(`org.gnome.keyring.${kind}Prompter`);
}

/** The process that has the keyring. */
export async function keyringProcess(bus: Bus): Promise<number> {
  const [pid] = await bus.askBus('GetConnectionUnixProcessID', 's', [service]);
  return Number(pid);
}

/** What unlocks the default collection. */
export const keyringPassword = 'keyring';

/** Locks the default collection, as a screen saver or its owner would. */
export async function lockKeyring(bus: Bus): Promise<void> {
  const body = [[await defaultCollection(bus)]];
  await bus.call({ ...secretService, member: 'Lock', signature: 'ao', body });
}

const secretService = {
  destination: service,
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
};

async function defaultCollection(bus: Bus): Promise<string> {
  const [path] = await bus.call({ ...secretService, member: 'ReadAlias', signature: 's', body: ['default'] });
  return String(path);
}
