import { connect, type Socket } from 'node:net';
import { failed, ok, type Result } from '../../core/result.ts';
import { createReplyCheck } from './reply-check.ts';
import { type BusMessage, type BusSignal, createSignals, daemonObject, type OnSignal } from './signals.ts';

/** A method call. `signature` and `body` go together. */
export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

type OnMessage = (message: BusMessage) => void;
type Reply = Result<readonly unknown[], string>;

/** One connection to a message bus. A failure is the error's name and text. */
export interface BusConnection {
  call(call: BusCall, deadlineMs: number): Promise<Reply>;
  /** `argument`: only where the first value is that. Returns the end of it. */
  onSignal(signal: BusSignal, listener: OnSignal, argument?: string): () => void;
  end(): void;
}

/** What is used of the library, whose own types say less. */
interface Client {
  readonly connection: {
    on(event: 'error', listener: (error: Error) => void): void;
    on(event: 'message', listener: OnMessage): void;
    listeners(event: 'message'): OnMessage[];
    removeAllListeners(event: 'message'): void;
  };
  invoke(call: object, reply: (error: BusError | null | undefined, ...values: unknown[]) => void): void;
  addMatch(rule: string): void;
  removeMatch(rule: string): void;
}

interface BusError {
  readonly name?: string;
  readonly message?: unknown;
}

/** Connects and says Hello. `onEnd` is called once, when the connection is gone or never came up. */
export async function connectBus(socketPath: string, onEnd: () => void): Promise<BusConnection> {
  const library = await load().catch((error: unknown) => {
    onEnd();
    throw error;
  });
  const stream = connect(socketPath);
  const client = library.createClient({ stream });
  const waiting = new Set<(reply: Reply) => void>();
  // Followed by close, which is what counts.
  client.connection.on('error', () => stream.destroy());
  const signals = createSignals({
    listen: (rule) => client.addMatch(rule),
    stopListening: (rule) => client.removeMatch(rule),
    askOwner: (name, tell) => {
      const asked = { ...daemonObject, member: 'GetNameOwner', signature: 's', body: [name] };
      client.invoke(asked, (error, owner) => tell(error ? null : String(owner)));
    },
  });
  const replies = createReplyCheck(signals.owner);
  const call = (asked: BusCall, deadlineMs: number): Promise<Reply> =>
    new Promise((resolve) => {
      signals.follow(asked.destination);
      const message: BusCall & { readonly serial?: number } = { ...asked };
      const answer = (reply: Reply) => {
        clearTimeout(deadline);
        waiting.delete(answer);
        replies.forget(message.serial);
        resolve(reply);
      };
      const deadline = setTimeout(() => answer(failed(`${asked.member}: no reply`)), deadlineMs);
      waiting.add(answer);
      client.invoke(message, (error, ...values) => answer(error ? failed(described(error)) : ok(values)));
      // The library numbers it.
      replies.expect(message.serial, asked.destination);
    });
  const ofTheLibrary = client.connection.listeners('message');
  client.connection.removeAllListeners('message');
  client.connection.on('message', (message) => {
    if (replies.isForged(message)) return;
    signals.take(message);
    for (const take of ofTheLibrary) take(message);
  });
  stream.once('close', () => {
    for (const answer of waiting) answer(failed('The message bus is gone'));
    onEnd();
  });
  return {
    call,
    onSignal: signals.on,
    end: () => stream.destroy(),
  };
}

async function load(): Promise<{ createClient(o: { stream: Socket }): Client }> {
  return (await import('@homebridge/dbus-native')) as unknown as { createClient(o: { stream: Socket }): Client };
}

function described({ name = 'Error', message }: BusError): string {
  return `${name}: ${String(message)}`;
}
