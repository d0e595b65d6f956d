import { featuresOff, relsOff } from '../../policy/features.ts';
import type { Policy } from '../../policy/policy.ts';
import type { AvailabilityAsked } from '../../ucwa/request/me.ts';
import { type Candidate, discoveryCandidates, serverUrl } from '../discovery/candidates.ts';
import { createKnownServers, type KnownServers, signInDomain } from '../discovery/known-servers.ts';
import type { KeptSecrets } from '../keeping/kept-secrets.ts';
import { createTransport } from '../requests/create-transport.ts';
import { hearGone } from '../requests/hear-gone.ts';
import { createReadAnswer } from '../requests/read-answer.ts';
import type { ReadAnswer, Transport } from '../requests/transport.ts';
import { withoutLinks } from '../requests/without-links.ts';
import type { SessionDeps } from '../session.ts';
import type { SignInFailure } from '../sign-in-failure.ts';
import type { Account } from '../state.ts';
import { createTokenRequest } from '../tokens/token-request.ts';
import { createTokenStore, type Token, type TokenStore } from '../tokens/tokens.ts';
import { createVisits, type Visits } from '../tokens/visits.ts';
import { createOriginPolicy, type OriginPolicy } from '../trust/origin-policy.ts';

export interface AccessDeps {
  readonly ports: SessionDeps;
  /** From the command line, which goes before the policy's. */
  readonly discoveryUrl: string | null;
  readonly policy: Policy;
  readonly account: Account;
  readonly secrets: KeptSecrets;
  readonly onTokens: (tokens: Readonly<Record<string, Token>>) => void;
  /** A token service refused for good what it was sent: it is not sent again without the user, also by a later run. */
  readonly onRefused: (failure: SignInFailure) => void;
}

/** What one sign-in reaches its servers by: where it may go, with which tokens, and how it comes by them. */
export interface Access {
  /** Of the sign-in address. */
  readonly domain: string;
  readonly servers: KnownServers;
  readonly candidates: readonly Candidate[];
  readonly policy: OriginPolicy;
  readonly visits: Visits;
  readonly tokens: TokenStore;
  readonly transport: Transport;
  readonly readAnswer: ReadAnswer;
  /** What the server is asked to bring here. */
  readonly availability: AvailabilityAsked;
}

export interface AccessHooks {
  /** Whether somebody waits for this sign-in, so that a page may open. */
  readonly attended: () => boolean;
  readonly onPage: (open: boolean) => void;
  readonly onRenewed: () => void;
  /** The server said of that absolute URL that it knows no such application. */
  readonly onGone: (url: string) => void;
}

export function createAccess(deps: AccessDeps, hooks: AccessHooks): Access {
  const { ports, account, secrets } = deps;
  const { urls, clock } = ports;
  const off = featuresOff(deps.policy);
  const readAnswer = hearGone(withoutLinks(createReadAnswer(ports), relsOff(off)), hooks.onGone);
  const domain = signInDomain(account.address);
  const servers = createKnownServers(ports.records);
  const discoveryUrl = deps.discoveryUrl ?? deps.policy.discoveryUrl;
  const policy = createOriginPolicy(urls, {
    domain,
    domains: [...deps.policy.trustedDomains, ...servers.trusted(domain)],
    server: account.server === '' ? discoveryUrl : serverUrl(account.server),
  });
  const visits = createVisits(ports.signInPages, hooks.attended, hooks.onPage);
  const tokens: TokenStore = createTokenStore({
    clock,
    kept: secrets.tokens,
    request: createTokenRequest({
      policy,
      userName: account.userName === '' ? account.address : account.userName,
      address: account.address,
      password: secrets.password,
      visits,
      clientId: deps.policy.oauthClientId,
      refreshFor: (endpoint) => tokens.refreshFor(endpoint),
      forgetRefresh: (endpoint) => tokens.forgetRefresh(endpoint),
    }),
    onRenewed() {
      deps.onTokens(tokens.all());
      hooks.onRenewed();
    },
    onForgotten: () => deps.onTokens(tokens.all()),
    onRefused: deps.onRefused,
  });
  const candidates = discoveryCandidates({
    domain,
    server: account.server,
    discoveryUrl,
    overHttp: deps.policy.httpDiscovery,
  });
  return {
    domain,
    servers,
    candidates,
    policy,
    visits,
    tokens,
    transport: createTransport({ ...ports, policy, tokens, read: readAnswer }),
    readAnswer,
    availability: off.includes('messages') ? 'voice' : 'voice-and-messages',
  };
}
