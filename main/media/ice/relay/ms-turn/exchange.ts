import type { Clock, Random } from '../../../../core/ports.ts';
import { randomBytes } from '../../random-bytes.ts';
import { type MsTurnMessage, transactionIdBytes } from './message.ts';

/** Until a request that gets no answer is sent again; after that each time twice as long. */
const firstMs = 200;
const longestMs = 1600;
/** Each of them waits for something that nobody else asks for: an allocation, a destination, an end. */
const mostRequests = 8;

export interface Asking {
  /** The request, under this transaction's id. */
  readonly write: (transactionId: Buffer) => Buffer;
  /** False for one that is not to be believed: the request goes on waiting. */
  readonly onAnswer: (answer: MsTurnMessage) => boolean;
  readonly onSilence: () => void;
  /** No answer counts after that. */
  readonly patienceMs: number;
}

/** Requests to a relay, each with its one answer. */
export interface Exchange {
  ask(asking: Asking): void;
  /** An answer to one of the requests, or to nothing. */
  received(message: MsTurnMessage): void;
  /** Nothing is sent again, and nobody waits any more. */
  stop(): void;
}

export interface ExchangeDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly send: (message: Buffer) => void;
  /** Nothing is lost on the way, so that it is sent once. */
  readonly reliable: boolean;
}

interface Waiting extends Asking {
  cancels: (() => void)[];
}

export function createExchange({ clock, random, send, reliable }: ExchangeDeps): Exchange {
  const waiting = new Map<string, Waiting>();

  const end = (key: string): Waiting | undefined => {
    const row = waiting.get(key);
    waiting.delete(key);
    for (const cancel of row?.cancels ?? []) cancel();
    return row;
  };
  const repeat = (row: Waiting, message: Buffer, delayMs: number) => {
    send(message);
    if (reliable) return;
    row.cancels[1] = clock.after(delayMs, () => repeat(row, message, Math.min(delayMs * 2, longestMs)));
  };

  return {
    ask(asking) {
      const [oldest] = waiting.keys();
      if (waiting.size === mostRequests && oldest !== undefined) end(oldest)?.onSilence();
      const id = transactionId(random);
      const key = id.toString('hex');
      const row: Waiting = { ...asking, cancels: [] };
      row.cancels.push(clock.after(asking.patienceMs, () => end(key)?.onSilence()));
      waiting.set(key, row);
      repeat(row, asking.write(id), firstMs);
    },
    received(message) {
      const key = message.transactionId.toString('hex');
      const row = waiting.get(key);
      if (row?.onAnswer(message) === true) end(key);
    },
    stop() {
      for (const key of [...waiting.keys()]) end(key);
    },
  };
}

/** Not to be guessed: answers are known by it. */
export function transactionId(random: Random): Buffer {
  return Buffer.concat([randomBytes(random, 12), randomBytes(random, transactionIdBytes - 12)]);
}
