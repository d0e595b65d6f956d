import { connect, type Socket } from 'node:net';
import { failed, ok, type Result } from '../../core/result.ts';

/** A method call. `signature` and `body` go together. */
export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

export interface BusSignal {
  readonly path: string;
  readonly interface: string;
  readonly member: string;
}

type Reply = Result<readonly unknown[], string>;

/** One connection to a message bus. A failure is the error's name and text. */
export interface BusConnection {
  call(call: BusCall, deadlineMs: number): Promise<Reply>;
  onSignal(signal: BusSignal, rule: string, listener: (body: readonly unknown[]) => void): void;
  end(): void;
}

/** What is used of the library, whose own types say less. */
interface Client {
  readonly connection: { on(event: 'error', listener: (error: Error) => void): void; end(): void };
  readonly signals: { on(key: string, listener: (body: readonly unknown[] | undefined) => void): void };
  mangle(path: string, interfaceName: string, member: string): string;
  invoke(call: object, reply: (error: BusError | null | undefined, ...values: unknown[]) => void): void;
  addMatch(rule: string): void;
}

interface BusError {
  readonly name?: string;
  readonly message?: unknown;
}

/** Connects and says Hello. `onEnd` is called once, when the connection is gone or never came up. */
export async function connectBus(socketPath: string, onEnd: () => void): Promise<BusConnection> {
  const library = (await import('@homebridge/dbus-native')) as unknown as {
    createClient(o: { stream: Socket }): Client;
  };
  const stream = connect(socketPath);
  const client = library.createClient({ stream });
  const waiting = new Set<(reply: Reply) => void>();
  // Followed by close, which is what counts.
  client.connection.on('error', () => stream.destroy());
  stream.once('close', () => {
    for (const answer of waiting) answer(failed('The message bus is gone'));
    onEnd();
  });
  return {
    call: (call, deadlineMs) =>
      new Promise((resolve) => {
        const answer = (reply: Reply) => {
          clearTimeout(deadline);
          waiting.delete(answer);
          resolve(reply);
        };
        const deadline = setTimeout(() => answer(failed(`${call.member}: no reply`)), deadlineMs);
        waiting.add(answer);
        client.invoke({ ...call }, (error, ...values) => answer(error ? failed(described(error)) : ok(values)));
      }),
    onSignal: ({ path, interface: interfaceName, member }, rule, listener) => {
      client.signals.on(client.mangle(path, interfaceName, member), (body) => listener(body ?? []));
      client.addMatch(rule);
    },
    end: () => stream.destroy(),
  };
}

function described({ name = 'Error', message }: BusError): string {
  return `${name}: ${String(message)}`;
}
