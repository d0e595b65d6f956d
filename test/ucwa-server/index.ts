/**
 * A simulated Skype for Business front end: discovery, web tickets, UCWA with its event channel, and incoming calls with
 * real RTP behind them. For tests, for the demo and for people; strict about what the protocol allows.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Application } from './application/application.ts';
import { Applications } from './application/applications.ts';
import { type CallRequest, Calls } from './calls/calls.ts';
import type { SimulatedCall } from './calls/simulated-call.ts';
import { Faults } from './faults.ts';
import { makeIdentity } from './http/certificates.ts';
import { Dispatcher } from './http/dispatch.ts';
import { Listener } from './http/listener.ts';
import { Site } from './http/site.ts';
import { Ledger, type LedgerEntry, type LedgerPredicate, type WaitOptions } from './ledger.ts';
import { defaultOptions, type RepresentationOptions, type UcwaServerOptions } from './options.ts';
import { colleagues } from './people.ts';
import { type Account, dana } from './sign-in/account.ts';
import { Challenge } from './sign-in/challenge.ts';
import { addDiscovery } from './sign-in/discovery.ts';
import { Tokens } from './sign-in/tokens.ts';
import { webTicketNode } from './sign-in/web-ticket.ts';
import { Timers } from './timers.ts';

export type { CallRequest } from './calls/calls.ts';
export type { Acceptance, Ending, SimulatedCall } from './calls/simulated-call.ts';
export type { LedgerEntry, LedgerPredicate } from './ledger.ts';
export type { UcwaServerOptions } from './options.ts';
export { type Colleague, colleague, colleagues, type Person } from './people.ts';

const names = { discovery: 'lyncdiscover.northwind.example', pool: 'pool.northwind.example' };
const addresses = { discovery: '127.0.0.1', pool: '127.0.0.2' };

/** Starts a server; stop it when done. Options not given have their defaults. */
export async function startUcwaServer(options: Partial<UcwaServerOptions> = {}): Promise<UcwaServer> {
  return UcwaServer.start({ ...defaultOptions, ...options });
}

export class UcwaServer {
  readonly ledger = new Ledger();
  readonly faults: Faults;
  readonly calls: Calls;
  /** The user; its password and lock can be changed. */
  readonly account: Account;
  /** How bodies are written from now on; can be changed. */
  readonly representation: RepresentationOptions;
  /** Where discovery begins, for clients that are told so instead of asking DNS. */
  readonly discoveryUrl: string;
  /** PEM file of the authority to trust. */
  readonly caFile: string;
  /** In the form of /etc/hosts, for libnss-wrapper's NSS_WRAPPER_HOSTS. */
  readonly hostsFile: string;
  readonly #folder: string;
  readonly #timers: Timers;
  readonly #tokens: Tokens;
  readonly #listeners: readonly Listener[];
  readonly #applications: Applications;
  #tokenSeconds: number;

