/** The core with its real HTTP against a server of its own; only sound, keychain and disk are fakes. */
import type { Phone } from '../../main/core/phone.ts';
import type { Clock, Random, SignInPages } from '../../main/core/ports.ts';
import type { NodeHttp } from '../../main/net/http/http.ts';
import { createRandom } from '../../main/system/random.ts';
import type { AppView, CallView, HistoryView, SessionStatus } from '../../preload/contract/index.ts';
import { FaultProxy } from '../fault-proxy/fault-proxy.ts';
import { differences } from '../oracle/consistency.ts';
import { complaints, judge, type Outage } from '../oracle/judge.ts';
import { ledgerCalls } from '../oracle/ledger-calls.ts';
import { PhoneWatch } from '../oracle/phone-watch.ts';
import { watchStalls } from '../oracle/stalls.ts';
import { shows } from '../shows.ts';
import { type CallRequest, type SimulatedCall, startUcwaServer, type UcwaServer } from '../ucwa-server/index.ts';
import { monotonicNow } from '../ucwa-server/ledger.ts';
import type { UcwaServerOptions } from '../ucwa-server/options.ts';
import { createFakeMedia, type FakeMedia } from '../unit/core/fakes/media.ts';
import { createFakeSurroundings, type FakeSurroundings } from '../unit/core/fakes/surroundings.ts';
import { createRealPhone } from './real-phone.ts';

export interface RigOptions extends Partial<UcwaServerOptions> {
  /** Puts a fault proxy between; its seed. */
  readonly proxySeed?: number;
  readonly random?: Random;
  /** In place of the machine's clock. */
  readonly clock?: Clock;
  readonly signInPages?: SignInPages;
}

export class Rig {
  readonly server: UcwaServer;
  readonly phone: Phone;
  /** All calls of the history as they are shown, newest first. */
  readonly past: () => readonly HistoryView[];
  readonly media: FakeMedia;
  readonly surroundings: FakeSurroundings;
  readonly watch: PhoneWatch;
  /** Times in which nothing came through: told by the test, or because the machine let this process wait. */
  readonly outages: Outage[] = [];
  readonly http: NodeHttp;
  /** The longest that a ring was found to outlast its call, in milliseconds. */
  stalestMs = 0;
  readonly #proxy: FaultProxy | null;
  readonly #endStalls: () => void;
  #callers = 0;

  private constructor(server: UcwaServer, proxy: FaultProxy | null, { random = createRandom(), ...parts }: RigOptions) {
    this.server = server;
    this.#proxy = proxy;
    this.media = createFakeMedia();
    this.media.prepareAtOnce({ looksEarly: true });
    this.media.renegotiateAtOnce();
    this.surroundings = createFakeSurroundings();
    const { discoveryUrl, caFile } = server;
    const { media, surroundings } = this;
    const { phone, http, past } = createRealPhone({
      discoveryUrl,
      caFile,
      random,
      media,
      surroundings,
      ...parts,
    });
    this.phone = phone;
    this.past = past;
    this.http = http;
    this.watch = new PhoneWatch(this.phone, past);
    this.#endStalls = watchStalls((stall) => this.outages.push(stall));
  }

  static async start({ proxySeed, random, clock, signInPages, ...options }: RigOptions = {}): Promise<Rig> {
    const proxy = proxySeed === undefined ? null : new FaultProxy(proxySeed);
    const server = await startUcwaServer({ ...options, ...(proxy !== null && { front: proxy.front }) });
    return new Rig(server, proxy, {
      ...(random && { random }),
      ...(clock && { clock }),
      ...(signInPages && { signInPages }),
    });
  }

  /** Signed in and reachable. */
  static async ready(options: RigOptions = {}): Promise<Rig> {
    const rig = await Rig.start(options);
    rig.signIn();
    await rig.status('Ready', 30_000);
    await rig.server.reachable({ timeoutMs: 30_000 });
    return rig;
  }

