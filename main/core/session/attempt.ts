import type { SurroundingsEvent } from '../ports.ts';
import { retryBound } from '../ucwa/event-channel.ts';
import { deleteApplication } from '../ucwa/request/applications.ts';
import { reportMyActivity } from '../ucwa/request/me.ts';
import type { Operation } from '../ucwa/request/operation.ts';
import { type Connected, connect, type Endpoint, renewAvailability } from './connect.ts';
import { discoveryUrls } from './discover.ts';
import { type EventLoop, type LoopEnd, startEventLoop } from './event-loop.ts';
import { codeOf, isPassing, signInFailure, type UcwaFailure } from './failure.ts';
import { createIntake } from './intake.ts';
import type { KeptSecrets } from './kept-sign-in.ts';
import { createOriginPolicy } from './origin-policy.ts';
import { createOutages } from './outages.ts';
import { createPause } from './pause.ts';
import type { SessionOutput, SessionParts } from './session.ts';
import type { Account, SignInFailure } from './state.ts';
import { createTokenStore, type Token } from './tokens.ts';
import { createTransport, type UcwaResult } from './transport.ts';

/** One sign-in from its start to its end: connects, rings, reconnects, connects anew. */
export interface SignInAttempt {
  run(): void;
  send(operation: Operation): Promise<UcwaResult>;
  resolve(href: string, base?: string): string | null;
  /** Tries now what it would try later. */
  wake(): void;
  /** What this computer tells of itself. */
  tell(event: SurroundingsEvent): void;
  close(): void;
  /** Ends the application on the server, then closes. */
  leave(): Promise<void>;
}

export interface AttemptParts {
  readonly parts: SessionParts;
  readonly endpoint: Endpoint;
  /** Another endpoint in place of one that somebody else uses too. */
  readonly newEndpoint: () => Endpoint;
  readonly discoveryUrl: string | null;
  readonly account: Account;
  readonly secrets: KeptSecrets;
  /** A kept sign-in waits for the network; one by hand says at once what is wrong. */
  readonly automatic: boolean;
  readonly emit: (output: SessionOutput) => void;
  readonly onTokens: (tokens: Readonly<Record<string, Token>>) => void;
}

/** The server counts a user as idle after five minutes without this. */
const activityEveryMs = 120_000;
/** An application that lasted this long was no part of a row of failures. */
const longLivedMs = 60_000;
/** Another program that keeps taking over is not fought more often than this. */
const takenOverEveryMs = 60_000;

