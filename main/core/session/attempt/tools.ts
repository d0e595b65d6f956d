import { createOutages, type Outages } from '../channel/outages.ts';
import { createPause, type Pause } from '../channel/pause.ts';
import { type Connecting, createConnecting } from '../discovery/connecting.ts';
import { type Creation, createCreation } from '../discovery/creation.ts';
import type { SessionOutput } from '../session.ts';
import type { Reach } from '../state.ts';
import { createRenewal, type Renewal } from '../tokens/renewal.ts';
import { type Access, type AccessDeps, createAccess } from './access.ts';

/** What one sign-in works with, from its first request to its last. */
export interface AttemptTools extends Access {
  readonly pause: Pause;
  readonly outages: Outages;
  /** Of the token for the application's host. */
  readonly renewal: Renewal;
  /** The application that is just being made. */
  readonly creation: Creation;
  readonly connecting: Connecting;
  readonly tellReach: (reach: Partial<Reach>) => void;
}

export interface ToolsDeps extends AccessDeps {
  readonly emit: (output: SessionOutput) => void;
  /** Whether somebody waits for this sign-in, so that a page may open. */
  readonly attended: () => boolean;
  readonly closed: () => boolean;
  /** Absolute URL of the application that calls ring in; null while there is none. */
  readonly application: () => string | null;
  /** The server said of that absolute URL that it knows no such application. */
  readonly onGone: (url: string) => void;
}

export function createTools(deps: ToolsDeps): AttemptTools {
  const { emit, account, attended, closed, application } = deps;
  const { urls, clock, random } = deps.ports;
  const tellReach = (reach: Partial<Reach>): void => emit({ type: 'reach', reach });
  const access = createAccess(deps, {
    attended,
    onPage: (open) => emit({ type: 'sign-in-stage', stage: open ? 'page-open' : 'authenticating' }),
    onRenewed: () => renewal.plan(),
    onGone: deps.onGone,
  });
  const { transport, tokens } = access;
  const renewal = createRenewal({
    clock,
    random,
    remainingMs() {
      const url = application();
      return url === null ? null : tokens.remainingMs(urls.parse(url)?.origin ?? '');
    },
    renew: () => transport.renewToken(application() ?? ''),
    onPlanned: (remaining) =>
      tellReach({ tokenExpiresAt: clock.now() + remaining, renewalFailing: false, renewalRefused: false }),
    onFailing: (final) => tellReach({ renewalFailing: true, renewalRefused: final }),
  });
  const pause = createPause(clock);
  const outages = createOutages({
    clock,
    onAlive: (aliveAt) => tellReach({ aliveAt }),
    onOver: (outage) => emit({ type: 'outage-over', outage }),
  });
  const creation = createCreation(transport, clock);
  const connecting = createConnecting({
    ...access,
    clock,
    random,
    account,
    pause: pause.wait,
    closed,
    emit,
    onCreation: creation.begun,
  });
  return { ...access, pause, outages, renewal, creation, connecting, tellReach };
}
