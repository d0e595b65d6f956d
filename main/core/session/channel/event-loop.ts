import type { ChannelStep } from '../../ucwa/event-channel.ts';
import { ChannelPosition } from './channel-position.ts';
import { type LongPoll, openLongPoll, type PollEnd } from './long-poll.ts';
import type { EventLoopDeps } from './loop-deps.ts';
import type { LoopEnd } from './loop-end.ts';
import { type LoopState, lapseOf } from './loop-state.ts';
import { MoveSearch } from './move-search.ts';
import { pollOperation } from './poll-operation.ts';
import { causeOf, finalFailureOf, heldMs, isSilent, outcomeOf } from './poll-outcome.ts';
import { Readiness } from './readiness.ts';
import { RetryPace, type RetryStep } from './retry-pace.ts';
import { ServerQuestion } from './server-question.ts';

/** A request that is still waiting so long after it went out was accepted. */
const acceptedMs = 500;
/** Longest time for which nothing may be heard while it is said that calls ring here, in milliseconds. */
const longestDeafMs = 1_000;
/** For writing a request where the link seemed to be up, and where it was just lost. */
const usualSentMs = 15_000;
const anxiousSentMs = 4_000;

type PollStep = ChannelStep & { readonly kind: 'poll' };

/** Keeps one event channel request outstanding until the application or the session ends. */
export interface EventLoop {
  readonly end: Promise<LoopEnd>;
  /** This computer slept: no connection is worth anything, and what rang may be over. */
  awake(): void;
  /** The network may have changed: the link is tried now. */
  probe(): void;
}

export function startEventLoop(deps: EventLoopDeps, eventsUrl: string): EventLoop {
  const loop = new PollingLoop(deps, eventsUrl);
  return { end: loop.run(), awake: () => loop.awake(), probe: () => loop.probe() };
}

/**
 * Sends request after request as the pure steps of ucwa/event-channel.ts say. Where one brings nothing, it waits, and asks whether the
 * server is there at all before it sends the next.
 */
class PollingLoop {
  readonly #deps: EventLoopDeps;
  readonly #state: LoopState;
  readonly #question: ServerQuestion;
  /** The request that is under way; null while the loop waits, or asks whether the server is there. */
  #poll: LongPoll | null = null;
  /** The last answer was none of the channel: a request counts as accepted later than usual. */
  #answeredBadly = false;

  constructor(deps: EventLoopDeps, eventsUrl: string) {
    this.#deps = deps;
    this.#state = {
      position: new ChannelPosition(deps.clock, eventsUrl, deps.refused),
      readiness: new Readiness(deps),
      search: new MoveSearch(deps, () => this.#question.hurry()),
      pace: new RetryPace(deps),
    };
    this.#question = new ServerQuestion(deps, this.#state);
  }

  /** Whatever nobody thought of must not leave a phone that says it is ready and hears nothing. */
  async run(): Promise<LoopEnd> {
    try {
      return await this.#pollOn();
    } catch (error) {
      this.#deps.log.error('the event channel failed', { error });
      this.#poll?.drop();
      return this.#deps.closed() ? { kind: 'closed' } : { kind: 'recreate', why: 'failed' };
    }
  }

