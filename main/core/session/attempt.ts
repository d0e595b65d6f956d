import type { SurroundingsEvent } from '../ports.ts';
import { retryBound } from '../ucwa/event-channel.ts';
import { deleteApplication } from '../ucwa/request/applications.ts';
import type { Operation } from '../ucwa/request/operation.ts';
import { type AccessParts, createAccess } from './access.ts';
import { type StayingAvailable, stayAvailable } from './availability/staying-available.ts';
import { type EventLoop, type LoopEnd, type RowOfFailures, startEventLoop } from './channel/event-loop.ts';
import { createIntake } from './channel/intake.ts';
import { createOutages } from './channel/outages.ts';
import { createPause } from './channel/pause.ts';
import type { Connected, Endpoint } from './discovery/connect.ts';
import { createConnecting } from './discovery/connecting.ts';
import { createCreation } from './discovery/creation.ts';
import { codeOf, goneKind, reconnecting, signInFailure } from './failure.ts';
import { createReads, type Reads } from './requests/reads.ts';
import type { UcwaResult } from './requests/transport.ts';
import type { SessionOutput } from './session.ts';
import type { SignInFailure } from './sign-in-failure.ts';
import type { Reach } from './state.ts';
import { createRenewal } from './tokens/renewal.ts';

/** One sign-in from its start to its end: connects, rings, reconnects, connects anew. */
export interface SignInAttempt {
  run(): void;
  send(operation: Operation): Promise<UcwaResult>;
  resolve(href: string, base?: string): string | null;
  /** Tries now what it would try later. */
  wake(): void;
  /** What this computer tells of itself. */
  tell(event: SurroundingsEvent): void;
  /** The user's answer to the question about a domain; false where that was not asked. */
  answerTrust(domain: string, trusted: boolean): boolean;
  close(): void;
  /** Ends the application on the server, also one that is just being made, then closes. */
  leave(): Promise<void>;
}

export interface AttemptParts extends AccessParts {
  readonly endpoint: Endpoint;
  /** Another endpoint in place of one that somebody else uses too. */
  readonly newEndpoint: () => Endpoint;
  /** A kept sign-in waits for the network; one by hand says at once what is wrong. */
  readonly automatic: boolean;
  readonly emit: (output: SessionOutput) => void;
}

/** An application that lasted this long was no part of a row of failures. */
const longLivedMs = 60_000;
/** A server that took longer than this to make an application was away meanwhile: what it refused before counts no more. */
const sameServerMs = 10_000;
/** Another program that keeps taking over is not fought more often than this. */
const takenOverEveryMs = 60_000;