export function attemptSignIn(setup: AttemptParts): SignInAttempt {
  const { parts, account, secrets, emit } = setup;
  const { urls, clock, random, log } = parts;
  const domain = account.address.slice(account.address.lastIndexOf('@') + 1);
  const policy = createOriginPolicy(urls, domain, setup.discoveryUrl !== null || account.server !== '');
  const tokens = createTokenStore({
    clock,
    policy,
    userName: account.userName === '' ? account.address : account.userName,
    password: secrets.password,
    kept: secrets.tokens,
    onRenewed: () => setup.onTokens(tokens.all()),
  });
  const transport = createTransport({ ...parts, policy, tokens });
  const pause = createPause(clock);
  const outages = createOutages({
    clock,
    onAlive: (aliveAt) => emit({ type: 'reach', reach: { aliveAt } }),
    onOver: (outage) => emit({ type: 'outage-over', outage }),
  });
  let { endpoint } = setup;
  let closed = false;
  let connected: Connected | null = null;
  let loop: EventLoop | null = null;
  let takenOverAt = Number.NEGATIVE_INFINITY;
  let stopActivity = (): void => {};

  function reportActivity(): void {
    const href = connected?.reportMyActivity;
    if (closed || href === null || href === undefined) return;
    stopActivity = clock.after(activityEveryMs, () => {
      void transport.send(reportMyActivity(href), connected?.base);
      reportActivity();
    });
  }

  /** Without this calls would ring elsewhere while the window says that they ring here. */
  async function stayAvailable(attempts: number): Promise<void> {
    const before = connected;
    if (closed || before === null) return;
    const renewed = await renewAvailability(transport, before);
    if (closed || connected !== before) return;
    if (renewed.ok) connected = renewed.value;
    else clock.after(random.fraction() * retryBound(attempts), () => void stayAvailable(attempts + 1));
  }

  function fail(failure: SignInFailure): void {
    log.warn('no session', { kind: failure.kind, code: failure.code });
    emit({ type: 'sign-in-failed', failure, at: clock.wall() });
    close();
  }

  async function connectPatiently(patient: boolean): Promise<Connected | null> {
    for (let failures = 1; ; failures += 1) {
      const result = await connect(
        transport,
        discoveryUrls(domain, account.server, setup.discoveryUrl),
        endpoint,
        (stage) => emit({ type: 'sign-in-stage', stage }),
      );
      if (closed) return null;
      if (result.ok) return result.value;
      if (!patient || !isPassing(result.failure)) {
        fail(signInFailure(result.failure));
        return null;
      }
      emit({ type: 'reconnecting' });
      const atLeastMs = result.failure.kind === 'refused' ? (result.failure.retryAfterMs ?? 0) : 0;
      await pause.wait(atLeastMs + random.fraction() * retryBound(failures + 1));
      if (closed) return null;
    }
  }

  async function runOnce(patient: boolean): Promise<LoopEnd> {
    connected = await connectPatiently(patient);
    if (connected === null) return { kind: 'closed' };
    const { application, base } = connected;
    const user = { name: application.me.name ?? account.address, address: account.address };
    const events = policy.admit(application.events, base)?.href;
    const self = policy.admit(application.self, base)?.href;
    if (events === undefined || self === undefined) {
      return { kind: 'failed', failure: { kind: 'untrusted', host: '' } satisfies UcwaFailure };
    }
    emit({ type: 'online', user });
    reportActivity();
    outages.end();
    loop = startEventLoop(
      {
        transport,
        policy,
        random,
        clock,
        outages,
        application: self,
        closed: () => closed,
        pause,
        onBatch: createIntake(transport, policy, (event) => emit({ type: 'ucwa', event })),
        onConnection(up) {
          emit(up ? { type: 'online', user } : { type: 'reconnecting' });
          if (!up) emit({ type: 'network-dropped' });
        },
        onCompare: () => emit({ type: 'compare-calls', application: self }),
        onResume: () => void stayAvailable(1),
      },
      events,
    );
    emit({ type: 'compare-calls', application: self });
    const loopEnd = await loop.end;
    loop = null;
    stopActivity();
    return loopEnd;
  }

  /** What has to be done before the application is made anew. */
  async function give(why: (LoopEnd & { readonly kind: 'recreate' })['why'], before: Connected | null): Promise<void> {
    if (why === 'full' && before !== null) {
      await transport.send(deleteApplication(before.application.self), before.base);
    }
    if (why !== 'replaced') return;
    endpoint = setup.newEndpoint();
    const notBefore = takenOverAt + takenOverEveryMs;
    while (!closed && clock.now() < notBefore) await pause.wait(notBefore - clock.now());
    takenOverAt = clock.now();
  }

  async function run(): Promise<void> {
    let startedAt = clock.now();
    let outcome = await runOnce(setup.automatic);
    for (let inARow = 1; outcome.kind === 'recreate'; inARow += 1) {
      const { why } = outcome;
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
      outcome = closed ? { kind: 'closed' } : await runOnce(true);
    }
    if (outcome.kind === 'failed') fail(signInFailure(outcome.failure));
    if (outcome.kind === 'gone') fail({ kind: 'gone', host: '', code: codeOf(410, outcome.reason) });
  }

  /** From here on nothing is begun, least of all a new application in place of one that is being deleted. */
  function end(): void {
    closed = true;
    stopActivity();
    pause.wake();
  }

  function close(): void {
    end();
    transport.close();
  }

  return {
    run: () => void run(),
    send: (operation) => transport.send(operation, connected?.base),
    resolve: (href, base) => policy.admit(href, base ?? connected?.base)?.href ?? null,
    wake() {
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
    close,
    async leave() {
      end();
      if (connected !== null) await transport.send(deleteApplication(connected.application.self), connected.base);
      transport.close();
    },
  };
}
