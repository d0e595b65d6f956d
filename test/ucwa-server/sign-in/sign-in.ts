/** Everything about who may come in: discovery, challenges, grants, tokens, and the hosts that must get no credentials. */
import type { Hosts } from '../hosts.ts';
import type { Site } from '../http/site.ts';
import { type Ledger, monotonicNow } from '../ledger.ts';
import type { UcwaServerOptions } from '../options.ts';
import type { Timers } from '../timers.ts';
import type { Account } from './account.ts';
import { AuthorizationServer } from './authorization-server.ts';
import { Challenge } from './challenge.ts';
import { refuseCredentials } from './credentials.ts';
import { addDiscovery, addPlainHop } from './discovery.ts';
import { PassiveSignIn } from './passive.ts';
import { Tokens } from './tokens.ts';
import { type TicketFront, webTicketNode } from './web-ticket.ts';

export interface SignInParts {
  readonly options: UcwaServerOptions;
  readonly hosts: Hosts;
  readonly ledger: Ledger;
  readonly account: Account;
  readonly timers: Timers;
  /** The pool the user is on at present. */
  readonly home: () => Site;
}

export class SignIn {
  readonly tokens: Tokens;
  readonly challenge: Challenge;
  readonly passive: PassiveSignIn;
  readonly authorizationServer: AuthorizationServer;
  /** Set once the user or the administrator has said that the foreign domain may be trusted; before, credentials there are violations. */
  foreignIsTrusted = false;
  readonly #ledger: Ledger;
  #front: TicketFront | null = null;
  #seconds: number;

  constructor({ options, hosts, ledger, account, timers, home }: SignInParts) {
    this.#ledger = ledger;
    this.#seconds = options.tokenSeconds;
    const lifetime = (): number => this.#seconds;
    const tokens = new Tokens(() => monotonicNow() + timers.movedMs);
    this.tokens = tokens;
    this.passive = new PassiveSignIn(account, hosts.sites.login);
    this.authorizationServer = new AuthorizationServer({ site: hosts.sites.login, account, tokens, lifetime });
    this.challenge = new Challenge({
      form: options.challenge,
      quotedHref: options.quotedHref,
      grants: options.grants,
      staleStatus: options.staleTokenStatus,
      staleBody: options.staleTokenBody,
      applicationsStatus: options.applicationsChallenge,
      authorizationUri: options.oauth ? this.authorizationServer.authorizationUri : null,
    });
    addDiscovery(hosts, options.discovery, home);
    addPlainHop(hosts, options.httpHop);
    const ticket = webTicketNode({
      account,
      tokens,
      grants: options.grants,
      passive: this.passive,
      front: () => this.#front,
      lifetime,
    });
    const { login: _, ...withTickets } = hosts.sites;
    for (const site of Object.values(withTickets)) {
      site.add('/WebTicket/oauthtoken', ticket);
      this.passive.addTo(site);
    }
    const { plain } = hosts;
    if (plain !== null) plain.site.refuse = (incoming) => refuseCredentials(incoming, 'plain HTTP');
    hosts.sites.foreign.refuse = (incoming) =>
      this.foreignIsTrusted ? null : refuseCredentials(incoming, 'a domain that nobody trusted');
  }

  /** From now on challenges lead to that web server, which vouches for users. */
  putBehind(front: TicketFront): void {
    this.#front = front;
    this.challenge.ticketOrigin = front.origin;
  }

  /** Every token is stale from now on; new ones last so many seconds. */
  expireTokens(seconds = this.#seconds): void {
    this.#seconds = seconds;
    this.tokens.expireAll();
    this.#ledger.record({ kind: 'server', detail: 'tokens expired' });
  }
}
