import type { ClientRequest, IncomingMessage, Session } from 'electron';
import type { Clock, Exchange, HttpRequest, HttpResponse, TransportFailure } from '../../core/ports.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { answerChallenges, type ProxyAccount } from './challenge-answer.ts';
import { platformFailure, proxyRefusal } from './platform-failure.ts';

const bodyLimit = 1024 * 1024;

export interface ExchangeDeps {
  /** Electron's `net.request`. */
  request(options: {
    method: string;
    url: string;
    session: Session;
    useSessionCookies: boolean;
    redirect: 'manual';
  }): ClientRequest;
  readonly clock: Clock;
  readonly proxyAccount: ProxyAccount;
}

type Outcome = Result<HttpResponse, TransportFailure>;

/**
 * One exchange through Chromium's stack, sent once `ready` resolves; the deadline counts from now. `sent` is known only once the
 * answer begins.
 */
export function beginExchange(
  { request: open, clock, proxyAccount }: ExchangeDeps,
  session: Session,
  request: HttpRequest,
  ready: Promise<void> = Promise.resolve(),
): Exchange {
  let end: (outcome: Outcome) => void = () => {};
  let tellSent: (sent: boolean) => void = () => {};
  const response = new Promise<Outcome>((resolve) => {
    end = resolve;
  });
  const sent = new Promise<boolean>((resolve) => {
    tellSent = resolve;
  });
  let underWay: ClientRequest | null = null;
  let isOver = false;
  const stop = (failure: TransportFailure): void => {
    isOver = true;
    end(failed(failure));
    underWay?.abort();
  };
  const cancelTimeout = clock.after(request.timeoutMs, () => stop({ kind: 'timeout', message: 'No answer in time' }));
  void response.then(() => {
    cancelTimeout();
    tellSent(false);
  });

  function begin(): void {
    if (isOver) return;
    const { credentials } = request;
    const asking = open({
      method: request.method,
      url: request.url,
      session,
      useSessionCookies: credentials === 'cookies',
      redirect: 'manual',
    });
    underWay = asking;
    const typed = typeof credentials === 'object' ? credentials : null;
    const answer = answerChallenges(request.url, typed, proxyAccount);
    for (const [name, value] of Object.entries(request.headers)) asking.setHeader(name, value);
    asking.on('login', (challenge, say) => answer.tell(challenge, say));
    asking.on('error', (error) => end(failed(platformFailure(error))));
    asking.on('redirect', (status, _method, url) => {
      end(ok({ status, headers: { location: [url] }, body: '' }));
      asking.abort();
    });
    asking.on('response', (message) => {
      if (message.statusCode === 407) {
        stop(proxyRefusal);
        return;
      }
      tellSent(true);
      receive(message, stop, (whole) =>
        end(ok(typed === null ? whole : { ...whole, tookCredentials: answer.given() })),
      );
    });
    asking.end(request.body);
  }

  ready.then(begin).catch((error: unknown) => stop({ kind: 'network', message: String(error) }));
  return { response, sent, cancel: () => stop({ kind: 'cancelled', message: 'Cancelled' }) };
}

function receive(
  message: IncomingMessage,
  stop: (failure: TransportFailure) => void,
  end: (whole: HttpResponse) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  message.on('data', (chunk) => {
    length += chunk.length;
    if (length > bodyLimit) stop({ kind: 'too-large', message: `The body is over ${bodyLimit} bytes` });
    else chunks.push(chunk);
  });
  message.on('end', () =>
    end({ status: message.statusCode, headers: headersOf(message), body: Buffer.concat(chunks).toString('utf8') }),
  );
  message.on('error', () => stop({ kind: 'network', message: 'The body broke off' }));
}

function headersOf({ headers }: IncomingMessage): HttpResponse['headers'] {
  const all: Record<string, readonly string[]> = Object.create(null) as Record<string, readonly string[]>;
  for (const [name, value] of Object.entries(headers)) all[name.toLowerCase()] = [value].flat();
  return all;
}
