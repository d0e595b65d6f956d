import type { ClientRequest, IncomingMessage, Session } from 'electron';
import type { Clock, Exchange, Http, HttpRequest, HttpResponse, TransportFailure } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { platformFailure } from './platform-failure.ts';
import type { AskedOrigins } from './sign-in-session.ts';

const bodyLimit = 1024 * 1024;

export interface PlatformHttpDeps {
  /** Electron's `net.request`. */
  request(options: {
    method: string;
    url: string;
    session: Session;
    useSessionCookies: boolean;
    redirect: 'manual';
  }): ClientRequest;
  /** Made with the first request. */
  session(): Session;
  readonly clock: Clock;
  readonly asked: AskedOrigins;
}

type Outcome = Result<HttpResponse, TransportFailure>;

/**
 * HTTP through Chromium's network stack, for what only it can do: `integrated` requests sign in as the user of this
 * computer (Negotiate, NTLM) at the host they are sent to and at no other, and `cookies` requests carry what a sign-in
 * page left. Redirects are not followed. `sent` is known only once the answer begins.
 */
export function createPlatformHttp(deps: PlatformHttpDeps): Pick<Http, 'send'> {
  const integratedHosts = new Set<string>();
  return {
    send: (request) => {
      const session = deps.session();
      deps.asked.note(request.url);
      if (request.credentials === 'integrated') {
        integratedHosts.add(new URL(request.url).hostname);
        session.allowNTLMCredentialsForDomains([...integratedHosts].join(','));
      }
      return exchange(deps, session, request);
    },
  };
}

function exchange({ request: open, clock }: PlatformHttpDeps, session: Session, request: HttpRequest): Exchange {
  let end: (outcome: Outcome) => void = () => {};
  let tellSent: (sent: boolean) => void = () => {};
  const response = new Promise<Outcome>((resolve) => {
    end = resolve;
  });
  const sent = new Promise<boolean>((resolve) => {
    tellSent = resolve;
  });
  const underWay = open({
    method: request.method,
    url: request.url,
    session,
    useSessionCookies: request.credentials === 'cookies',
    redirect: 'manual',
  });
  const stop = (failure: TransportFailure): void => {
    end(failed(failure));
    underWay.abort();
  };
  const cancelTimeout = clock.after(request.timeoutMs, () => stop({ kind: 'timeout', message: 'No answer in time' }));
  void response.then(() => {
    cancelTimeout();
    tellSent(false);
  });
  for (const [name, value] of Object.entries(request.headers)) underWay.setHeader(name, value);
  underWay.on('login', (_challenge, answer) => answer());
  underWay.on('error', (error) => end(failed(platformFailure(error))));
  underWay.on('redirect', (status, _method, url) => {
    end(ok({ status, headers: { location: [url] }, body: '' }));
    underWay.abort();
  });
  underWay.on('response', (message) => {
    tellSent(true);
    receive(message, end, stop);
  });
  underWay.end(request.body);
  return { response, sent, cancel: () => stop({ kind: 'cancelled', message: 'Cancelled' }) };
}

function receive(
  message: IncomingMessage,
  end: (outcome: Outcome) => void,
  stop: (failure: TransportFailure) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  message.on('data', (chunk) => {
    length += chunk.length;
    if (length > bodyLimit) stop({ kind: 'too-large', message: `The body is over ${bodyLimit} bytes` });
    else chunks.push(chunk);
  });
  message.on('end', () =>
    end(ok({ status: message.statusCode, headers: headersOf(message), body: Buffer.concat(chunks).toString('utf8') })),
  );
  message.on('error', () => end(failed({ kind: 'network', message: 'The body broke off' })));
}

function headersOf({ headers }: IncomingMessage): HttpResponse['headers'] {
  const all: Record<string, readonly string[]> = Object.create(null) as Record<string, readonly string[]>;
  for (const [name, value] of Object.entries(headers)) all[name.toLowerCase()] = [value].flat();
  return all;
}
