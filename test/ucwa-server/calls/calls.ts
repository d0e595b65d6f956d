/** All calls of the server: places them and remembers them. */

import type { Application } from '../application/application.ts';
import type { Applications } from '../application/applications.ts';
import type { Ledger } from '../ledger.ts';
import { colleague, type Person } from '../people.ts';
import { addCallResources } from './call-operations.ts';
import { type CallOptions, SimulatedCall } from './simulated-call.ts';

/** A colleague by id, a person, or neither for the first colleague; what a colleague's calls say can be changed. */
export type CallRequest = Partial<Omit<CallOptions, 'from'>> & { readonly from?: string | Person };

export class Calls {
  readonly #ledger: Ledger;
  readonly #applications: () => Applications;
  readonly #all: SimulatedCall[] = [];
  #placed = 0;
  readonly #applicationOf = new Map<SimulatedCall, Application>();

  constructor(ledger: Ledger, applications: () => Applications) {
    this.#ledger = ledger;
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
    const options = completed(request);
    this.#placed += 1;
    const ports = { application, ledger: this.#ledger };
    const call = await SimulatedCall.prepare(`call-${this.#placed}`, options, ports);
    this.#all.push(call);
    this.#applicationOf.set(call, application);
    addCallResources(application, call);
    call.ring();
    return call;
  }

  /** Ends the calls of one application, or of all, without a word. */
  async abandon(application?: Application): Promise<void> {
    const concerned = this.#all.filter(
      (call) => application === undefined || this.#applicationOf.get(call) === application,
    );
    await Promise.all(concerned.map((call) => call.abandon()));
  }
}

function completed(request: CallRequest): CallOptions {
  const { from = 'ana', ...others } = request;
  if (typeof from !== 'string') return { toneHz: 1000, ...others, from };
  const known = colleague(from);
  if (known === undefined) throw new Error(`no colleague is called ${from}`);
  const { person, kind: _, ...details } = known;
  return { ...details, ...others, from: person };
}
