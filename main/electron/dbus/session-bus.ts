import type { Clock, Log } from '../../core/ports.ts';
import { failed, type Result } from '../../core/result.ts';
import type { BusCall, BusConnection } from './connection.ts';
import { type BusSignal, type OnSignal, ownerChanges } from './signals.ts';

const usualDeadlineMs = 2_000;
const firstRetryMs = 1_000;
const lastRetryMs = 60_000;

/** The user's message bus. Connects when it is first needed, and again whenever it was lost. */
export interface SessionBus {
  /** Never throws and always ends: a failure is the error's name and text. */
  call(call: BusCall, deadlineMs?: number): Promise<Result<readonly unknown[], string>>;
  /** Hears the owner of the signal's name only. Returns the end of the subscription. */
  onSignal(signal: BusSignal, listener: OnSignal): () => void;
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
  readonly argument?: string;
  readonly listener: OnSignal;
  /** On the present connection. */
  end: () => void;
}

export function createSessionBus({ connect, clock, log }: SessionBusDeps): SessionBus {
  const subscriptions = new Set<Subscription>();
  const onReconnect: (() => void)[] = [];
  let current: Promise<BusConnection> | null = null;
  /** The same, once every subscription is on it. */
  let live: BusConnection | null = null;
  let retryMs = firstRetryMs;
  let closed = false;

  function connection(): Promise<BusConnection> {
    current ??= open();
    return current;
  }

  async function open(): Promise<BusConnection> {
    const opened = await connect(lost);
    live = opened;
    for (const subscription of subscriptions) attach(opened, subscription);
    return opened;
  }

  function attach(opened: BusConnection, subscription: Subscription): void {
    if (!subscriptions.has(subscription)) return;
    const heard: OnSignal = (body) => {
      retryMs = firstRetryMs;
      subscription.listener(body);
    };
    subscription.end = opened.onSignal(subscription.signal, heard, subscription.argument);
  }

  function lost(): void {
    current = null;
    live = null;
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
    if (live !== null) attach(live, subscription);
    // Whoever asks for the connection first says why there is none.
    else if (current === null) connection().catch(failedToConnect);
    return () => {
      if (subscriptions.delete(subscription)) subscription.end();
    };
  }

  return {
    call: async (call, deadlineMs = usualDeadlineMs) => {
      if (closed) return failed('The message bus is closed');
      const opened = await connection().catch(failedToConnect);
      if (opened === undefined) return failed('The message bus cannot be reached');
      // What cannot be written for the bus says nothing of the connection.
      return opened.call(call, deadlineMs).catch((error: unknown) => failed(String(error)));
    },
    onSignal: (signal, listener) => subscribe({ signal, listener, end: () => {} }),
    onOwnerChange: (name, listener) => {
      onReconnect.push(listener);
      subscribe({ signal: ownerChanges, argument: name, listener: () => listener(), end: () => {} });
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
