import type { SurroundingsEvent } from '../ports.ts';
import { deleteApplication } from '../ucwa/request/applications.ts';
import type { Operation } from '../ucwa/request/operation.ts';
import { retryBound } from '../ucwa/retry-wait.ts';
import { type AccessParts, createAccess } from './access.ts';
import { type StayingAvailable, stayAvailable } from './availability/staying-available.ts';
import { type EventLoop, startEventLoop } from './channel/event-loop.ts';
import { createIntake } from './channel/intake.ts';
import type { LoopEnd, RecreateReason } from './channel/loop-end.ts';
import { createOutages } from './channel/outages.ts';
import { createPause } from './channel/pause.ts';
import type { Connected, Endpoint } from './discovery/connect.ts';
import { createConnecting } from './discovery/connecting.ts';
import { createCreation } from './discovery/creation.ts';
import { codeOf, goneKind, reconnecting, signInFailure, type UcwaFailure } from './failure.ts';
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
  /** Has a connection ready for a request to that absolute URL, until the returned function is called. */
  prepare(url: string): () => void;
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
/** The same, of one that was left because it was of no use. */
const usefulMs = 900_000;
/** A server that took longer than this to make an application was away meanwhile: what it refused before counts no more. */
const sameServerMs = 10_000;
/** What rings is looked for so long before an application is left that still has it. */
const lastLookMs = 3_000;
/** One that cannot be used is followed by the next after this, then after four times as long, and so on. */
const [firstLeftMs, longestLeftMs] = [400, 300_000];
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

  /** `before`: how the application before this one ended. */
  async function runOnce(patient: boolean, before: LoopEnd | null): Promise<LoopEnd> {
    const begunAt = clock.now();
    const { why, tries = 0, refused } = before?.kind === 'recreate' ? before : { why: null };
    const doubted = why === 'silent';
    const outcome = await connecting.connect(patient, endpoint, { since: outages.lastAlive(), tries });
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
    if (doubted) tellUseless('silent');
    else {
      emit({ type: 'online', user });
      outages.end();
    }
    const intake = createIntake({
      transport,
      policy,
      clock,
      random,
      log,
      closed: () => closed || connected !== mine,
      emit: (events) => emit({ type: 'ucwa', events }),
      onCompare: () => emit({ type: 'compare-calls', application: self }),
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
        doubted,
        closed: () => closed,
        pause,
        onDoubt: () => tellUseless('silent'),
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

  /** The server is there, and calls do not ring here all the same. */
  function tellUseless(code: RecreateReason): void {
    emit({ type: 'reconnecting', failure: { kind: 'no-events', host: '', code }, at: clock.wall() });
  }

  /** What rings in an application that is about to be left, and was not told: it is not to go without a trace. */
  async function lookOnceMore({ self }: Connected): Promise<void> {
    await new Promise<void>((done) => {
      const cancel = clock.after(lastLookMs, done);
      const compared = (): void => {
        cancel();
        done();
      };
      emit({ type: 'compare-calls', application: self, compared });
    });
  }

  /** `forGood`: what could not be deleted would be joined again, so that another endpoint is needed. */
  async function leaveBehind({ self, base }: Connected, forGood: boolean): Promise<void> {
    if (closed) return;
    const left = await transport.send(deleteApplication(self), base);
    if (forGood && !left.ok && !isGone(left.failure)) endpoint = setup.newEndpoint();
  }

  /** What is waited for before the application is made anew. `inARow`: how many were, one after the other. */
  async function give(why: RecreateReason, inARow: number): Promise<void> {
    if (isUseless(why)) {
      if (inARow > 1) tellUseless(why);
      const bound = Math.min(firstLeftMs * 4 ** (inARow - 1), longestLeftMs);
      if (!closed) await pause.wait(bound * (0.5 + random.fraction() / 2));
      return;
    }
    if (why === 'replaced') await giveWay();
    if (!closed) await pause.wait(random.fraction() * retryBound(inARow + 2));
  }

  async function giveWay(): Promise<void> {
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
    let outcome = await runOnce(setup.automatic, null);
    for (let inARow = 1; ; inARow += 1) {
      const why = reasonToRecreate(outcome);
      if (why === null) break;
      log.warn('the application is gone; making it anew', { why });
      outages.begin(why === 'replaced' ? 'taken-over' : 'server', clock.now());
      emit({ type: 'reconnecting' });
      const before = connected;
      if (isStillThere(outcome) && before !== null) await lookOnceMore(before);
      connected = null;
      emit({ type: 'application-lost' });
      if (clock.now() - startedAt > (isUseless(why) ? usefulMs : longLivedMs)) inARow = 1;
      if (isStillThere(outcome) && before !== null) await leaveBehind(before, isUseless(why));
      await give(why, inARow);
      startedAt = clock.now();
      outcome = closed ? { kind: 'closed' } : await runOnce(true, outcome);
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
    prepare: transport.prepare,
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
function reasonToRecreate(end: LoopEnd): RecreateReason | null {
  if (end.kind === 'recreate') return end.why;
  return end.kind === 'gone' && end.afterSleep ? 'gone' : null;
}

/** The application is there, has what rings, and is left all the same. */
function isUseless(why: RecreateReason): boolean {
  return why === 'full' || why === 'unreadable' || why === 'silent' || why === 'failed';
}

/** Also where its channel was refused for so long that another one may do better. */
function isStillThere(end: LoopEnd): boolean {
  return end.kind === 'recreate' && (isUseless(end.why) || (end.why === 'lapsed' && end.refused !== undefined));
}

function isGone(failure: UcwaFailure): boolean {
  return failure.kind === 'refused' && (failure.status === 404 || failure.status === 410);
}
