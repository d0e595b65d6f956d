import type { Clock, Log, Random } from '../../ports.ts';
import { type ChannelState, type ChannelStep, openChannel, stepChannel } from '../../ucwa/event-channel.ts';
import type { EventBatch } from '../../ucwa/events.ts';
import type { Reason } from '../../ucwa/reason.ts';
import { get } from '../../ucwa/request/operation.ts';
import { decodeResource, linkOf } from '../../ucwa/resource.ts';
import type { UcwaFailure } from '../failure.ts';
import type { Transport, UcwaExchange, UcwaResult } from '../requests/transport.ts';
import type { OutageCause } from '../state.ts';
import type { OriginPolicy } from '../trust/origin-policy.ts';
import { type LongPoll, openLongPoll, type PollEnd } from './long-poll.ts';
import type { Outages } from './outages.ts';
import { pollOperation } from './poll-operation.ts';
import { causeOf, heldMs, isFinal, isSilent, outcomeOf } from './poll-outcome.ts';

/** A request that is still waiting so long after it went out was accepted. */
const acceptedMs = 500;
/** Longest time for which nothing may be heard while it is said that calls ring here, in milliseconds. */
const longestDeafMs = 1_000;
/** For writing a request where the link seemed to be up, and where it was just lost. */
const usualSentMs = 15_000;
const anxiousSentMs = 4_000;
/** For the cheap question whether the server is back; a link that is slow is given more with each. */
const questionMs = 5_000;
const longestQuestionMs = 15_000;
/** After a sleep the network comes in its own time, and mostly soon. */
const eagerMs = 60_000;
const eagerQuestionMs = 2_500;
const eagerRetryMs = 1_000;

/**
 * Why the application is to be made anew. `gone`: the server forgot it; `full`: it holds more events than it can keep; `unreadable`: what
 * it has to say cannot be read; `silent`: it says nothing; `replaced`: another program polls it; `lapsed`: it was not polled for too
 * long; `moved`: discovery leads to another server now; `failed`: there is a mistake in this program.
 */
export type RecreateReason = 'gone' | 'full' | 'unreadable' | 'silent' | 'replaced' | 'lapsed' | 'moved' | 'failed';

/** Why the channel ended. `gone`: the server ended it and says why. */
export type LoopEnd =
  | {
      readonly kind: 'recreate';
      readonly why: RecreateReason;
      /** Requests were refused to the last. */
      readonly refused?: RowOfFailures;
      /** How often in a row the server was asked in vain. */
      readonly tries?: number;
    }
  | { readonly kind: 'gone'; readonly reason: Reason | null; readonly afterSleep: boolean }
  | { readonly kind: 'failed'; readonly failure: UcwaFailure }
  | { readonly kind: 'closed' };

/** Requests in a row that brought nothing, since that moment on the monotonic clock. */
export type RowOfFailures = Pick<ChannelState, 'failures' | 'refusals' | 'barren' | 'unreadable'> & {
  readonly since: number;
};

export interface LoopParts {
  readonly transport: Transport;
  readonly policy: OriginPolicy;
  readonly random: Random;
  readonly clock: Clock;
  readonly log: Log;
  readonly outages: Outages;
  /** Absolute URL of the application resource: the cheap question whether the server is back. */
  readonly application: string;
  /** What was refused, or could not be read, before the application was made anew: one more is not the first. */
  readonly refused?: RowOfFailures | undefined;
  /** The server never answered in the application before: this one counts as up once it has. */
  readonly doubted?: boolean;
  readonly closed: () => boolean;
  /** Waits, or less if something says that it is worth trying now. */
  readonly pause: { readonly wait: (ms: number) => Promise<void>; readonly wake: () => void };
  readonly onBatch: (batch: EventBatch, base: string) => void;
  /** Whether events come, as far as anybody can know. */
  readonly onConnection: (up: boolean) => void;
  /** The server takes the request and seems not to answer it. What rings can still be answered. */
  readonly onDoubt: () => void;
  /** It was tried in vain to reach the server. */
  readonly onUnreached: (failure: UcwaFailure) => void;
  /** Events may have been lost: compare the model with the server. */
  readonly onCompare: () => void;
  /** Whether discovery leads to another server now. */
  readonly moved: () => Promise<boolean>;
  /** After a long silence the server took back what the client had asked for, so that it is to be asked again. */
  readonly onResume: () => void;
}

/** Keeps one event channel request outstanding until the application or the session ends. */
export interface EventLoop {
  readonly end: Promise<LoopEnd>;
  /** This computer slept: no connection is worth anything, and what rang may be over. */
  awake(): void;
  /** The network may have changed: the link is tried now. */
  probe(): void;
}

/** The server ends an application that was not polled for so long. */
const lapsedMs = 15 * 60_000;
/** A server that fails for so long may have been replaced by another one; asked again and again at this interval. */
const firstSeekMs = 60_000;

