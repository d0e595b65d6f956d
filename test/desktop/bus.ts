import { createRequire } from 'node:module';
import { accepts } from './accepts.ts';
import type { Session } from './session.ts';
import { until } from './until.ts';

/** A call on the bus. Source: D-Bus specification, message types. */
export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** A message that somebody on the bus sent to everybody. */
export interface BusSignal {
  readonly sender: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

interface Client {
  readonly connection: {
    on(event: 'message', listener: (message: Partial<BusSignal> & { type: number }) => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
    readonly stream: { destroy(): void };
  };
  invoke(call: object, callback: (error: unknown, ...values: unknown[]) => void): void;
}

const library = createRequire(import.meta.url)('@homebridge/dbus-native') as {
  createClient(options: { busAddress: string }): Client;
};
const signalType = 4;

/** As every session bus, but a test that runs as root may connect although the session is someone else's. */
const busConfig = `<busconfig>
  <include>/usr/share/dbus-1/session.conf</include>
  <policy context="mandatory"><allow user="root"/></policy>
</busconfig>
`;

/** Starts a message bus at an address and connects to it. */
export async function startBus(session: Session, address: string): Promise<Bus> {
  const config = session.writeFile('home/bus.conf', busConfig);
  const args = [`--config-file=${config}`, '--nofork', '--nopidfile', `--address=${address}`];
  session.startService('dbus-daemon', 'dbus-daemon', args);
  await until('a message bus', () => accepts(address.replace('unix:path=', '')));
  const bus = new Bus(address);
  await bus.hasOwner('org.freedesktop.DBus');
  return bus;
}

/** One connection to a desktop's message bus. */
export class Bus {
  readonly #client: Client;
  readonly #broken: Promise<never>;

  constructor(address: string) {
    this.#client = library.createClient({ busAddress: address });
    this.#broken = new Promise((_resolve, reject) => {
      this.#client.connection.on('error', (error) => reject(new Error(`The message bus: ${error}`)));
    });
    this.#broken.catch(() => undefined);
  }

  /** Calls a method and resolves with its results, variants unwrapped; rejects with the error's name and text. */
  call(call: BusCall): Promise<unknown[]> {
    const answer = new Promise<unknown[]>((resolve, reject) => {
      this.#client.invoke({ ...call, body: call.body ?? [] }, (error, ...values) => {
        if (error) reject(new Error(`${call.interface}.${call.member}: ${describe(error)}`));
        else resolve(values.map(plain));
      });
    });
    return Promise.race([answer, this.#broken]);
  }

  /** Asks the bus itself. Source: D-Bus specification, message bus messages. */
  askBus(member: string, signature: string, body: readonly unknown[]): Promise<unknown[]> {
    const daemon = {
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
    };
    return this.call({ ...daemon, member, signature, body });
  }

  /** Reads one property. */
  async property(destination: string, path: string, owner: string, name: string): Promise<unknown> {
    const get = { interface: 'org.freedesktop.DBus.Properties', member: 'Get', signature: 'ss', body: [owner, name] };
    return (await this.call({ destination, path, ...get }))[0];
  }

  /** Whether somebody has this name on the bus. */
  async hasOwner(name: string): Promise<boolean> {
    const [owned] = await this.askBus('NameHasOwner', 's', [name]);
    return owned === true;
  }

  /** Calls back for each signal that matches a rule such as `interface='org.kde.StatusNotifierItem'`. */
  async onSignal(rule: string, listener: (signal: BusSignal) => void): Promise<void> {
    const wanted = [...rule.matchAll(/(\w+)='([^']*)'/g)].map((match) => [match[1], match[2]] as const);
    this.#client.connection.on('message', (message) => {
      const fields: Readonly<Record<string, unknown>> = { ...message };
      if (message.type !== signalType || !wanted.every(([key, value]) => key === 'type' || fields[key ?? ''] === value))
        return;
      const { sender = '', path = '', interface: owner = '', member = '', body = [] } = message;
      listener({ sender, path, interface: owner, member, body: body.map(plain) });
    });
    await this.askBus('AddMatch', 's', [`type='signal',${rule}`]);
  }

  close(): void {
    this.#client.connection.stream.destroy();
  }
}

function describe(error: unknown): string {
  const { name = '', message = error } = error as { name?: string; message?: unknown };
  return `${name} ${Array.isArray(message) ? message.join(' ') : String(message)}`.trim();
}

/** The library gives a variant as [parsed signature, [value]]; its value is what is wanted. */
function plain(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const [first, second] = value as unknown[];
  const isVariant = value.length === 2 && isParsedSignature(first) && Array.isArray(second) && second.length === 1;
  return isVariant ? plain((second as unknown[])[0]) : value.map(plain);
}

function isParsedSignature(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length === 1 &&
    typeof value[0] === 'object' &&
    value[0] !== null &&
    'type' in value[0] &&
    'child' in value[0]
  );
}