  awake(): void {
    this.#state.pace.beEager();
    this.#state.readiness.sleep();
    if (this.#poll === null) this.#question.hurry();
    else this.#poll.drop();
  }

  probe(): void {
    if (this.#poll === null) this.#question.hurry();
    else this.#poll.replace();
  }

  async #pollOn(): Promise<LoopEnd> {
    const { policy, closed } = this.#deps;
    const { position } = this.#state;
    let polling = this.#open();
    for (;;) {
      const how = await polling.end;
      if (closed()) return { kind: 'closed' };
      const failure = finalFailureOf(how);
      if (failure !== null) return { kind: 'failed', failure };
      if (how.kind === 'silent') return this.#leaveSilent();
      const step = position.after(outcomeOf(how, policy, position.state.url));
      this.#answeredBadly = isBadAnswer(how, step);
      if (step.kind !== 'poll' && step.kind !== 'retry') return this.#endOf(step);
      const base = how.kind === 'answer' && how.result.ok ? how.result.value.url : position.state.url;
      this.#poll = null;
      const end = step.kind === 'poll' ? await this.#advance(step) : await this.#recover(how, step);
      if (end !== null) return end;
      polling = this.#open();
      if (step.kind === 'poll') this.#take(step, base);
    }
  }

  #open(): LongPoll {
    const { transport, clock, outages } = this.#deps;
    const { position, readiness } = this.#state;
    const { url, priority, failures } = position.state;
    this.#poll = openLongPoll({
      transport,
      clock,
      operationOf: pollOperation(position.state),
      priority,
      fresh: failures > 0 || !readiness.isUp,
      sentWithinMs: failures > 0 ? anxiousSentMs : usualSentMs,
      acceptedMs: this.#answeredBadly ? heldMs : acceptedMs,
      onAlive: outages.alive,
      onHeld: () => {
        outages.alive();
        this.#regain();
        readiness.compareIfOwed();
      },
      onDeaf: () => readiness.lose('server', clock.now()),
      onDoubt: () => readiness.doubt(),
      doubted: readiness.isDoubted,
      onPriority: (newest) => position.raisePriority(url, newest),
    });
    return this.#poll;
  }

  #regain(): void {
    this.#state.search.stop();
    this.#state.readiness.regain();
  }

  #endOf(step: Exclude<ChannelStep, PollStep | RetryStep>): LoopEnd {
    const { position, readiness } = this.#state;
    switch (step.kind) {
      case 'recreate':
        return step.why === 'unreadable' ? { ...step, refused: position.row() } : step;
      case 'replaced':
        return { kind: 'recreate', why: 'replaced' };
      case 'stop':
        return { kind: 'gone', reason: step.reason, afterSleep: readiness.hasSlept };
    }
  }

  /** Goes on to the next URL; a server that brings nothing new again and again is not asked in a hurry. */
  async #advance({ state, afterMs }: PollStep): Promise<LoopEnd | null> {
    this.#state.position.move(state);
    if (afterMs !== undefined) await this.#deps.pause.wait(afterMs);
    return this.#deps.closed() ? { kind: 'closed' } : null;
  }

  /** Tells what a batch brought; the next request is under way already. */
  #take({ batch, compare }: PollStep, base: string): void {
    const { outages, onBatch, onResume } = this.#deps;
    const { readiness } = this.#state;
    outages.alive();
    if (compare) readiness.oweComparison();
    this.#regain();
    onBatch(batch, base);
    if (batch.next.kind === 'resume') onResume();
    readiness.compareIfOwed();
  }

  /** It never answers in this application: another one may do better, once anything answers at all. */
  async #leaveSilent(): Promise<LoopEnd> {
    this.#poll = null;
    this.#state.position.beginRow();
    this.#state.readiness.doubt();
    return (await this.#question.ask(false)) ?? { kind: 'recreate', why: 'silent' };
  }

  /** Waits until the request is worth sending again; or says why it is not. */
  async #recover(how: PollEnd, step: RetryStep): Promise<LoopEnd | null> {
    const { position, readiness, search, pace } = this.#state;
    position.fail(step.state);
    // It answered, and what it says leads nowhere: whatever it knows is to be asked for once it does.
    if (how.kind === 'answer' && how.result.ok) readiness.oweComparison();
    if (step.outOfStep !== null) this.#deps.onCompare();
    if (step.outOfStep === 'resume') this.#deps.onResume();
    this.#loseIfDeaf(how, step);
    search.goOn();
    if (how.kind !== 'dropped') await pace.wait(step);
    if (this.#deps.closed()) return { kind: 'closed' };
    const isRefused = position.state.refusals > 0;
    if (step.first === 'nothing' && (readiness.isUp || isRefused)) return lapseOf(this.#state);
    return this.#question.ask(step.first === 'events');
  }

  /** One failure may be an accident; but a server that asks to be left alone for long leaves this phone deaf for as long. */
  #loseIfDeaf(how: PollEnd, { state, atLeastMs }: RetryStep): void {
    const { clock, outages } = this.#deps;
    const isDeaf = how.kind === 'unsent' || state.failures > 1 || atLeastMs > longestDeafMs;
    if (isDeaf) this.#state.readiness.lose(causeOf(how), how.kind === 'unsent' ? outages.lastAlive() : clock.now());
  }
}

/** It answered, but not as an event channel does. What says `resync` is an answer of the channel, if not one that helps. */
function isBadAnswer(how: PollEnd, step: ChannelStep): boolean {
  if (step.kind !== 'retry' || isSilent(how)) return false;
  return step.outOfStep === null && step.state.barren === 0;
}
