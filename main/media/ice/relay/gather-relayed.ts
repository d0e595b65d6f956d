import type { MediaRelays } from '../../../core/media-means.ts';
import type { Clock, Random } from '../../../core/ports.ts';
import type { HostSocket } from '../sockets/ice-socket.ts';
import type { Admission } from '../transport-address.ts';
import type { Connect } from './byte-stream.ts';
import type { OpenRelay, RelayFailure } from './relay.ts';
import { type Resolve, relayAddresses } from './relay-address.ts';
import { type RelayWay, type Route, waysTo } from './relay-ways.ts';
import { type Allocations, attemptWay, type WayAttempt } from './way-attempt.ts';

/** The answer to a call waits for relays no longer. */
const patienceMs = 1500;
/** UDP is better for voice: TCP is asked where that has not answered by then. */
const headStartMs = 400;
/** The best ones of a longer list. */
const mostRelays = 3;

export interface GatherDeps {
  readonly relays: MediaRelays;
  /** The sockets of this computer. */
  readonly hosts: readonly HostSocket[];
  readonly kinds: readonly OpenRelay[];
  readonly admits: Admission;
  /** Whether voice, and with it a relay, may be at an address. */
  readonly admitsHost: (host: string) => boolean;
  readonly connect: Connect;
  readonly resolve: Resolve;
  readonly route: Route;
  readonly clock: Clock;
  readonly random: Random;
}

/** An allocation for each component, or why there is none. */
export type Gathered =
  | { readonly way: RelayWay; readonly allocations: Allocations }
  | { readonly way: null; readonly failure: RelayFailure };

/** Asks all relays in all ways, and takes what comes first, within a second and a half. */
export function gatherRelayed(deps: GatherDeps): Promise<Gathered> {
  return new Race(deps).outcome;
}

const silent: RelayFailure = { kind: 'silent', message: 'no relay answered in time' };
const nowhere: RelayFailure = { kind: 'unreachable', message: 'no relay has an address that can be reached from here' };

class Race {
  readonly outcome: Promise<Gathered>;
  readonly #deps: GatherDeps;
  readonly #attempts = new Set<WayAttempt>();
  readonly #cancels: (() => void)[];
  readonly #failures: RelayFailure[] = [];
  #settle: (gathered: Gathered) => void = () => {};
  /** Relays whose ways are not all known yet, and ways that have not failed. */
  #open = 0;
  #over = false;

  constructor(deps: GatherDeps) {
    this.#deps = deps;
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#cancels = [deps.clock.after(patienceMs, () => this.#giveUp(silent))];
    const servers = deps.relays.servers.slice(0, mostRelays);
    this.#open = servers.length + 1;
    for (const server of servers) void this.#ask(server);
    this.#fail(null);
  }

  async #ask(server: MediaRelays['servers'][number]): Promise<void> {
    const addresses = await relayAddresses(server, this.#deps.resolve, this.#deps.admitsHost);
    const ways = this.#over ? [] : await waysTo(server, addresses, this.#deps);
    this.#open += ways.length;
    for (const way of ways) this.#begin(way, ways);
    this.#fail(ways.length === 0 ? nowhere : null);
  }

  #begin(way: RelayWay, all: readonly RelayWay[]): void {
    const waits = way.transport === 'tcp' && all.some(({ transport }) => transport === 'udp');
    if (waits) this.#cancels.push(this.#deps.clock.after(headStartMs, () => this.#try(way)));
    else this.#try(way);
  }

  #try(way: RelayWay): void {
    if (this.#over) return;
    const { relays, admits, connect, clock, random } = this.#deps;
    const credentials = { userName: relays.userName, password: relays.password };
    const attempt = attemptWay(way, { credentials, connect, admits, clock, random });
    this.#attempts.add(attempt);
    void attempt.outcome.then((outcome) => {
      if (outcome.ok) this.#finish({ way, allocations: outcome.value }, attempt);
      else this.#fail(outcome.failure);
    });
  }

  /** One thing less to wait for. */
  #fail(failure: RelayFailure | null): void {
    if (failure !== null) this.#failures.push(failure);
    this.#open -= 1;
    if (this.#open === 0) this.#giveUp(nowhere);
  }

  #giveUp(failure: RelayFailure): void {
    this.#finish({ way: null, failure: mostTelling([...this.#failures, failure]) }, null);
  }

  #finish(gathered: Gathered, winner: WayAttempt | null): void {
    if (this.#over) return;
    this.#over = true;
    for (const cancel of this.#cancels) cancel();
    for (const attempt of this.#attempts) if (attempt !== winner) attempt.cancel();
    this.#settle(gathered);
  }
}

/** A relay that speaks says more than one that does not, or not in the way that it was asked in. */
const ranks: Readonly<Record<RelayFailure['kind'], number>> = {
  unauthorized: 0,
  full: 1,
  refused: 2,
  silent: 3,
  unreachable: 4,
  cancelled: 5,
};

function mostTelling(failures: readonly RelayFailure[]): RelayFailure {
  return failures.reduce((best, each) => (ranks[each.kind] < ranks[best.kind] ? each : best));
}