export function startEventLoop(parts: LoopParts, eventsUrl: string): EventLoop {
  const { transport, policy, clock, outages, closed, pause } = parts;
  const { since, ...before } = parts.refused ?? { since: clock.now() };
  let failingSince = since;
  let channel: ChannelState = { ...openChannel(eventsUrl), ...before };
  let poll: LongPoll | null = null;
  let up = parts.doubted !== true;
  let doubted = !up;
  let slept = false;
  let compareOwed = false;
  let answeredBadly = false;
  let question: UcwaExchange | null = null;
  let hurried = false;
  let eagerUntil = Number.NEGATIVE_INFINITY;
  let lastPolledAt = clock.now();
  let soughtAt: number | null = null;
  let seekAfterMs = firstSeekMs;
  let moved = false;

  function open(): LongPoll {
    const { url, priority, failures } = channel;
    const opened = openLongPoll({
      transport,
      clock,
      operationOf: pollOperation(channel),
      priority,
      fresh: failures > 0 || !up,
      sentWithinMs: failures > 0 ? anxiousSentMs : usualSentMs,
      acceptedMs: answeredBadly ? heldMs : acceptedMs,
      onAlive: outages.alive,
      onHeld: () => {
        outages.alive();
        regain();
        compareIfOwed();
      },
      onDeaf: () => lose('server', clock.now()),
      onDoubt: () => {
        doubted = true;
        lose('server', clock.now(), parts.onDoubt);
      },
      doubted,
      onPriority: (newest) => {
        if (channel.url === url) channel = { ...channel, priority: newest };
      },
    });
    poll = opened;
    return opened;
  }

  function lose(cause: OutageCause, sinceMs: number, tell = () => parts.onConnection(false)): void {
    compareOwed = true;
    if (!up) return;
    up = false;
    outages.begin(cause, sinceMs);
    tell();
  }

  function regain(): void {
    slept = false;
    doubted = false;
    lastPolledAt = clock.now();
    soughtAt = null;
    seekAfterMs = firstSeekMs;
    if (up) return;
    up = true;
    outages.end();
    parts.onConnection(true);
  }

  function compareIfOwed(): void {
    if (!compareOwed) return;
    compareOwed = false;
    parts.onCompare();
  }

  async function run(): Promise<LoopEnd> {
    let polling = open();
    for (;;) {
      const how = await polling.end;
      if (closed()) return { kind: 'closed' };
      if (how.kind === 'answer' && !how.result.ok && isFinal(how.result.failure)) {
        return { kind: 'failed', failure: how.result.failure };
      }
      if (how.kind === 'silent') return leaveSilent();
      const step = stepChannel(channel, outcomeOf(how, policy, channel.url), clock.now() - failingSince);
      // What says `resync` is an answer of the channel, if not one that helps.
      const isOutOfStep = step.kind === 'retry' && (step.outOfStep !== null || step.state.barren > 0);
      answeredBadly = step.kind === 'retry' && !isOutOfStep && !isSilent(how);
      switch (step.kind) {
        case 'recreate':
          return step.why === 'unreadable' ? { ...step, refused: row() } : step;
        case 'replaced':
          return { kind: 'recreate', why: 'replaced' };
        case 'stop':
          return { kind: 'gone', reason: step.reason, afterSleep: slept };
        case 'poll': {
          const base = how.kind === 'answer' && how.result.ok ? how.result.value.url : channel.url;
          channel = step.state;
          poll = null;
          if (step.afterMs !== undefined) await pause.wait(step.afterMs);
          if (closed()) return { kind: 'closed' };
          polling = open();
          outages.alive();
          if (step.compare) compareOwed = true;
          regain();
          parts.onBatch(step.batch, base);
          if (step.batch.next.kind === 'resume') parts.onResume();
          compareIfOwed();
          break;
        }
        case 'retry': {
          const end = await recover(how, step);
          if (end !== null) return end;
          polling = open();
          break;
        }
      }
    }
  }

  /** It never answers in this application: another one may do better, once anything answers at all. */
  async function leaveSilent(): Promise<LoopEnd> {
    poll = null;
    failingSince = clock.now();
    lose('server', clock.now(), parts.onDoubt);
    return (await ask(false)) ?? { kind: 'recreate', why: 'silent' };
  }

  /** Waits until the request is worth sending again; or says why it is not. */
  async function recover(how: PollEnd, step: ChannelStep & { readonly kind: 'retry' }): Promise<LoopEnd | null> {
    poll = null;
    channel = step.state;
    if (channel.failures === 1) failingSince = clock.now();
    // It answered, and what it says leads nowhere: whatever it knows is to be asked for once it does.
    if (how.kind === 'answer' && how.result.ok) compareOwed = true;
    if (step.outOfStep !== null) {
      parts.onCompare();
      if (step.outOfStep === 'resume') parts.onResume();
    }
    // A server that asks to be left alone for long leaves this phone deaf for as long.
    const lost = how.kind === 'unsent' || channel.failures > 1 || step.atLeastMs > longestDeafMs;
    if (lost) lose(causeOf(how), how.kind === 'unsent' ? outages.lastAlive() : clock.now());
    seek();
    if (how.kind !== 'dropped') await waitOnce(step);
    if (closed()) return { kind: 'closed' };
    const refused = channel.refusals > 0;
    if (step.first === 'nothing' && (up || refused)) return lapsed();
    return ask(step.first === 'events');
  }

  /** Asks short questions until something answers, before a request is sent that may hang for minutes. */
  async function ask(restart: boolean): Promise<LoopEnd | null> {
    for (let patienceMs = questionMs; ; patienceMs = Math.min(patienceMs + questionMs, longestQuestionMs)) {
      hurried = false;
      const askedAt = clock.now();
      const timeoutMs = isEager() ? eagerQuestionMs : patienceMs;
      question = transport.begin({ ...get(parts.application), timeoutMs, ownConnection: true });
      const answer = await question.result;
      question = null;
      if (closed()) return { kind: 'closed' };
      if (answer.ok) {
        outages.alive();
        compareIfOwed();
        if (restart) startOver(answer);
        return null;
      }
      const { failure } = answer;
      if (isFinal(failure)) return { kind: 'failed', failure };
      if (failure.kind === 'refused') {
        if (failure.status === 404 && failure.reason !== null) return { kind: 'recreate', why: 'gone' };
        if (failure.status === 410) return { kind: 'gone', reason: failure.reason, afterSleep: slept };
        return lapsed();
      }
      const failedAgain = stepChannel(channel, { kind: 'broken', held: false }, clock.now() - failingSince);
      if (failedAgain.kind !== 'retry') return null;
      channel = { ...failedAgain.state, priority: channel.priority };
      lose('network', clock.now());
      parts.onUnreached(failure);
      seek();
      if (!hurried) await waitOnce(failedAgain, clock.now() - askedAt);
      if (closed()) return { kind: 'closed' };
      if (lapsed() !== null) return lapsed();
    }
  }

  /** The URL is of no use: the application says where the channel begins, and the server resyncs from there. */
  function startOver(answer: UcwaResult & { readonly ok: true }): void {
    const application = decodeResource(answer.value.body);
    const href = application === null ? null : linkOf(application, 'events');
    const url = href === null ? null : policy.admit(href, answer.value.url);
    if (url === null) return;
    const { failures, refusals } = channel;
    channel = { ...openChannel(url.href), failures, refusals };
    compareOwed = true;
  }

  function row(): RowOfFailures {
    const { failures, refusals, barren, unreadable } = channel;
    return { failures, refusals, barren, unreadable, since: failingSince };
  }

  /** In the background, and ever more rarely: a minute after the first failure, four minutes after that, and so on. */
  function seek(): void {
    soughtAt ??= clock.now();
    if (clock.now() - soughtAt < seekAfterMs) return;
    soughtAt = clock.now();
    seekAfterMs *= 4;
    void parts.moved().then((elsewhere) => {
      if (!elsewhere || soughtAt === null) return;
      moved = true;
      hurry();
    });
  }

  /** There is no application left to come back to after so long, or where another server has taken over. */
  function lapsed(): LoopEnd | null {
    if (moved) return { kind: 'recreate', why: 'moved' };
    if (clock.now() - lastPolledAt <= lapsedMs) return null;
    const { failures, refusals } = channel;
    return { kind: 'recreate', why: 'lapsed', tries: failures, ...(refusals > 0 ? { refused: row() } : {}) };
  }

  /** `spentMs`: so much of the wait went by in vain already, while nothing answered. */
  function waitOnce(
    { atLeastMs, upToMs, asked }: ChannelStep & { readonly kind: 'retry' },
    spentMs = 0,
  ): Promise<void> {
    const fraction = parts.random.fraction();
    if (isEager() && !asked) return pause.wait(fraction * Math.min(atLeastMs + upToMs, eagerRetryMs));
    return pause.wait(Math.max(0, atLeastMs + fraction * upToMs - spentMs));
  }

  function isEager(): boolean {
    return clock.now() < eagerUntil;
  }

  /** What is waited for now is not worth it: it is tried again at once. */
  function hurry(): void {
    hurried = true;
    question?.cancel();
    pause.wake();
  }

  /** Whatever nobody thought of must not leave a phone that says it is ready and hears nothing. */
  function startAnew(error: unknown): LoopEnd {
    parts.log.error('the event channel failed', { error });
    poll?.drop();
    return closed() ? { kind: 'closed' } : { kind: 'recreate', why: 'failed' };
  }

  return {
    end: run().catch(startAnew),
    awake() {
      slept = true;
      lastPolledAt = clock.now();
      eagerUntil = clock.now() + eagerMs;
      lose('asleep', outages.lastAlive());
      if (poll === null) hurry();
      else poll.drop();
    },
    probe() {
      if (poll === null) hurry();
      else poll.replace();
    },
  };
}
