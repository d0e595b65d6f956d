/**
 * One application's event channel: events queue by urgency, a P-GET takes all that is queued once something is due, and a
 * batch stays until the next P-GET acknowledges it.
 */

import type { Incoming } from '../http/incoming.ts';
import { conflict, forbidden, problem, type Reply } from '../http/reply.ts';
import type { EventBatch } from '../http/representation.ts';
import type { Ledger } from '../ledger.ts';
import type { Timers } from '../timers.ts';
import { type ChannelHabits, collapsed, withoutBody } from './habits.ts';
import { inBatch, type OutgoingEvent } from './outgoing-event.ts';
import { type PollParameters, readPoll } from './poll-parameters.ts';

/** Without a P-GET for so many seconds the server ends the application. */
const abandonedAfter = 15 * 60;
/** In which a client that gave its P-GET up has closed the connection too, in milliseconds. */
const goodbyeMs = 500;

interface HeldPoll {
  readonly priority: number;
  readonly incoming: Incoming;
  readonly answer: (reply: Reply) => void;
}

/** How a channel says that its client is out of step. */
export interface OutOfStep {
  /** What it has not delivered yet is lost. */
  readonly losing?: boolean;
  /** How many answers say so. */
  readonly times?: number;
  /** Its status, where it is a refusal that says so. */
  readonly status?: number;
}

interface Batch {
  readonly ack: number;
  readonly batch: EventBatch;
  readonly events: readonly OutgoingEvent[];
  /** How often it is still to come. */
  left: number;
}

const overflowed: Reply = problem(403, {
  code: 'Forbidden',
  subcode: 'MaxEventCountReached',
  message: 'Too many events wait.',
});

export interface ChannelPorts {
  readonly ledger: Ledger;
  readonly timers: Timers;
  /** Path of the channel, without a query. */
  readonly path: string;
  readonly key: string;
  readonly habits: ChannelHabits;
  readonly onAbandoned: () => void;
}

export class EventChannel {
  readonly #ports: ChannelPorts;
  #queue: { readonly event: OutgoingEvent; due: boolean }[] = [];
  #current = 1;
  #unacknowledged: Batch | null = null;
  #held: HeldPoll | null = null;
  #settings: PollParameters['settings'] = readPoll.defaults;
  #resumes = false;
  #resyncs = false;
  #instead: Reply[] = [];
  #overflowed = false;
  /** How often the events of the next batch are still to come after it; null where its own number counts. */
  #again: number | null = null;
  #paused = false;
  #flushing = false;
  #endHold = (): void => {};
  #endWatch = (): void => {};

  constructor(ports: ChannelPorts) {
    this.#ports = ports;
    this.#watch();
  }

  /** The channel's first address; a client that starts over begins here again. */
  get firstHref(): string {
    return this.#href(1);
  }

  /** True while a P-GET waits. */
  get polled(): boolean {
    return this.#held !== null;
  }

