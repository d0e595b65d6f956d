/**
 * A simulated Skype for Business front end: discovery, web tickets, UCWA with its event channel, and incoming calls with
 * real RTP behind them. For tests, for the demo and for people; strict about what the protocol allows.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Application, Gone } from './application/application.ts';
import { Applications } from './application/applications.ts';
import { type CallingMeans, usualCallingMeans } from './application/calling-means.ts';
import { type MediaMeans, usualMediaMeans } from './application/media-means.ts';
import { OwnStanding } from './application/own-standing.ts';
import { type CallRequest, Calls } from './calls/calls.ts';
import type { MissedCall } from './calls/mailbox.ts';
import type { SimulatedCall } from './calls/simulated-call.ts';
import { type ChannelHabits, usualHabits } from './events/habits.ts';
import { Faults } from './faults.ts';
import { type HostName, type Hosts, openHosts } from './hosts.ts';
import { Dispatcher } from './http/dispatch.ts';
import type { Listener } from './http/listener.ts';
import type { UnderWay } from './http/under-way.ts';
import { Ledger, type LedgerEntry, type LedgerPredicate, type WaitOptions } from './ledger.ts';
import { Meetings } from './meetings/meetings.ts';
import { Chats } from './messaging/chats.ts';
import { defaultOptions, type RepresentationOptions, type UcwaServerOptions } from './options.ts';
import type { AddressBook } from './people/address-book.ts';
import { usualBook } from './people/usual-book.ts';
import { colleague } from './people.ts';
import type { PhoneCall } from './phone/phone-call.ts';
import { PhoneCalls } from './phone/phone-calls.ts';
import { Forwarding } from './routing/forwarding.ts';
import { type Account, dana } from './sign-in/account.ts';
import { SignIn } from './sign-in/sign-in.ts';
import { Timers } from './timers.ts';

export type { Gone } from './application/application.ts';
export type { CallRequest } from './calls/calls.ts';
export type { MissedCall } from './calls/mailbox.ts';
export type { Acceptance, Ending, SimulatedCall } from './calls/simulated-call.ts';
export type { Cut, CutEnding } from './faults.ts';
export { type HostName, hostNames } from './hosts.ts';
export type { LedgerEntry, LedgerPredicate } from './ledger.ts';
export type { Manner, Writing } from './messaging/chats.ts';
export type { SimulatedChat } from './messaging/simulated-chat.ts';
export type { UcwaServerOptions } from './options.ts';
export { type Colleague, colleague, colleagues, type Person } from './people.ts';

/** Starts a server; stop it when done. Options not given have their defaults. */
export async function startUcwaServer(options: Partial<UcwaServerOptions> = {}): Promise<UcwaServer> {
  return UcwaServer.start({ ...defaultOptions, ...options });
}

export class UcwaServer {
  readonly ledger = new Ledger();
  readonly faults: Faults;
  readonly calls: Calls;
  /** The user's own telephone, and the calls on it. */
  readonly phoneCalls: PhoneCalls;
  /** What the user tells others, whichever client said it. */
  readonly standing = new OwnStanding();
  /** Where the user's calls go; can be changed while it runs. */
  readonly forwarding = new Forwarding();
  /** Conversations by message. */
  readonly chats: Chats;
  readonly meetings: Meetings;
  /** Requests that wait for their answers. */
  readonly underWay: UnderWay;
  /** The user; its password and lock can be changed. */
  readonly account: Account;
  /** How bodies are written from now on; can be changed. */
  readonly representation: RepresentationOptions;
  /** Relays and rules for voice; can be changed while it runs. */
  readonly media: MediaMeans;
  /** What calls the user may make; can be changed while it runs. */
  readonly calling: CallingMeans;
  /** Of every event channel; can be changed while it runs. */
  readonly habits: ChannelHabits = usualHabits();
  /** The company and the user's contacts; can be changed while it runs. */
  readonly book: AddressBook;
  /** Sign-in pages, tokens and trust; can be changed. */
  readonly signIn: SignIn;
  /** Where discovery begins, for clients that are told so instead of asking DNS. */
  readonly discoveryUrl: string;
  /** Of plain HTTP on the discovery host; null where it is not there. */
  readonly httpDiscoveryUrl: string | null;
  /** PEM file of the authority to trust. */
  readonly caFile: string;
  /** In the form of /etc/hosts, for libnss-wrapper's NSS_WRAPPER_HOSTS. */
  readonly hostsFile: string;
  readonly #folder: string;
  readonly #timers: Timers;
  readonly #hosts: Hosts;
  readonly #listeners: readonly Listener[];
  readonly #applications: Applications;

