import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Words } from '../../preload/contract/index.ts';
import type { Authorization, AuthorizationRequest, Clock, Visit, VisitFailure } from '../core/ports.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { createUrls } from '../parsing/urls.ts';

/** How long a sign-in page waits for the user, in milliseconds: longer than a password and the second factor take. */
export const longestVisitMs = 600_000;

const { parse, withQuery } = createUrls();

export interface BrowserVisitDeps {
  /** Opens an address in the system's browser. */
  readonly open: (url: string) => Promise<void>;
  readonly clock: Clock;
  readonly words: Words;
}

type Outcome = Result<Authorization, VisitFailure>;

/**
 * OAuth 2.0 for native apps (RFC 8252): listens on loopback, has the browser open the authorization page, and takes the
 * code from its redirect. Only a redirect with the right `state` counts, and only once; PKCE with S256 (RFC 7636).
 */
export function authorizeInBrowser(
  request: AuthorizationRequest,
  { open, clock, words }: BrowserVisitDeps,
): Visit<Authorization> {
  const codeVerifier = randomBytes(48).toString('base64url');
  const state = randomBytes(24).toString('base64url');
  let end: (outcome: Outcome) => void = () => {};
  const outcome = new Promise<Outcome>((resolve) => {
    end = resolve;
  });
  let redirectUri = '';
  const server = createServer((incoming, reply) => {
    const answer = redirected(incoming, state);
    if (answer === null) {
      respond(reply, 404, '');
      return;
    }
    respond(reply, 200, page(answer.ok ? 'done' : 'refused', words));
    end(answer.ok ? ok({ code: answer.value, codeVerifier, redirectUri }) : answer);
  });
  const cancelTimeout = clock.after(longestVisitMs, () =>
    end(failed({ kind: 'timeout', message: 'Nobody signed in in time' })),
  );
  // Browsers keep a spare connection open, which would hold the port.
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  void outcome.then(() => {
    cancelTimeout();
    server.close();
    // Once they have what was written to them; whether the other side closes too is not waited for.
    for (const socket of connections) socket.destroySoon();
  });
  server.on('error', ({ message }) => end(failed({ kind: 'failed', message })));
  server.listen(0, '127.0.0.1', () => {
    redirectUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const url = authorizationUrl(request, { redirectUri, state, codeVerifier });
    if (url === null) end(failed({ kind: 'failed', message: 'The address of the sign-in page is not https' }));
    else open(url).catch(() => end(failed({ kind: 'failed', message: 'No browser could be opened' })));
  });
  return { outcome, close: () => end(failed({ kind: 'closed', message: 'Cancelled' })) };
}

function authorizationUrl(
  request: AuthorizationRequest,
  own: { readonly redirectUri: string; readonly state: string; readonly codeVerifier: string },
): string | null {
  const target = parse(request.authorizationUri);
  if (target === null || target.protocol !== 'https:' || target.hasUserInfo) return null;
  const parameters = {
    response_type: 'code',
    client_id: request.clientId,
    redirect_uri: own.redirectUri,
    resource: request.resource,
    login_hint: request.loginHint,
    state: own.state,
    code_challenge: createHash('sha256').update(own.codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  return withQuery(target.href, parameters);
}

/**
 * What a request to the listener says: the code, the page's refusal, or null where it is not the redirect. Anything on this computer
 * can send what it likes here, so the target is taken apart by hand: there are targets at which URL's parser throws.
 */
function redirected({ method, url = '' }: IncomingMessage, state: string): Result<string, VisitFailure> | null {
  if (method !== 'GET' || !url.startsWith('/?')) return null;
  const parameters = new URLSearchParams(url.slice('/?'.length));
  // None of them may come twice (RFC 6749, 3.1).
  const [given, ...more] = parameters.getAll('state');
  if (given !== state || more.length > 0 || parameters.getAll('code').length > 1) return null;
  const code = parameters.get('code');
  if (code !== null && code !== '') return ok(code);
  return failed({ kind: 'refused', message: (parameters.get('error') ?? 'no code').slice(0, 100) });
}

function respond(reply: ServerResponse, status: number, body: string): void {
  reply.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    connection: 'close',
  });
  reply.end(body);
}

/** Shown in the browser once it is done. */
function page(what: 'done' | 'refused', { say, locale, direction }: Words): string {
  const [title = '', help = ''] = [say(`sign-in-page.${what}.title`), say(`sign-in-page.${what}.help`)].map(inHtml);
  const style =
    'body{font:16px/1.5 system-ui,sans-serif;margin:20vh auto;max-width:28rem;padding:0 1rem}h1{font-size:1.4rem}';
  return `<!doctype html><html lang="${locale}" dir="${direction}"><meta charset="utf-8"><title>${title}</title><style>${style}</style><h1>${title}</h1><p>${help}</p>`;
}

function inHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