  /** Queues events; those of one turn of the event loop leave together. */
  emit(...events: OutgoingEvent[]): void {
    for (const event of events) {
      const entry = { event, due: event.urgency === 'high' };
      this.#queue.push(entry);
      if (event.urgency !== 'high') {
        this.#ports.timers.afterSeconds(this.#settings[event.urgency], () => {
          entry.due = true;
          this.#flush();
        });
      }
    }
    if (this.#queue.length > this.#ports.habits.mostQueued) this.overflow();
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => {
      this.#flushing = false;
      this.#flush();
    });
  }

  /** While true nothing is delivered, so that what happens meanwhile comes in one batch. */
  pause(paused: boolean): void {
    this.#paused = paused;
    this.#flush();
  }

  /** The queue is lost: every P-GET gets 403 MaxEventCountReached from now on. */
  overflow(): void {
    this.#overflowed = true;
    this.#queue = [];
    this.failHeld(overflowed);
  }

  /** Answers one P-GET. */
  poll(incoming: Incoming): Reply | Promise<Reply> {
    const read = readPoll(incoming, this.#ports.key, this.#settings);
    if (!read.ok) return read.reply;
    const { ack, priority, settings } = read.value;
    this.#settings = settings;
    if (this.#overflowed) return overflowed;
    const instead = this.#instead.shift();
    if (instead !== undefined) return instead;
    if (ack === this.#unacknowledged?.ack) return this.#reply(this.#unacknowledged);
    if (ack === this.#current && this.#comesAgain()) return this.#outOfStep(ack);
    if (ack !== this.#current) return this.#outOfStep(ack);
    if (this.#held !== null && priority < this.#held.priority) return conflict('PGetReplaced');
    this.#unacknowledged = null;
    return this.#hold(incoming, priority);
  }

  /** Answers the waiting P-GET now, with what there is, if anything; as at the end of its time. */
  answerNow(): void {
    this.#deliver();
  }

  /** The next reply carries `resume`, as after a long silence, and leaves at once if a P-GET waits. */
  resumeNext(): void {
    this.#resumes = true;
    if (this.#held !== null) this.#deliver();
  }

  /** The client is told to begin again at what it has not acknowledged, from now on so many times. */
  resyncNext({ losing = false, times = 1, status = 200 }: OutOfStep = {}): void {
    if (losing) this.#queue = [];
    const reply = this.#outOfStep(this.#current);
    this.#instead = Array.from({ length: times }, () => (status === 200 ? reply : refusing(reply, status)));
    if (this.#held !== null) this.failHeld(this.#instead.shift() ?? reply);
  }

  /** What is queued leaves under `resync` in place of `next`, so that one answer says both. */
  resyncAlong(): void {
    this.#resyncs = true;
    if (this.#held !== null) this.#deliver();
  }

  /** Another instance of the client takes the channel over: the waiting P-GET is answered 409 PGetReplaced. */
  takeOver(): void {
    this.failHeld(conflict('PGetReplaced'));
  }

  /** Answers the waiting P-GET, if there is one, with this. */
  failHeld(reply: Reply): void {
    const held = this.#held;
    this.#release();
    held?.answer(reply);
  }

  /** Ends timers; the waiting P-GET is answered with this. */
  end(reply: Reply): void {
    this.failHeld(reply);
    this.#endWatch();
    this.#queue = [];
  }

  #hold(incoming: Incoming, priority: number): Promise<Reply> {
    this.#replaceHeld(priority);
    this.#endWatch();
    return new Promise((resolve) => {
      const held = { priority, incoming, answer: resolve };
      this.#held = held;
      this.#endHold = this.#ports.timers.afterSeconds(this.#settings.timeout, () => this.#deliver());
      incoming.onGone(() => {
        if (this.#held === held) this.#release();
      });
      if (this.#resumes) return this.#deliver();
      this.#flush();
    });
  }

  #release(): void {
    this.#endHold();
    this.#held = null;
    this.#watch();
  }

  #watch(): void {
    this.#endWatch();
    this.#endWatch = this.#ports.timers.afterSeconds(abandonedAfter, () => this.#ports.onAbandoned());
  }

  #replaceHeld(priority: number): void {
    const replaced = this.#held;
    if (replaced === null) return;
    this.#release();
    if (priority > replaced.priority || this.#ports.habits.shared) {
      replaced.answer(conflict('PGetReplaced'));
      return;
    }
    this.#ports.timers.afterMs(goodbyeMs, () => {
      if (replaced.incoming.isGone()) return;
      const violation = 'a second P-GET without a higher priority while one was outstanding';
      replaced.answer(forbidden(violation, conflict('PGetReplaced')));
    });
  }

  /** The server takes the acknowledged batch for unacknowledged, or says its events once more. */
  #comesAgain(): boolean {
    const batch = this.#unacknowledged;
    if (batch === null || batch.left === 0) return false;
    batch.left -= 1;
    if (this.#ports.habits.again === 'resync') return true;
    this.#queue.unshift(...batch.events.map((event) => ({ event, due: true })));
    this.#again = batch.left;
    return false;
  }

  #outOfStep(ack: number): Reply {
    const first = this.#unacknowledged?.ack ?? this.#current;
    const links = { resync: this.#href(first) };
    const reply: Reply = { status: 200, body: { kind: 'batch', batch: { links, senders: [] } } };
    return ack > this.#current ? forbidden(`ack ${ack} was never handed out`, reply) : reply;
  }

  #flush(): void {
    if (this.#paused) return;
    if (this.#held !== null && this.#queue.some(({ due }) => due)) this.#deliver();
  }

  #deliver(): void {
    const held = this.#held;
    if (held === null) return;
    const { habits } = this.#ports;
    const queued = this.#queue.map(({ event }) => (habits.embed ? event : withoutBody(event)));
    const events = habits.collapse ? collapsed(queued) : queued;
    const ack = this.#current;
    const left = this.#again ?? Math.max(0, habits.deliveries(ack) - 1);
    this.#again = null;
    const next = this.#resumes ? 'resume' : this.#resyncs ? 'resync' : 'next';
    const links = { self: this.#href(ack), [next]: this.#href(ack + 1) };
    if (this.#resumes) this.#settings = readPoll.defaults;
    this.#unacknowledged = { ack, batch: inBatch(links, events), events, left };
    this.#resumes = false;
    this.#resyncs = false;
    this.#queue = [];
    this.#current += 1;
    this.#release();
    held.answer(this.#reply(this.#unacknowledged));
  }

  #reply({ batch, events }: Batch): Reply {
    const onSent = (): void => {
      for (const { item, callId } of events) {
        this.#ports.ledger.record({ kind: 'event', rel: item.link.rel, detail: item.type, callId });
      }
    };
    return { status: 200, body: { kind: 'batch', batch }, onSent };
  }

  #href(ack: number): string {
    return `${this.#ports.path}?ack=${ack}&key=${this.#ports.key}`;
  }
}

/** A refusal whose body has the links of an answer. */
function refusing({ body }: Reply, status: number): Reply {
  const links = body?.kind === 'batch' ? body.batch.links : {};
  const _links = Object.fromEntries(Object.entries(links).map(([rel, href]) => [rel, { href }]));
  return { status, body: { kind: 'json', value: { code: 'ServiceFailure', subcode: 'CallbackChannelError', _links } } };
}
