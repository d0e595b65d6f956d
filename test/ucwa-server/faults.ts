/**
 * Faults on command, named by the rel of the resource they strike: the next request for it fails, waits, is held until it
 * is released, or loses its connection. Each strikes once.
 */
import type { Reply } from './http/reply.ts';
import { problem } from './http/reply.ts';
import type { ErrorBody } from './http/representation.ts';
import type { Timers } from './timers.ts';

/** Before the request is worked on, or after it was and before it is answered. */
export type FaultMoment = 'request' | 'reply';

/** A request that waits. */
export interface Gate {
  /** Resolves when the request has come to the gate. */
  readonly reached: Promise<void>;
  release(): void;
}

/** What befalls one request. */
export interface Fault {
  readonly moment: FaultMoment;
  readonly wait?: () => Promise<void>;
  readonly instead?: Reply;
  readonly drop?: true;
}

/** How a connection ends: by RST, by FIN alone as when a process dies, or by TLS's and TCP's goodbye. */
export type CutEnding = 'reset' | 'abrupt' | 'end';

/** An answer that breaks off. */
export interface Cut {
  /** So many bytes of the answer, head and body, go out before the connection ends. */
  readonly at: number;
  readonly how: CutEnding;
  /** Told when the connection has been cut, with the length of the whole answer; an answer that is not longer than `at` is whole. */
  readonly onCut?: (total: number) => void;
}

/** The server's side of the wire. */
export interface Wire {
  /** Ends every connection at once, as a lost network does. */
  drop(): void;
  /** Ends every connection on which no request waits, as a front end does with those that were quiet for some minutes. */
  closeIdle(): void;
  /** While true no connection is taken; those there are end. */
  refuse(refused: boolean): Promise<void>;
}

export class Faults {
  readonly #planned = new Map<string, Fault[]>();
  readonly #cuts = new Map<string, Cut[]>();
  readonly #timers: Timers;
  readonly #wire: Wire;
  #stalled = false;

  constructor(timers: Timers, wire: Wire) {
    this.#timers = timers;
    this.#wire = wire;
  }

  /** Ends the connections on which no request waits, as after a long silence; new ones are taken. */
  closeIdleConnections(): void {
    this.#wire.closeIdle();
  }

  /** Ends every connection at once; new ones are taken. */
  dropConnections(): void {
    this.#wire.drop();
  }

  /** `true`: the network is down; `false`: it is back, on the same ports. */
  refuse(refused: boolean): Promise<void> {
    return this.#wire.refuse(refused);
  }

  /** While true requests are taken and never answered, as behind a half-open connection. */
  stall(stalled: boolean): void {
    this.#stalled = stalled;
  }

  get stalled(): boolean {
    return this.#stalled;
  }

  /** Answers the next request for that rel with a status: a UCWA error, or a text as HTML like a proxy's. */
  failNext(rel: string, status: number, body: ErrorBody | string = 'Service unavailable', headers = {}): void {
    const reply: Reply =
      typeof body === 'string' ? { status, body: { kind: 'html', text: body } } : problem(status, body);
    this.#plan(rel, { moment: 'request', instead: { ...reply, headers } });
  }

  /** Lets the next request for that rel wait for so many real milliseconds. */
  delayNext(rel: string, delayMs: number, moment: FaultMoment = 'request'): void {
    this.#plan(rel, { moment, wait: () => new Promise((resolve) => void this.#timers.afterMs(delayMs, resolve)) });
  }

  /** Lets the next request for that rel wait until the gate is released. */
  holdNext(rel: string, moment: FaultMoment = 'request'): Gate {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    const wait = (): Promise<void> => {
      reached.resolve();
      return released.promise;
    };
    this.#plan(rel, { moment, wait });
    return { reached: reached.promise, release: () => released.resolve() };
  }

  /** Ends the connection of the next request for that rel; with `reply`, after it took effect: an unknown outcome. */
  dropNext(rel: string, moment: FaultMoment = 'request'): void {
    this.#plan(rel, { moment, drop: true });
  }

  /** Answers the next request for that rel with this. */
  replyNext(rel: string, reply: Reply): void {
    this.#plan(rel, { moment: 'request', instead: reply });
  }

  /** Breaks the next answer for that rel off, also that of a request which waits already. */
  cutNext(rel: string, cut: Cut): void {
    this.#cuts.set(rel, [...(this.#cuts.get(rel) ?? []), cut]);
  }

  /** Forgets what is planned. */
  clear(): void {
    this.#planned.clear();
    this.#cuts.clear();
  }

  /** The cut that is planned for an answer, taken off the plan. */
  takeCut(rel: string | undefined): Cut | undefined {
    return rel === undefined ? undefined : this.#cuts.get(rel)?.shift();
  }

  /** What is planned for this request, taken off the plan: by its rel, or by method and rel as in `DELETE application`. */
  take(rel: string, method: string): Fault | undefined {
    return this.#planned.get(rel)?.shift() ?? this.#planned.get(`${method} ${rel}`)?.shift();
  }

  #plan(rel: string, fault: Fault): void {
    this.#planned.set(rel, [...(this.#planned.get(rel) ?? []), fault]);
  }
}
