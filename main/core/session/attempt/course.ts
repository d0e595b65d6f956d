import type { LoopEnd, RecreateReason } from '../channel/loop-end.ts';
import type { Endpoint } from '../discovery/connect.ts';
import { codeOf, goneKind, signInFailure } from '../failure.ts';
import type { SessionDeps, SessionOutput } from '../session.ts';
import type { SignInFailure } from '../sign-in-failure.ts';
import type { Account } from '../state.ts';
import { isStillThere, isUseless, reasonToRecreate } from './ends.ts';
import { createLiveApplication } from './live-application.ts';
import { createRecreation, type Recreation } from './recreation.ts';
import type { AttemptState } from './state.ts';
import type { AttemptTools } from './tools.ts';

export interface CourseDeps {
  readonly ports: SessionDeps;
  readonly account: Account;
  /** A kept sign-in waits for the network; one by hand says at once what is wrong. */
  readonly automatic: boolean;
  /** Another endpoint in place of one that somebody else uses too. */
  readonly newEndpoint: () => Endpoint;
  readonly emit: (output: SessionOutput) => void;
  readonly close: () => void;
  readonly leave: () => Promise<void>;
}

/** An application that lasted this long was no part of a row of failures. */
const longLivedMs = 60_000;
/** The same, of one that was left because it was of no use. */
const usefulMs = 900_000;
/** A server that took longer than this to make an application was away meanwhile: what it refused before counts no more. */
const sameServerMs = 10_000;

/** The course of a sign-in: one application after the other, until one ends for good or the attempt is closed. */
export class Course {
  readonly #deps: CourseDeps;
  readonly #tools: AttemptTools;
  readonly #state: AttemptState;
  readonly #recreation: Recreation;
  /** Applications that were lost, one soon after the other. */
  #lostInARow = 0;
  #startedAt = 0;

  constructor(deps: CourseDeps, tools: AttemptTools, state: AttemptState) {
    this.#deps = deps;
    this.#tools = tools;
    this.#state = state;
    this.#recreation = createRecreation({
      ...tools,
      clock: deps.ports.clock,
      random: deps.ports.random,
      closed: () => state.closed,
      newEndpoint() {
        state.endpoint = deps.newEndpoint();
      },
      emit: deps.emit,
    });
  }

  async run(): Promise<void> {
    let end = await this.#runOnce(this.#deps.automatic, null);
    for (let why = reasonToRecreate(end); why !== null; why = reasonToRecreate(end)) {
      await this.#lose(why, end);
      end = this.#state.closed ? { kind: 'closed' } : await this.#runOnce(true, end);
    }
    if (end.kind === 'closed') return;
    if (end.kind === 'failed') this.#fail(signInFailure(end.failure));
    if (end.kind === 'gone') this.#fail({ kind: goneKind(end.reason), host: '', code: codeOf(410, end.reason) });
    this.#deps.close();
  }

  /** Connects, and has calls ring until that application ends. `before`: how the one before it ended. */
  async #runOnce(patient: boolean, before: LoopEnd | null): Promise<LoopEnd> {
    const { ports, account, emit } = this.#deps;
    const [state, tools] = [this.#state, this.#tools];
    const startedAt = ports.clock.now();
    this.#startedAt = startedAt;
    const { why, tries = 0, refused } = before?.kind === 'recreate' ? before : { why: null };
    const since = tools.outages.lastAlive();
    const outcome = await tools.connecting.connect(patient, state.endpoint, { since, tries });
    if (outcome === null) return { kind: 'closed' };
    if ('failure' in outcome) {
      this.#fail(outcome.failure);
      await this.#deps.leave();
      return { kind: 'closed' };
    }
    const live = createLiveApplication(outcome, {
      ports,
      tools,
      account,
      emit,
      closed: () => state.closed,
      isLeft: () => state.live !== live,
    });
    state.live = live;
    state.attended = false;
    const isSameServer = ports.clock.now() - startedAt < sameServerMs;
    return live.run({ doubted: why === 'silent', refused: isSameServer ? refused : undefined });
  }

  /** The application is lost, or of no use: leaves it, and waits until another one is worth making. */
  async #lose(why: RecreateReason, end: LoopEnd): Promise<void> {
    const { ports, emit } = this.#deps;
    const [state, recreation] = [this.#state, this.#recreation];
    ports.log.warn('the application is gone; making it anew', { why });
    this.#tools.outages.begin(why === 'replaced' ? 'taken-over' : 'server', ports.clock.now());
    emit({ type: 'reconnecting' });
    const left = isStillThere(end) ? state.live : null;
    if (left !== null) await recreation.lookOnceMore(left);
    state.live = null;
    emit({ type: 'application-lost' });
    const livedMs = ports.clock.now() - this.#startedAt;
    this.#lostInARow = livedMs > (isUseless(why) ? usefulMs : longLivedMs) ? 1 : this.#lostInARow + 1;
    if (left !== null) await recreation.leaveBehind(left, isUseless(why));
    await recreation.wait(why, this.#lostInARow);
  }

  #fail(failure: SignInFailure): void {
    const { ports, emit } = this.#deps;
    ports.log.warn('no session', { kind: failure.kind, code: failure.code });
    emit({ type: 'sign-in-failed', failure, at: ports.clock.wall() });
  }
}
