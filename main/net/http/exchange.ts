import type { Clock, Exchange, HttpRequest, HttpResponse, TransportFailure } from '../../core/ports.ts';
import { failed, type Result } from '../../core/result.ts';
import { ConnectFailure } from '../connect/connect-failure.ts';
import { type Hop, nameOf } from '../connect/hop.ts';
import {
  authenticationFailure,
  authenticationNeeded,
  type Offers,
  offersBasic,
  type ProxyCredentials,
} from '../connect/proxy/proxy-credentials.ts';
import { isOffline, type NetworkState } from '../network-watch.ts';
import { type Attempt, attempt, isPassedOn, type Outcome } from './attempt.ts';
import type { HttpClient, Over } from './http-client.ts';
import type { Routes } from './routes.ts';

export interface ExchangeDeps {
  readonly client: Promise<HttpClient>;
  readonly routes: Routes;
  readonly credentials: ProxyCredentials;
  readonly clock: Clock;
  /** For a body, from its first byte, in milliseconds. */
  readonly bodyMs: number;
  readonly look: () => NetworkState;
}

type Response = Result<HttpResponse, TransportFailure>;

const cancelled: Response = failed({ kind: 'cancelled', message: 'Cancelled' });
const late: Response = failed({ kind: 'timeout', message: 'The time is over' });

/** Sends a request over the best way that there is, and over the next where a proxy cannot be reached. */
export function exchange(deps: ExchangeDeps, request: HttpRequest): Exchange {
  const { routes, credentials, clock } = deps;
  const startedAt = clock.now();
  let isOver = false;
  let underWay: Attempt | null = null;
  let tellSent: (sent: boolean) => void = () => {};
  const sent = new Promise<boolean>((resolve) => {
    tellSent = resolve;
  });
  let end: (response: Response) => void = () => {};
  const response = new Promise<Response>((resolve) => {
    end = (value) => {
      isOver = true;
      tellSent(false);
      resolve(value);
    };
  });

  async function run(): Promise<Response> {
    const client = await deps.client;
    const hops = await routes.to(request.url);
    let last: Response = late;
    for (const hop of hops) {
      const outcome = await over(client, hop);
      last = outcome.result;
      if (!outcome.tryNext) break;
      routes.shun(hop);
    }
    if (last.ok) return last;
    routes.doubt(request.url);
    return failed(withoutWayOut(last.failure, deps.look));
  }

  async function over(client: HttpClient, hop: Hop): Promise<Outcome> {
    const isAsked = isPassedOn(hop, request.url);
    const offers = isAsked && hop.scheme !== 'direct' ? credentials.offersFor(hop) : null;
    let authorization = offers?.remembered() ?? null;
    for (;;) {
      const outcome = await once(client, hop, authorization);
      if (offers === null || !outcome.result.ok) return outcome;
      if (outcome.result.value.status !== 407) {
        // A 401 may be of a proxy that does not take what it was told.
        if (outcome.result.value.status !== 401) offers.worked(authorization);
        return outcome;
      }
      const challenges = outcome.result.value.headers['proxy-authenticate']?.join(', ') ?? '';
      authorization = await nextOffer(offers, challenges, authorization);
      if (authorization === null) return proxyRefused(hop, challenges);
    }
  }

  async function once(client: HttpClient, hop: Hop, proxyAuthorization: string | null): Promise<Outcome> {
    const over = request.spareConnection ? 'spare' : request.ownConnection ? 'own' : 'kept';
    const outcome = await carried(client, hop, over, proxyAuthorization);
    // A connection that waited may be gone by now. What nobody can have read may be sent again, over one that is new.
    const again = over !== 'own' && outcome.unwritten && !outcome.result.ok && !isOver;
    return again ? carried(client, hop, 'own', proxyAuthorization) : outcome;
  }

  async function carried(
    client: HttpClient,
    hop: Hop,
    over: Over,
    proxyAuthorization: string | null,
  ): Promise<Outcome> {
    const timeoutMs = request.timeoutMs - (clock.now() - startedAt);
    if (isOver) return { result: cancelled, tryNext: false };
    if (timeoutMs <= 0) return { result: late, tryNext: false };
    const onSent = (): void => tellSent(true);
    underWay = attempt({ client, request, hop, over, timeoutMs, bodyMs: deps.bodyMs, proxyAuthorization, onSent });
    return underWay.outcome;
  }

  run().then(end, (error: unknown) => end(failed(unsent(error))));
  return {
    response,
    sent,
    cancel() {
      end(cancelled);
      underWay?.cancel();
    },
  };
}

/** Why nothing was sent at all: no way is known, or a bundle cannot be loaded. */
function unsent(error: unknown): TransportFailure {
  return error instanceof ConnectFailure ? error.failure : { kind: 'network', message: String(error) };
}

/** What is a failure of no server, because nothing leaves this computer. */
function withoutWayOut(failure: TransportFailure, look: () => NetworkState): TransportFailure {
  const { kind } = failure;
  const isOfNetwork = kind === 'name' || kind === 'name-server' || kind === 'unreachable';
  return isOfNetwork && isOffline(look(), kind) ? { ...failure, kind: 'offline' } : failure;
}

async function nextOffer(offers: Offers, challenges: string, refused: string | null): Promise<string | null> {
  return offersBasic(challenges) ? offers.next(refused) : null;
}

function proxyRefused(hop: Hop, challenges: string): Outcome {
  const failure = {
    kind: authenticationFailure(challenges),
    message: authenticationNeeded(challenges),
    proxy: nameOf(hop),
  };
  return { result: failed(failure), tryNext: false };
}
