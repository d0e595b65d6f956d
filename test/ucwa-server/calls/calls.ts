/** All calls of the server: places them and remembers them. */

import type { Application } from '../application/application.ts';
import type { Applications } from '../application/applications.ts';
import type { MediaMeans } from '../application/media-means.ts';
import type { Ledger } from '../ledger.ts';
import { type CallDetails, colleague, type Person } from '../people.ts';
import { addCallResources } from './call-operations.ts';
import { Mailbox, type MissedCall } from './mailbox.ts';
import { type CallOptions, SimulatedCall } from './simulated-call.ts';

/** A colleague by id, a person, or neither for the first colleague; what a colleague's calls say can be changed. */
export type CallRequest = Partial<Omit<CallOptions, 'from'>> & { readonly from?: string | Person };

export class Calls {
  readonly mailbox = new Mailbox();
  /** True: what rings when its application ends rings on in the next one that can be rung, as after a fail-over. */
  ringOn = false;
  /** By how much the clock of the log is ahead, in milliseconds. */
  logSkewMs = 0;
  readonly #ledger: Ledger;
  readonly #applications: () => Applications;
  readonly #media: MediaMeans;
  #all: SimulatedCall[] = [];
  #placed = 0;
  readonly #applicationOf = new Map<SimulatedCall, Application>();

  constructor(ledger: Ledger, media: MediaMeans, applications: () => Applications) {
    this.#ledger = ledger;
    this.#media = media;
    this.#applications = applications;
  }

  /** Every call so far, oldest first. */
  get all(): readonly SimulatedCall[] {
    return this.#all;
  }

  find(id: string): SimulatedCall | undefined {
    return this.#all.find((call) => call.id === id);
  }

  /** Rings the user; rejects where no client has made the user available for audio. */
  async place(request: CallRequest): Promise<SimulatedCall> {
    const application = this.#applications().reachable;
    if (application === undefined) throw new Error('the user is not reachable: no client has made itself available');
    if (!application.communication.modalities.includes('Audio')) {
      throw new Error('the client did not say that it supports Audio');
    }
    const options = this.#behindRelay(completed(request));
    this.#placed += 1;
    const onMissed = (call: SimulatedCall): void =>
      this.#applicationOf.get(call)?.pastCalls.announce(this.#keep(call, call.details, call.resources.thread));
    const ports = { application, ledger: this.#ledger, onMissed };
    const call = await SimulatedCall.prepare(`call-${this.#placed}`, options, ports);
    this.#all.push(call);
    this.#applicationOf.set(call, application);
    addCallResources(application, call);
    call.ring();
    return call;
  }

  /** The caller's own client has the relay from the same server. */
  #behindRelay(options: CallOptions): CallOptions {
    if (options.transport !== 'relay') return options;
    const { relays, userName: username, password } = this.#media;
    const relay = relays.find(({ udpPort }) => udpPort !== null);
    if (relay?.udpPort == null) throw new Error('the server names no relay of UDP');
    const { host, udpPort: port } = relay;
    return { ...options, relay: { transport: 'udp', host, port, username, password } };
  }

  /** Lets go of the calls that are over, for runs that last long. */
  forget(): void {
    this.#all = this.#all.filter(({ state }) => state !== 'ended');
    for (const call of [...this.#applicationOf.keys()]) if (call.state === 'ended') this.#applicationOf.delete(call);
  }

  /** Calls while no client can be rung, and gives up; only the mailbox knows. */
  placeInVain(request: CallRequest, at = Date.now()): MissedCall {
    const options = completed(request);
    this.#placed += 1;
    const id = `call-${this.#placed}`;
    this.#ledger.record({ kind: 'call', callId: id, detail: 'missed while nobody could be rung' });
    return this.#keep({ id, from: options.from }, options, id, at);
  }

  /** True while a call rings or talks in that application. */
  busy(application: Application): boolean {
    return this.#all.some((call) => call.state !== 'ended' && this.#applicationOf.get(call) === application);
  }

  #keep(
    { id, from }: Pick<SimulatedCall, 'id' | 'from'>,
    { subject, importance }: CallDetails,
    threadId: string,
    at = Date.now() + this.logSkewMs,
  ): MissedCall {
    const missed = { id, threadId, from, at, subject, importance };
    this.mailbox.add(missed);
    return missed;
  }

  /** An application is gone, and with it the calls in it, but for those that ring on. */
  async left(application: Application): Promise<void> {
    const concerned = this.#all.filter((call) => this.#applicationOf.get(call) === application);
    await Promise.all(
      concerned.filter(({ state }) => !this.ringOn || state !== 'ringing').map((call) => call.abandon()),
    );
  }

  /** An application can be rung: what rings nowhere rings there. */
  ringIn(application: Application): void {
    for (const call of this.#all) {
      if (call.state !== 'ringing' || this.#applicationOf.get(call)?.ended !== true) continue;
      this.#applicationOf.set(call, application);
      call.moveTo(application);
      addCallResources(application, call);
    }
  }

  /** Ends every call without a word. */
  async abandon(): Promise<void> {
    await Promise.all(this.#all.map((call) => call.abandon()));
  }
}

function completed(request: CallRequest): CallOptions {
  const { from = 'ana', ...others } = request;
  if (typeof from !== 'string') return { toneHz: 1000, ...others, from };
  const known = colleague(from);
  if (known === undefined) throw new Error(`no colleague is called ${from}`);
  const { person, kind: _, voice, ...details } = known;
  return { ...voice, ...details, ...others, from: person };
}