  get proxy(): FaultProxy {
    if (this.#proxy === null) throw new Error('this rig has no proxy');
    return this.#proxy;
  }

  signIn({ password } = this.server.credentials): void {
    const { address, userName } = this.server.credentials;
    this.phone.command({ type: 'sign-in', request: { address, userName, password, keep: false, server: '' } });
  }

  /** Places a call of a caller with a name of their own. */
  call(request: CallRequest = {}): Promise<SimulatedCall> {
    this.#callers += 1;
    const name = `Caller ${this.#callers}`;
    const from = { id: `caller-${this.#callers}`, name, uri: `sip:caller${this.#callers}@northwind.example` };
    return this.server.call({ media: 'none', from, ...request });
  }

  /** The core's view of a call. */
  seen(call: SimulatedCall): CallView | undefined {
    return this.phone.view().calls.findLast(({ party }) => party.label === call.from.name);
  }

  /** Resolves with the milliseconds it took until the view showed something. */
  async until(fits: (view: AppView) => boolean, what: string, timeoutMs = 30_000): Promise<number> {
    const startedAt = monotonicNow();
    const told = (): string => `: ${this.#shown()}\n${this.server.ledger.text(25)}`;
    await shows(this.phone, fits, what, { withinMs: timeoutMs, told });
    return monotonicNow() - startedAt;
  }

  status(word: SessionStatus, timeoutMs?: number): Promise<number> {
    return this.until(({ session }) => session.status === word, word, timeoutMs);
  }

  rings(call: SimulatedCall, timeoutMs?: number): Promise<number> {
    return this.until(() => this.seen(call)?.state === 'ringing', `a ring of ${call.from.name}`, timeoutMs);
  }

  /** Resolves once the call is over, or was never there. */
  over(call: SimulatedCall, timeoutMs?: number): Promise<number> {
    const gone = (): boolean => [undefined, 'ended'].includes(this.seen(call)?.state);
    return this.until(gone, `the end of ${call.from.name}`, timeoutMs);
  }

  /** Answers; resolves once both sides say that they talk. */
  async talk(call: SimulatedCall): Promise<void> {
    await this.rings(call);
    this.phone.command({ type: 'answer', callId: this.seen(call)?.id ?? '' });
    await this.until(() => this.seen(call)?.state === 'connected', `${call.from.name} connected`);
  }

  /** Resolves once a P-GET waits at the server. */
  async polled(timeoutMs = 30_000): Promise<void> {
    const { ledger, applications } = this.server;
    const deadline = monotonicNow() + timeoutMs;
    while (!applications.some(({ channel }) => channel.polled)) {
      if (monotonicNow() > deadline)
        throw new Error(`no P-GET waits, ${applications.length} applications\n${ledger.text(25)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Waits until core and server agree; what they still differ in after that time. */
  async settled(timeoutMs = 5_000): Promise<readonly string[]> {
    const deadline = monotonicNow() + timeoutMs;
    for (;;) {
      const found = differences(this.server, this.phone);
      if (found.length === 0 || monotonicNow() > deadline) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Everything that went wrong so far: the oracle's complaints, violations, and differences that stay. */
  async complaints(timeoutMs?: number): Promise<readonly string[]> {
    const differing = await this.settled(timeoutMs);
    const verdict = judge({
      calls: ledgerCalls(this.server),
      rings: this.watch.rings,
      history: this.watch.history,
      outages: this.outages,
      now: monotonicNow(),
    });
    this.stalestMs = Math.max(this.stalestMs, verdict.stalestMs);
    const forbidden = this.server.violations.map(({ method, path, detail }) => `${method} ${path}: ${detail}`);
    return [...complaints(verdict), ...differing, ...forbidden];
  }

  /** Lets go of what is over, for runs that last long; looked at before. */
  forget(): void {
    this.server.forget();
    this.watch.forget();
    this.outages.length = 0;
  }

  async stop(): Promise<void> {
    this.watch.stop();
    this.#endStalls();
    await this.phone.stop();
    this.http.close();
    await this.server.stop();
    await this.#proxy?.stop();
  }

  #shown(): string {
    const { session, calls } = this.phone.view();
    return JSON.stringify({ status: session.status, calls: calls.map(({ party, state }) => [party.label, state]) });
  }
}