  private constructor(options: UcwaServerOptions, folder: string, discovery: Listener, pool: Listener) {
    this.#folder = folder;
    this.caFile = join(folder, 'authority.pem');
    this.hostsFile = join(folder, 'hosts');
    this.#tokenSeconds = options.tokenSeconds;
    this.#listeners = [discovery, pool];
    this.#timers = new Timers(options.timeScale);
    this.#tokens = new Tokens();
    this.account = { ...dana, password: options.password, locked: false };
    this.faults = new Faults(this.#timers, {
      drop: () => {
        for (const listener of this.#listeners) listener.drop();
      },
      refuse: async (refused) => {
        this.ledger.record({ kind: 'server', detail: refused ? 'network down' : 'network up' });
        await Promise.all(this.#listeners.map((listener) => (refused ? listener.down() : listener.up())));
      },
    });
    const { form, quotedHref, grants, staleStatus } = challengeOf(options);
    const challenge = new Challenge({ form, quotedHref, grants, staleStatus });
    const { forceXml, vendorTypes, batchMark } = options;
    this.representation = { forceXml, vendorTypes, batchMark };
    const dispatcher = new Dispatcher({
      ledger: this.ledger,
      faults: this.faults,
      tokens: this.#tokens,
      challenge,
      representation: this.representation,
    });
    const hosts = options.hosts === 'names' ? names : addresses;
    const discoverySite = new Site(`https://${hosts.discovery}:${discovery.port}`);
    const poolSite = new Site(`https://${hosts.pool}:${pool.port}`);
    for (const [site, listener] of [
      [discoverySite, discovery],
      [poolSite, pool],
    ] as const) {
      addDiscovery(site, poolSite, options.discovery);
      site.add(
        '/WebTicket/oauthtoken',
        webTicketNode(this.account, this.#tokens, grants, () => this.#tokenSeconds),
      );
      listener.onRequest((request, response) => void dispatcher.handle(site, request, response));
    }
    this.discoveryUrl = `${discoverySite.origin}/`;
    this.calls = new Calls(this.ledger, () => this.#applications);
    this.#applications = new Applications({
      site: poolSite,
      ledger: this.ledger,
      timers: this.#timers,
      account: this.account,
      people: colleagues.map(({ person }) => person),
      representation: this.representation,
      onEnded: (application) => void this.calls.abandon(application),
    });
  }

  static async start(options: UcwaServerOptions): Promise<UcwaServer> {
    const folder = await mkdtemp(join(tmpdir(), 'ucwa-server-'));
    const identity = await makeIdentity(
      [names.discovery, names.pool, 'localhost'],
      [addresses.discovery, addresses.pool],
    );
    const listeners = Object.values(addresses).map((address) => new Listener(address, options.port, identity));
    await Promise.all(listeners.map((listener) => listener.up()));
    const [discovery, pool] = listeners;
    if (discovery === undefined || pool === undefined) throw new Error('two listeners are needed');
    const server = new UcwaServer(options, folder, discovery, pool);
    await writeFile(server.caFile, identity.authority);
    const lines = [`${addresses.discovery} ${names.discovery}`, `${addresses.pool} ${names.pool}`];
    await writeFile(server.hostsFile, `${lines.join('\n')}\n`);
    return server;
  }

  /** What the client did that the protocol does not allow. */
  get violations(): readonly LedgerEntry[] {
    return this.ledger.violations;
  }

  /** Applications that have not ended, oldest first. */
  get applications(): readonly Application[] {
    return this.#applications.all;
  }

  /** The user's name and address, and the password that is right at present. */
  get credentials(): { readonly address: string; readonly userName: string; readonly password: string } {
    return { address: this.account.address, userName: this.account.userName, password: this.account.password };
  }

  /** See {@link Ledger.waitFor}. */
  waitFor(predicate: LedgerPredicate, options?: WaitOptions): Promise<LedgerEntry> {
    return this.ledger.waitFor(predicate, options);
  }

  /** Resolves once a client can be rung: it made itself available, and a P-GET waits or has come since. */
  async reachable(options: WaitOptions = {}): Promise<void> {
    const isAvailable = ({ kind, rel, status }: LedgerEntry): boolean =>
      kind === 'response' && rel === 'makeMeAvailable' && status === 204;
    const { seq } = await this.waitFor(isAvailable, options);
    if (this.applications.some(({ reachable, channel }) => reachable && channel.polled)) return;
    await this.waitFor((entry) => entry.kind === 'request' && entry.rel === 'events', { ...options, since: seq });
  }

  /** Rings the user. */
  call(request: CallRequest = {}): Promise<SimulatedCall> {
    return this.calls.place(request);
  }

  /** Every token is stale from now on; new ones last so many seconds. */
  expireTokens(seconds = this.#tokenSeconds): void {
    this.#tokenSeconds = seconds;
    this.#tokens.expireAll();
    this.ledger.record({ kind: 'server', detail: 'tokens expired' });
  }

  /** Forgets every application: 404 ApplicationNotFound from now on. */
  endApplications(): void {
    this.#applications.endAll('by command');
  }

  /** As after a long silence: conversations and availability are gone, the next P-GET's answer carries `resume`. */
  async resume(): Promise<void> {
    await this.calls.abandon();
    for (const application of this.applications) {
      application.me.forget();
      application.channel.resumeNext();
    }
  }

  /** Another instance of the client takes the event channel over. */
  takeOverChannel(): void {
    for (const application of this.applications) application.channel.takeOver();
  }

  /** Throws, naming them, where there were violations: the last line of every test. */
  assertNoViolations(): void {
    if (this.violations.length === 0) return;
    const told = this.violations.map(({ method, path, detail }) => `${method} ${path}: ${detail}`);
    throw new Error(`the protocol does not allow:\n${told.join('\n')}`);
  }

  async stop(): Promise<void> {
    await this.calls.abandon();
    this.#timers.stop();
    await Promise.all(this.#listeners.map((listener) => listener.down()));
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function challengeOf(options: UcwaServerOptions) {
  const { challenge, quotedHref, grants, staleTokenStatus } = options;
  return { form: challenge, quotedHref, grants, staleStatus: staleTokenStatus };
}
