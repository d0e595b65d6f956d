import type { SurroundingsEvent } from '../../ports.ts';
import type { Operation } from '../../ucwa/request/operation.ts';
import type { Endpoint } from '../discovery/connect.ts';
import type { UcwaResult } from '../requests/transport.ts';
import type { SessionOutput } from '../session.ts';
import type { AccessDeps } from './access.ts';
import { Course } from './course.ts';
import type { AttemptState } from './state.ts';
import { type AttemptTools, createTools } from './tools.ts';

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

export interface AttemptDeps extends AccessDeps {
  readonly endpoint: Endpoint;
  /** Another endpoint in place of one that somebody else uses too. */
  readonly newEndpoint: () => Endpoint;
  /** A kept sign-in waits for the network; one by hand says at once what is wrong. */
  readonly automatic: boolean;
  readonly emit: (output: SessionOutput) => void;
}

export function attemptSignIn(deps: AttemptDeps): SignInAttempt {
  const state: AttemptState = { attended: !deps.automatic, closed: false, endpoint: deps.endpoint, live: null };
  const tools = createTools({
    ...deps,
    attended: () => state.attended,
    closed: () => state.closed,
    application: () => state.live?.self ?? null,
    onGone: (url) => state.live?.heardGone(url),
  });
  const { transport, policy, tokens, pause, connecting, creation } = tools;

  /** From here on nothing is begun, least of all a new application in place of one that is being deleted. */
  function end(): void {
    state.closed = true;
    state.live?.stop();
    tools.renewal.stop();
    tools.visits.close();
    connecting.close();
    pause.wake();
  }

  function close(): void {
    end();
    transport.close();
  }

  async function leave(): Promise<void> {
    end();
    if (!creation.isUnderWay() && state.live === null) transport.cancel();
    await creation.undo();
    transport.close();
  }

  return {
    run: () => void new Course({ ...deps, close, leave }, tools, state).run(),
    send: (operation) => (state.live?.reads ?? transport).send(operation),
    resolve: (href, base) => policy.admit(href, base ?? state.live?.base)?.href ?? null,
    prepare: transport.prepare,
    wake() {
      tokens.release();
      pause.wake();
      state.live?.probe();
    },
    tell: (event) => heed(event, tools, state),
    answerTrust(domain, trusted) {
      state.attended = true;
      return connecting.answer(domain, trusted);
    },
    close,
    leave,
  };
}

/** What this computer tells of itself may make connections worthless, and waits too long. */
function heed(event: SurroundingsEvent, { outages, transport, pause }: AttemptTools, { live }: AttemptState): void {
  switch (event) {
    case 'suspend':
      outages.suspend();
      return;
    case 'resume':
      live?.awake();
      transport.dropConnections();
      pause.wake();
      return;
    case 'network-changed':
      // What is sent over one that began in the network before may never arrive, and nobody says so.
      transport.dropIdle();
      pause.wake();
      live?.probe();
      live?.networkChanged();
  }
}