  private constructor(options: UcwaServerOptions, folder: string, hosts: Hosts) {
    this.#folder = folder;
    this.#hosts = hosts;
    this.caFile = join(folder, 'authority.pem');
    this.hostsFile = join(folder, 'hosts');
    this.#listeners = [...Object.values(hosts.listeners), ...(hosts.plain === null ? [] : [hosts.plain.listener])];
    this.#timers = new Timers(options.timeScale);
    this.account = { ...dana, password: options.password, locked: false, refusedModalities: [] };
    this.faults = new Faults(this.#timers, {
      drop: () => {
        for (const listener of this.#listeners) listener.drop();
      },
      closeIdle: () => {
        for (const listener of this.#listeners) listener.closeIdle();
      },
      refuse: async (refused) => {
        this.ledger.record({ kind: 'server', detail: refused ? 'network down' : 'network up' });
        const open = this.#listeners.filter(({ opened }) => opened);
        await Promise.all(open.map((listener) => (refused ? listener.down() : listener.up())));
      },
    });
    this.signIn = new SignIn({
      options,
      hosts,
      ledger: this.ledger,
      account: this.account,
      timers: this.#timers,
      home: () => this.#applications.site,
    });
    this.book = options.book ?? usualBook();
    this.media = { ...usualMediaMeans(), ...options.mediaMeans };
    this.calling = usualCallingMeans();
    const { forceXml, vendorTypes, chunk, batchMark } = options;
    this.representation = { forceXml, vendorTypes, chunk, batchMark };
    const { tokens, challenge } = this.signIn;
    const { ledger, faults, representation } = this;
    const dispatcher = new Dispatcher({ ledger, faults, tokens, challenge, representation });
    this.underWay = dispatcher.underWay;
    for (const name of Object.keys(hosts.sites) as HostName[]) {
      const site = hosts.sites[name];
      site.reset = (clientPort) => hosts.listeners[name].reset(clientPort);
      hosts.listeners[name].onRequest((request, response) => void dispatcher.handle(site, request, response));
    }
    const { plain } = hosts;
    plain?.listener.onRequest((request, response) => void dispatcher.handle(plain.site, request, response));
    this.discoveryUrl = `${hosts.sites.discovery.origin}/`;
    this.httpDiscoveryUrl = plain === null ? null : `${plain.site.origin}/`;
    const { media, calling } = this;
    this.phoneCalls = new PhoneCalls(this.ledger, this.#timers);
    this.calls = new Calls({ ledger, media, calling, timers: this.#timers }, () => this.#applications);
    this.chats = new Chats(this.ledger, this.#timers, () => this.#applications.reachable);
    this.meetings = new Meetings(
      { ledger, timers: this.#timers },
      () => this.calls,
      () => this.#applications.reachable,
    );
    this.#applications = new Applications({
      site: hosts.sites.pool,
      ledger: this.ledger,
      timers: this.#timers,
      account: this.account,
      book: this.book,
      representation: this.representation,
      mailbox: this.calls.mailbox,
      chats: this.chats,
      meetings: this.meetings,
      media: this.media,
      phoneCalls: this.phoneCalls,
      standing: this.standing,
      forwarding: this.forwarding,
      calling,
      dial: (application, rel, incoming) => this.calls.dial(application, rel, incoming),
      habits: this.habits,
      isBusy: (application) => this.calls.busy(application),
      onAvailable: (application) => this.calls.ringIn(application),
      onEnded: (application) => {
        this.chats.left(application);
        this.meetings.left(application);
        void this.calls.left(application);
      },
    });
  }

  static async start(options: UcwaServerOptions): Promise<UcwaServer> {
    const folder = await mkdtemp(join(tmpdir(), 'ucwa-server-'));
    const hosts = await openHosts(options);
    const server = new UcwaServer(options, folder, hosts);
    await writeFile(server.caFile, hosts.authority);
    await writeFile(server.hostsFile, hosts.hostsFile);
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

  /** Somebody calls, and the user's own telephone rings. */
  ringPhone(from = 'ana'): PhoneCall {
    const application = this.#applications.reachable;
    const caller = colleague(from)?.person;
    if (application === undefined || caller === undefined) throw new Error(`${from} cannot ring the user's phone`);
    return this.phoneCalls.ringIn(application, caller);
  }

  /** Somebody calls while no client can be rung: it is in missedItems and conversationLogs later. */
  callInVain(request: CallRequest = {}, at?: number): MissedCall {
    return this.calls.placeInVain(request, at);
  }

  /** Somebody leaves a voice message for the user: missedItems counts it. */
  leaveVoicemail(): void {
    this.ledger.record({ kind: 'server', detail: 'a voice message is left' });
    this.calls.leaveVoicemail();
  }

  /** Moves the server's clock on by so many of the protocol's seconds; what falls due happens now. */
  advance(seconds: number): void {
    this.ledger.record({ kind: 'server', detail: `clock moved on by ${seconds} s` });
    this.#timers.advance(seconds);
  }

  /** Puts events of low urgency into every channel, such as a busy contact list makes. */
  flood(count: number): void {
    for (const application of this.applications) application.directory.announcePresence(count);
  }

  /** Every token is stale from now on; new ones last so many seconds. */
  expireTokens(seconds?: number): void {
    this.signIn.expireTokens(seconds);
  }

  /** The users move to the other pool: the old one answers 502, and discovery leads to the new one. */
  movePool(): void {
    this.endApplications();
    this.#hosts.sites.pool.moved = true;
    this.#applications.moveTo(this.#hosts.sites.otherPool);
    this.ledger.record({ kind: 'server', detail: 'users moved to the other pool' });
  }

  /** A host's address. */
  urlOf(name: HostName): string {
    return `${this.#hosts.sites[name].origin}/`;
  }

  /** Takes one host's network away, or gives it back on the same port. */
  async refuseHost(name: HostName, refused: boolean): Promise<void> {
    const listener = this.#hosts.listeners[name];
    await (refused ? listener.down() : listener.up());
  }

  /** Forgets every application: 404 ApplicationNotFound from now on, or 410 with another subcode. */
  endApplications(subcode?: Gone): void {
    this.#applications.endAll('by command', subcode);
  }

  /** From now on no application is made, for this reason; null: they are made again. */
  refuseApplications(subcode: Gone | null): void {
    this.#applications.refuse(subcode);
  }

  /** As after a long silence: conversations and availability are gone, the next P-GET's answer carries `resume`. */
  async resume(): Promise<void> {
    await this.calls.abandon();
    await this.meetings.abandon();
    this.chats.abandon();
    for (const application of this.applications) {
      application.me.forget();
      application.channel.resumeNext();
    }
  }

  /** Another instance of the client takes the event channel over. */
  takeOverChannel(): void {
    for (const application of this.applications) application.channel.takeOver();
  }

  /** Lets go of calls that are over and of the ledger but for violations, for runs that last long. */
  forget(): void {
    this.ledger.forget();
    this.calls.forget();
    this.chats.forget();
    this.meetings.forget();
  }

  /** Throws, naming them, where there were violations: the last line of every test. */
  assertNoViolations(): void {
    if (this.violations.length === 0) return;
    const told = this.violations.map(({ method, path, detail }) => `${method} ${path}: ${detail}`);
    throw new Error(`the protocol does not allow:\n${told.join('\n')}`);
  }

  async stop(): Promise<void> {
    this.phoneCalls.abandon();
    await this.calls.abandon();
    await this.meetings.abandon();
    this.chats.abandon();
    this.#timers.stop();
    await Promise.all(this.#listeners.map((listener) => listener.down()));
    await rm(this.#folder, { recursive: true, force: true });
  }
}
