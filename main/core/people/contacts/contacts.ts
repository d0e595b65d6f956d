import type { Clock, Log } from '../../ports.ts';
import type { Perform } from '../../session/requests/transport.ts';
import { followContactsAndGroups } from '../../ucwa/request/people.ts';
import { linkOf, type Resource } from '../../ucwa/resource.ts';
import { makeList } from '../contact-list.ts';
import type { PeopleEvent } from '../state.ts';
import { readContacts } from './read-groups.ts';
import { readAt } from './reading.ts';

/** Changes that come together are read together, and never in quick succession. */
const gatherMs = 1_000;
const leastMs = 4_000;
/** After that a list that could not be read, or not whole, is tried again, then after twice as long, and so on. */
const againMs = 30_000;
const longestAgainMs = 30 * 60_000;
/** The server tells of changes for so long; the subscription is renewed well before. */
const followMinutes = 30;
const renewMs = 24 * 60_000;
/** Within which the server's word that it ends is no news. */
const renewedMs = 60_000;

export interface ContactsDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly perform: Perform;
  readonly apply: (event: PeopleEvent) => void;
}

/** Reads the contact list, follows its changes, and reads it again when there are some. */
export class Contacts {
  readonly #deps: ContactsDeps;
  #people: Resource | null = null;
  /** Of the latest sign-in or application; what an earlier one brings does not count. */
  #turn = 0;
  #isReading = false;
  #isStale = false;
  #readAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #start: string | null = null;
  #cancelRead = (): void => {};
  #cancelRenewal = (): void => {};

  constructor(deps: ContactsDeps) {
    this.#deps = deps;
  }

  /** There is a contact list, in this application or after this outage. `people`: the resource of that name. */
  look(people: Resource): void {
    this.#people = people;
    this.#turn += 1;
    this.#failures = 0;
    this.#isReading = false;
    this.#readIn(0);
    void this.#follow(people, this.#turn);
  }

  /** The server says that something changed. */
  changed(): void {
    this.#isStale = true;
    if (!this.#isReading) this.#readIn(gatherMs);
  }

  /** The server says that it will soon tell no more changes. */
  endsSoon(): void {
    const isNews = this.#deps.clock.now() - this.#renewedAt >= renewedMs;
    if (this.#start !== null && isNews) void this.#renew(this.#start, this.#turn);
  }

  stop(): void {
    this.#turn += 1;
    this.#people = null;
    this.#start = null;
    this.#isReading = false;
    this.#cancelRead();
    this.#cancelRenewal();
  }

  #readIn(waitMs: number): void {
    const { clock } = this.#deps;
    this.#cancelRead();
    const dueMs = Math.max(waitMs, this.#readAt + leastMs - clock.now());
    const { promise, cancel } = after(clock, dueMs);
    this.#cancelRead = cancel;
    void promise.then(() => this.#read(this.#turn));
  }

  async #read(turn: number): Promise<void> {
    const { clock, log, perform, apply } = this.#deps;
    const people = this.#people;
    if (people === null || turn !== this.#turn || this.#isReading) return;
    this.#isReading = true;
    this.#isStale = false;
    this.#readAt = clock.now();
    const pause = (): Promise<void> => after(clock, 0).promise;
    const read = await readContacts(perform, people, pause);
    const list = read === null ? null : await makeList(read.groups, pause);
    if (turn !== this.#turn) return;
    this.#isReading = false;
    log.info('contacts', {
      groups: list?.groups.length ?? null,
      people: list?.people.length ?? null,
      whole: read?.whole,
    });
    if (list === null || read === null) apply({ type: 'list-failed' });
    else apply({ type: 'list-read', list, whole: read.whole });
    if (read?.whole === true) this.#failures = 0;
    else this.#tryAgain();
    if (this.#isStale) this.#readIn(gatherMs);
  }

  #tryAgain(): void {
    const waitMs = Math.min(againMs * 2 ** this.#failures, longestAgainMs);
    this.#failures += 1;
    this.#readIn(waitMs);
  }

  /** Without it the server tells nothing of contacts and groups. */
  async #follow(people: Resource, turn: number): Promise<void> {
    const href = linkOf(people, 'myContactsAndGroupsSubscription');
    const resource = href === null ? null : await readAt(this.#deps.perform, href);
    this.#start = resource && linkOf(resource, 'startOrRefreshSubscriptionToContactsAndGroups');
    if (this.#start !== null && turn === this.#turn) await this.#renew(this.#start, turn);
  }

  /** What fails is tried with the next renewal: the list that is there stays of use. */
  async #renew(href: string, turn: number): Promise<void> {
    const { clock, perform } = this.#deps;
    this.#cancelRenewal();
    this.#renewedAt = clock.now();
    const { promise, cancel } = after(clock, renewMs);
    this.#cancelRenewal = cancel;
    await perform(followContactsAndGroups(href, followMinutes));
    void promise.then(() => {
      if (turn === this.#turn) void this.#renew(href, turn);
    });
  }
}

function after(clock: Clock, ms: number): { readonly promise: Promise<void>; readonly cancel: () => void } {
  let cancel = (): void => {};
  const promise = new Promise<void>((resolve) => {
    cancel = clock.after(Math.max(0, ms), resolve);
  });
  return { promise, cancel };
}
