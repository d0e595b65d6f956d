import type { Session } from 'electron';
import type { Exchange, Http, HttpRequest } from '../../core/ports.ts';
import { isHostName } from '../../core/session/trust/host-name.ts';
import { beginExchange, type ExchangeDeps } from './platform-exchange.ts';
import type { AskedOrigins } from './sign-in-session.ts';

export interface PlatformHttpDeps extends ExchangeDeps {
  /** Made with the first request. */
  session(): Session;
  /** Resolves when that session may be used. */
  ready(): Promise<void>;
  readonly asked: AskedOrigins;
}

/** No host has this name (RFC 6761): an empty list would leave Windows to choose. */
const nobody = 'nobody.invalid';

/**
 * HTTP through Chromium's network stack, for what only it can do. `integrated` requests sign in as the user of this
 * computer (Negotiate, NTLM) at the host they are sent to and at no other; requests with typed credentials as that user,
 * and never as the one of this computer; `cookies` requests carry what a sign-in page left. Redirects are not followed.
 */
export function createPlatformHttp(deps: PlatformHttpDeps): Pick<Http, 'send'> {
  let before: Promise<unknown> = Promise.resolve();

  /**
   * One after the other: Chromium keeps who signed in, by host and by connection, so each begins with nothing kept. The
   * hosts that get a ticket are one list for the whole process.
   */
  function inTurn(session: Session, request: HttpRequest): Exchange {
    const { hostname } = new URL(request.url);
    let isOver = false;
    const ready = before.then(async () => {
      await Promise.all([deps.ready(), forgetWhoSignedIn(session)]);
      if (isOver) return;
      session.allowNTLMCredentialsForDomains(request.credentials === 'integrated' ? listed(hostname) : nobody);
    });
    const exchange = beginExchange(deps, session, request, ready);
    before = exchange.response.then(() => {
      isOver = true;
      session.allowNTLMCredentialsForDomains(nobody);
    });
    return exchange;
  }

  return {
    send(request) {
      const session = deps.session();
      deps.asked.note(request.url);
      return request.credentials === 'cookies'
        ? beginExchange(deps, session, request, deps.ready())
        : inTurn(session, request);
    },
  };
}

/** A list of hosts takes wildcards and commas, and a URL's host may hold both: what is no plain name or address gets no ticket. */
function listed(hostname: string): string {
  const isPlain = isHostName(hostname) || /^\[[0-9a-f:.]+\]$/.test(hostname);
  return isPlain ? hostname : nobody;
}

/** User names and passwords by host, and the connections that are signed in. */
export async function forgetWhoSignedIn(session: Session): Promise<void> {
  await Promise.all([session.clearAuthCache(), session.closeAllConnections()]);
}
