import { retryBound } from '../ucwa/event-channel.ts';
import { deleteApplication } from '../ucwa/request/applications.ts';
import { reportMyActivity } from '../ucwa/request/me.ts';
import type { Operation } from '../ucwa/request/operation.ts';
import { type Connected, connect, type Endpoint, renewAvailability } from './connect.ts';
import { discoveryUrls } from './discover.ts';
import { type LoopEnd, runEventLoop } from './event-loop.ts';
import { codeOf, isPassing, signInFailure, type UcwaFailure } from './failure.ts';
import { createIntake } from './intake.ts';
import type { KeptSecrets } from './kept-sign-in.ts';
import { createOriginPolicy } from './origin-policy.ts';
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
  wake(): void;
  close(): void;
  /** Ends the application on the server, then closes. */
  leave(): Promise<void>;
}

export interface AttemptParts {
  readonly parts: SessionParts;
  readonly endpoint: Endpoint;
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
  let closed = false;
  let connected: Connected | null = null;
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
        setup.endpoint,
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
    const loopEnd = await runEventLoop(
      {
        transport,
        policy,
        random,
        application: self,
        closed: () => closed,
        pause: pause.wait,
        onBatch: createIntake(transport, policy, (event) => emit({ type: 'ucwa', event })),
        onConnection(up) {
          emit(up ? { type: 'online', user } : { type: 'reconnecting' });
          if (!up) emit({ type: 'network-dropped' });
        },
        onCompare: () => emit({ type: 'compare-calls' }),
        onResume: () => void stayAvailable(1),
      },
      events,
    );
    stopActivity();
    return loopEnd;
  }

  async function run(): Promise<void> {
    let startedAt = clock.now();
    let outcome = await runOnce(setup.automatic);
    for (let inARow = 1; outcome.kind === 'recreate'; inARow += 1) {
      log.warn('the application is gone; making it anew');
      connected = null;
      emit({ type: 'reconnecting' });
      emit({ type: 'calls-lost' });
      if (clock.now() - startedAt > longLivedMs) inARow = 1;
      await pause.wait(random.fraction() * retryBound(inARow));
      startedAt = clock.now();
      outcome = closed ? { kind: 'closed' } : await runOnce(true);
    }
    if (outcome.kind === 'failed') fail(signInFailure(outcome.failure));
    if (outcome.kind === 'stop') {
      const { why, reason } = outcome.step;
      emit({ type: 'calls-lost' });
      fail({ kind: why, host: '', code: codeOf(why === 'gone' ? 410 : 409, reason) });
    }
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
    wake: pause.wake,
    close,
    async leave() {
      end();
      if (connected !== null) await transport.send(deleteApplication(connected.application.self), connected.base);
      transport.close();
    },
  };
}
