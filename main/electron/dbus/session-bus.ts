import type { Clock, Log } from '../../core/ports.ts';
import { failed, type Result } from '../../core/result.ts';
import type { BusCall, BusConnection, BusSignal } from './connection.ts';

const usualDeadlineMs = 2_000;
const firstRetryMs = 1_000;
const lastRetryMs = 60_000;
const daemon = { path: '/org/freedesktop/DBus', interface: 'org.freedesktop.DBus' };

/** The user's message bus. Connects when it is first needed, and again whenever it was lost. */
export interface SessionBus {
  /** Never throws and always ends: a failure is the error's name and text. */
  call(call: BusCall, deadlineMs?: number): Promise<Result<readonly unknown[], string>>;
  /** Returns the end of the subscription. */
  onSignal(signal: BusSignal, listener: (body: readonly unknown[]) => void): () => void;
  /** Calls back when a well-known name gets another owner, gets one or loses it, and after each reconnection. */
  onOwnerChange(name: string, listener: () => void): void;
  /** Ends the connection for good. */
  close(): void;
}

export interface SessionBusDeps {
  connect(onEnd: () => void): Promise<BusConnection>;
  readonly clock: Clock;
  readonly log: Log;
}

interface Subscription {
  readonly signal: BusSignal;
  readonly rule: string;
  readonly listener: (body: readonly unknown[]) => void;
}

export function createSessionBus({ connect, clock, log }: SessionBusDeps): SessionBus {
  const subscriptions = new Set<Subscription>();
  const onReconnect: (() => void)[] = [];
  let current: Promise<BusConnection> | null = null;
  let retryMs = firstRetryMs;
  let closed = false;

  function connection(): Promise<BusConnection> {
    current ??= open();
    return current;
  }

  async function open(): Promise<BusConnection> {
    const opened = await connect(lost);
    for (const subscription of subscriptions) attach(opened, subscription);
    return opened;
  }

  function attach(opened: BusConnection, subscription: Subscription): void {
    const { signal, rule } = subscription;
    opened.onSignal(signal, rule, (body) => {
      retryMs = firstRetryMs;
      if (subscriptions.has(subscription)) subscription.listener(body);
    });
  }

  function lost(): void {
    current = null;
    if (closed) return;
    log.info('The message bus is gone', { retryMs });
    clock.after(retryMs, () => {
      if (closed || subscriptions.size === 0) return;
      connection().then(tellReconnected, failedToConnect);
    });
    retryMs = Math.min(retryMs * 2, lastRetryMs);
  }

  function tellReconnected(): void {
    for (const listener of onReconnect) listener();
  }

  function failedToConnect(error: unknown): void {
    current = null;
    log.warn('The message bus cannot be reached', { error });
  }

  function subscribe(subscription: Subscription): () => void {
    subscriptions.add(subscription);
    if (current) current.then((opened) => attach(opened, subscription), failedToConnect);
    else connection().catch(failedToConnect);
    return () => subscriptions.delete(subscription);
  }

  return {
    call: async (call, deadlineMs = usualDeadlineMs) => {
      if (closed) return failed('The message bus is closed');
      try {
        return await (await connection()).call(call, deadlineMs);
      } catch (error) {
        failedToConnect(error);
        return failed('The message bus cannot be reached');
      }
    },
    onSignal: (signal, listener) => subscribe({ signal, rule: matchRule(signal), listener }),
    onOwnerChange: (name, listener) => {
      const signal = { ...daemon, member: 'NameOwnerChanged' };
      const rule = `${matchRule(signal)},arg0='${name}'`;
      onReconnect.push(listener);
      subscribe({ signal, rule, listener: ([changed]) => changed === name && listener() });
    },
    close: () => {
      closed = true;
      current?.then(
        (opened) => opened.end(),
        () => {},
      );
    },
  };
}

function matchRule({ path, interface: interfaceName, member }: BusSignal): string {
  return `type='signal',path='${path}',interface='${interfaceName}',member='${member}'`;
}
