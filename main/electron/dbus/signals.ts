/** The bus itself, which is the one that may say it: it lets nobody have this name (D-Bus specification, message bus names). */
export const daemon = 'org.freedesktop.DBus';
const daemonPath = '/org/freedesktop/DBus';
/** Where its methods are (message bus messages). */
export const daemonObject = { destination: daemon, path: daemonPath, interface: daemon } as const;

export interface BusSignal {
  /** A well-known name. Only its owner is heard: whoever is on the bus can send any signal to anybody. */
  readonly sender: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
}

/** Takes the values of a signal. */
export type OnSignal = (body: readonly unknown[]) => void;

export const ownerChanges: BusSignal = {
  sender: daemon,
  path: daemonPath,
  interface: daemon,
  member: 'NameOwnerChanged',
};

/** A message as the library reads it. The bus itself fills in the sender, which is a unique name. */
export interface BusMessage {
  readonly type: number;
  readonly replySerial?: number;
  readonly sender?: string;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  readonly body?: readonly unknown[];
}

export interface SignalsDeps {
  /** Has the bus pass on what matches a rule. */
  listen(rule: string): void;
  stopListening(rule: string): void;
  /** Asks for the unique name that has a well-known one, null where nobody has, and tells it in the turn in which it comes. */
  askOwner(name: string, tell: (owner: string | null) => void): void;
}

/** The signals of one connection. */
export interface Signals {
  on(signal: BusSignal, listener: OnSignal, argument?: string): () => void;
  take(message: BusMessage): void;
  /** Follows who owns a name. */
  follow(name: string): void;
  /** Null where nobody does, and where it is not known yet. */
  owner(name: string): string | null;
}

interface Subscription {
  readonly signal: BusSignal;
  readonly argument: string | undefined;
  readonly listener: OnSignal;
}

/** D-Bus specification, message types. */
const signalType = 4;

/**
 * Passes a signal on where it comes from the owner of the name that it is expected of. A rule alone does not do that: what a process
 * sends to this connection by its unique name comes in whatever the rules say. Owners are asked for once and then
 * followed; the bus keeps the order of its own messages and theirs.
 */
export function createSignals({ listen, stopListening, askOwner }: SignalsDeps): Signals {
  const subscriptions = new Set<Subscription>();
  const owners = new Map<string, string | null>([[daemon, daemon]]);

  function follow(name: string): void {
    if (owners.has(name)) return;
    owners.set(name, null);
    let changed = false;
    subscribe(
      ownerChanges,
      ([, , owner]) => {
        changed = true;
        owners.set(name, typeof owner === 'string' && owner !== '' ? owner : null);
      },
      name,
    );
    askOwner(name, (owner) => {
      if (!changed) owners.set(name, owner);
    });
  }

  function subscribe(signal: BusSignal, listener: OnSignal, argument?: string): () => void {
    const subscription = { signal, argument, listener };
    const rule = matchRule(subscription);
    subscriptions.add(subscription);
    listen(rule);
    return () => {
      if (subscriptions.delete(subscription)) stopListening(rule);
    };
  }

  return {
    follow,
    owner: (name) => owners.get(name) ?? null,
    on(signal, listener, argument) {
      follow(signal.sender);
      return subscribe(signal, listener, argument);
    },
    take(message) {
      if (message.type !== signalType) return;
      const body = message.body ?? [];
      for (const { signal, argument, listener } of [...subscriptions]) {
        if (isThis(signal, message) && (argument === undefined || body[0] === argument)) listener(body);
      }
    },
  };

  function isThis(signal: BusSignal, { sender, path, interface: interfaceName, member }: BusMessage): boolean {
    if (path !== signal.path || interfaceName !== signal.interface || member !== signal.member) return false;
    return sender !== undefined && sender === owners.get(signal.sender);
  }
}

function matchRule({ signal, argument }: Pick<Subscription, 'signal' | 'argument'>): string {
  const { sender, path, interface: interfaceName, member } = signal;
  const rule = `type='signal',sender='${sender}',path='${path}',interface='${interfaceName}',member='${member}'`;
  return argument === undefined ? rule : `${rule},arg0='${argument}'`;
}
