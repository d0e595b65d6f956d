import { createTransport } from '../../../../main/core/session/requests/create-transport.ts';
import { createReadAnswer } from '../../../../main/core/session/requests/read-answer.ts';
import { createTokenRequest } from '../../../../main/core/session/tokens/token-request.ts';
import { createTokenStore, type Token } from '../../../../main/core/session/tokens/tokens.ts';
import { createVisits } from '../../../../main/core/session/tokens/visits.ts';
import { createOriginPolicy, type TrustedHosts } from '../../../../main/core/session/trust/origin-policy.ts';
import { createUrls } from '../../../../main/parsing/urls.ts';
import { createXml } from '../../../../main/parsing/xml.ts';
import { createFakeClock } from './clock.ts';
import { createFakeHttp } from './http.ts';
import { createFakeLog } from './log-and-random.ts';
import { createFakeSignInPages } from './sign-in-pages.ts';

export interface SessionSetUp extends Partial<TrustedHosts> {
  readonly password?: string | null;
  readonly kept?: Readonly<Record<string, Token>>;
  readonly clientId?: string | null;
  /** Whether the user is there for a page. */
  readonly attended?: boolean;
}

/** What lies between a session and the wire, for an account of contoso.com. */
export function createSessionParts(given: SessionSetUp = {}) {
  const clock = createFakeClock();
  const http = createFakeHttp();
  const log = createFakeLog();
  const pages = createFakeSignInPages();
  const urls = createUrls();
  const renewed: string[] = [];
  const refused: string[] = [];
  const stages: boolean[] = [];
  const { domain = 'contoso.com', domains = [], server = null } = given;
  const policy = createOriginPolicy(urls, { domain, domains, server });
  const visits = createVisits(
    pages,
    () => given.attended ?? true,
    (open) => stages.push(open),
  );
  const request = createTokenRequest({
    policy,
    userName: 'dana',
    address: 'dana@contoso.com',
    password: given.password === undefined ? 'secret' : given.password,
    visits,
    clientId: given.clientId ?? null,
    refreshFor: (endpoint) => tokens.refreshFor(endpoint),
    forgetRefresh: (endpoint) => tokens.forgetRefresh(endpoint),
  });
  const tokens = createTokenStore({
    clock,
    kept: given.kept ?? {},
    request,
    onRenewed: (origin) => void renewed.push(origin),
    onForgotten: () => {},
    onRefused: (failure) => void refused.push(failure.kind),
  });
  const read = createReadAnswer({ urls, xml: createXml(), clock, log });
  const transport = createTransport({ http, urls, read, clock, log, policy, tokens });
  return {
    clock,
    http,
    log,
    pages,
    policy,
    readAnswer: read,
    request,
    renewed,
    refused,
    stages,
    tokens,
    transport,
    visits,
  };
}

export type SessionParts = ReturnType<typeof createSessionParts>;