export function attemptSignIn(setup: AttemptParts): SignInAttempt {
  const { parts, account, emit } = setup;
  const { urls, clock, random, log } = parts;
  /** Somebody waits: they asked for this sign-in, or answered a question of it, and were not signed in since. */
  let attended = !setup.automatic;
  let { endpoint } = setup;
  let closed = false;
  let connected: (Connected & { readonly reads: Reads }) | null = null;
  let staying: StayingAvailable | null = null;
  let loop: EventLoop | null = null;
  let takenOverAt = Number.NEGATIVE_INFINITY;

  const tellReach = (reach: Partial<Reach>): void => emit({ type: 'reach', reach });
  const access = createAccess(setup, {
    attended: () => attended,
    onPage: (open) => emit({ type: 'sign-in-stage', stage: open ? 'page-open' : 'authenticating' }),
    onRenewed: () => renewal.plan(),
  });
  const { policy, transport, tokens } = access;
  const pause = createPause(clock);
  const outages = createOutages({
    clock,
    onAlive: (aliveAt) => tellReach({ aliveAt }),
    onOver: (outage) => emit({ type: 'outage-over', outage }),
  });
  const renewal = createRenewal({
    clock,
    random,
    remainingMs: () => (connected === null ? null : tokens.remainingMs(urls.parse(connected.self)?.origin ?? '')),
    renew: () => transport.renewToken(connected?.self ?? ''),
    onPlanned: (remaining) =>
      tellReach({ tokenExpiresAt: clock.now() + remaining, renewalFailing: false, renewalRefused: false }),
    onFailing: (final) => tellReach({ renewalFailing: true, renewalRefused: final }),
  });
  const creation = createCreation(transport, clock);
  const connecting = createConnecting({
    ...access,
    clock,
    random,
    account,
    pause: pause.wait,
    closed: () => closed,
    emit,
    onCreation: creation.begun,
  });

  function fail(failure: SignInFailure): void {
    log.warn('no session', { kind: failure.kind, code: failure.code });
    emit({ type: 'sign-in-failed', failure, at: clock.wall() });
  }

  async function runOnce(patient: boolean, refused?: RowOfFailures): Promise<LoopEnd> {
    const begunAt = clock.now();
    const outcome = await connecting.connect(patient, endpoint);
    if (outcome === null) return { kind: 'closed' };
    if ('failure' in outcome) {
      fail(outcome.failure);
      await leave();
      return { kind: 'closed' };
    }
    const { application, self, events, base, batch } = outcome;
    const mine = { ...outcome, reads: createReads({ ...access, xml: parts.xml, random, base, batch }) };
    connected = mine;
    attended = false;
    const { name, uri } = application.me;
    const user = { name: name ?? account.address, address: account.address, ...(uri !== null && { uri }) };
    const stayingNow = stayAvailable(outcome, { transport, clock, random, log, onReach: tellReach });
    staying = stayingNow;
    renewal.plan();
    // That is the first sign of life: a channel which never answers counts from here.
    outages.alive();
    emit({ type: 'online', user });
    outages.end();
    const intake = createIntake({
      transport,
      policy,
      clock,
      random,
      log,
      closed: () => closed || connected !== mine,
      emit: (events) => emit({ type: 'ucwa', events }),
    });
    loop = startEventLoop(
      {
        transport,
        policy,
        random,
        clock,
        log,
        outages,
        application: self,
        refused: clock.now() - begunAt < sameServerMs ? refused : undefined,
        closed: () => closed,
        pause,
        onBatch(batch, base) {
          intake(batch, base);
          stayingNow.take(batch);
        },
        onConnection(up) {
          emit(up ? { type: 'online', user } : { type: 'reconnecting' });
          if (!up) emit({ type: 'network-dropped' });
        },
        onUnreached: (failure) => emit(reconnecting(failure, clock.wall())),
        moved: connecting.moved,
        onCompare: () => emit({ type: 'compare-calls', application: self }),
        onResume: stayingNow.renew,
      },
      events,
    );
    emit({ type: 'compare-calls', application: self });
    const loopEnd = await loop.end;
    loop = null;
    stayingNow.stop();
    return loopEnd;
  }

  /** What has to be done before the application is made anew. */
  async function give(why: (LoopEnd & { readonly kind: 'recreate' })['why'], before: Connected | null): Promise<void> {
    const isLeftOver = why === 'full' || why === 'failed';
    if (isLeftOver && before !== null) await transport.send(deleteApplication(before.self), before.base);
    if (why !== 'replaced') return;
    endpoint = setup.newEndpoint();
    const notBefore = takenOverAt + takenOverEveryMs;
    if (clock.now() < notBefore) {
      const failure: SignInFailure = { kind: 'replaced', host: '', code: '409 PGetReplaced' };
      emit({ type: 'reconnecting', failure, at: clock.wall() });
    }
    while (!closed && clock.now() < notBefore) await pause.wait(notBefore - clock.now());
    takenOverAt = clock.now();
  }

  async function run(): Promise<void> {
    let startedAt = clock.now();
    let outcome = await runOnce(setup.automatic);
    for (let inARow = 1; ; inARow += 1) {
      const why = reasonToRecreate(outcome);
      if (why === null) break;
      log.warn('the application is gone; making it anew', { why });
      outages.begin(why === 'replaced' ? 'taken-over' : 'server', clock.now());
      const before = connected;
      connected = null;
      emit({ type: 'reconnecting' });
      emit({ type: 'application-lost' });
      if (clock.now() - startedAt > longLivedMs) inARow = 1;
      await give(why, before);
      if (!closed) await pause.wait(random.fraction() * retryBound(inARow + 2));
      startedAt = clock.now();
      const refused = outcome.kind === 'recreate' ? outcome.refused : undefined;
      outcome = closed ? { kind: 'closed' } : await runOnce(true, refused);
    }
    if (outcome.kind === 'closed') return;
    if (outcome.kind === 'failed') fail(signInFailure(outcome.failure));
    if (outcome.kind === 'gone') fail({ kind: goneKind(outcome.reason), host: '', code: codeOf(410, outcome.reason) });
    close();
  }

  /** From here on nothing is begun, least of all a new application in place of one that is being deleted. */
  function end(): void {
    closed = true;
    staying?.stop();
    renewal.stop();
    access.visits.close();
    connecting.close();
    pause.wake();
  }

  function close(): void {
    end();
    transport.close();
  }

  async function leave(): Promise<void> {
    end();
    if (!creation.isUnderWay() && connected === null) transport.cancel();
    await creation.undo();
    transport.close();
  }

  return {
    run: () => void run(),
    send: (operation) => (connected?.reads ?? transport).send(operation),
    resolve: (href, base) => policy.admit(href, base ?? connected?.base)?.href ?? null,
    wake() {
      tokens.release();
      pause.wake();
      loop?.probe();
    },
    tell(event) {
      switch (event) {
        case 'suspend':
          outages.suspend();
          return;
        case 'resume':
          loop?.awake();
          transport.dropConnections();
          pause.wake();
          return;
        case 'network-changed':
          pause.wake();
          loop?.probe();
      }
    },
    answerTrust(domain, trusted) {
      attended = true;
      return connecting.answer(domain, trusted);
    },
    close,
    leave,
  };
}

/**
 * Why the application is to be made anew without the user: also where the server ended it while this computer slept, because a phone
 * that is dead without a word is worse than one sign-in more.
 */
function reasonToRecreate(end: LoopEnd): (LoopEnd & { readonly kind: 'recreate' })['why'] | null {
  if (end.kind === 'recreate') return end.why;
  return end.kind === 'gone' && end.afterSleep ? 'gone' : null;
}
