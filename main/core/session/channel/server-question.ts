import { isLastWord } from '../../ucwa/reason.ts';
import { get } from '../../ucwa/request/operation.ts';
import { decodeResource, linkOf } from '../../ucwa/resource.ts';
import type { UcwaFailure } from '../failure.ts';
import { isOwnWord } from '../own-word.ts';
import type { UcwaExchange, UcwaResponse } from '../requests/transport.ts';
import type { EventLoopDeps } from './loop-deps.ts';
import type { LoopEnd } from './loop-end.ts';
import { type LoopState, lapseOf } from './loop-state.ts';
import { isFinal } from './poll-outcome.ts';

/** For the cheap question whether the server is back; a link that is slow is given more with each. */
const questionMs = 5_000;
const longestQuestionMs = 15_000;

/** Asks the server for the application, which it answers at once, before a request is sent that may hang for minutes. */
export class ServerQuestion {
  readonly #deps: EventLoopDeps;
  readonly #state: LoopState;
  #underWay: UcwaExchange | null = null;
  #hurried = false;

  constructor(deps: EventLoopDeps, state: LoopState) {
    this.#deps = deps;
    this.#state = state;
  }

  /** Asks until something answers: null where the channel can go on then. `restart`: it begins anew where the application says. */
  async ask(restart: boolean): Promise<LoopEnd | null> {
    const { clock, closed } = this.#deps;
    for (let patienceMs = questionMs; ; patienceMs = Math.min(patienceMs + questionMs, longestQuestionMs)) {
      this.#hurried = false;
      const askedAt = clock.now();
      const answer = await this.#askOnce(patienceMs);
      if (closed()) return { kind: 'closed' };
      if (answer.ok) {
        this.#goOn(answer.value, restart);
        return null;
      }
      const { failure } = answer;
      const answered = failure.kind === 'refused' || isFinal(failure);
      if (answered) return this.#endBy(failure) ?? lapseOf(this.#state);
      if (!(await this.#fail(failure, askedAt))) return null;
      if (closed()) return { kind: 'closed' };
      const lapse = lapseOf(this.#state);
      if (lapse !== null) return lapse;
    }
  }

  /** What is waited for now is not worth it: it is tried again at once. */
  hurry(): void {
    this.#hurried = true;
    this.#underWay?.cancel();
    this.#deps.pause.wake();
  }

  async #askOnce(patienceMs: number): UcwaExchange['result'] {
    const { transport, application } = this.#deps;
    const timeoutMs = this.#state.pace.questionMs(patienceMs);
    this.#underWay = transport.begin({ ...get(application), timeoutMs, ownConnection: true });
    const answer = await this.#underWay.result;
    this.#underWay = null;
    return answer;
  }

  #goOn(response: UcwaResponse, restart: boolean): void {
    this.#deps.outages.alive();
    this.#state.readiness.compareIfOwed();
    if (restart) this.#startOver(response);
  }

  /** The URL is of no use: the application says where the channel begins, and the server resyncs from there. */
  #startOver({ body, url }: UcwaResponse): void {
    const application = decodeResource(body);
    const href = application === null ? null : linkOf(application, 'events');
    const events = href === null ? null : this.#deps.policy.admit(href, url);
    if (events === null) return;
    this.#state.position.startOver(events.href);
    this.#state.readiness.oweComparison();
  }

  /** How the channel ends by an answer that is a failure; null where that says nothing of the application. */
  #endBy(failure: UcwaFailure): LoopEnd | null {
    if (failure.kind !== 'refused') return { kind: 'failed', failure };
    const { status, reason } = failure;
    if (status === 404 && isOwnWord(failure)) return { kind: 'recreate', why: 'gone' };
    if (status !== 410 || !isLastWord(status, reason)) return null;
    return { kind: 'gone', reason, afterSleep: this.#state.readiness.hasSlept };
  }

  /** Nothing answered: waits until it is worth asking again; false where it is not. */
  async #fail(failure: UcwaFailure, askedAt: number): Promise<boolean> {
    const { clock, onUnreached } = this.#deps;
    const { position, readiness, search, pace } = this.#state;
    const step = position.after({ kind: 'broken', held: false });
    if (step.kind !== 'retry') return false;
    position.move({ ...step.state, priority: position.state.priority });
    readiness.lose('network', clock.now());
    onUnreached(failure);
    search.goOn();
    if (!this.#hurried) await pace.wait(step, clock.now() - askedAt);
    return true;
  }
}
