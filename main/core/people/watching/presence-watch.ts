import { mostLookedAt } from '../../../../preload/contract/index.ts';
import type { Clock } from '../../ports.ts';
import type { Perform, UcwaResult } from '../../session/requests/transport.ts';
import { endPresence, followPresence, followPresenceOfMore, prolongPresence } from '../../ucwa/request/people.ts';
import { decodeResource, linkOf } from '../../ucwa/resource.ts';
import { pathOf } from '../resource-path.ts';

/** The server tells for so long, at 10 to 30 minutes; a subscription that is wanted is prolonged before it ends. */
const followMinutes = 15;
const renewMs = 12 * 60_000;
/** People come on the screen and go by scrolling: what stays a moment is asked for. */
const gatherMs = 400;
/** Whoever turns to another page may be back at once. */
const lingerMs = 5_000;
/** After that a subscription that failed is tried again, then after twice as long, and so on. */
const againMs = 15_000;
const longestAgainMs = 10 * 60_000;
/** Within which the server's word that a subscription ends is no news. */
const renewedMs = 30_000;
/** Of one subscription: with more it is made anew, of those that are wanted. */
const mostFollowed = 2 * mostLookedAt;

export interface PresenceWatchDeps {
  readonly clock: Clock;
  readonly perform: Perform;
  /** The presence of these is told from now on. */
  readonly onFollowed: (uris: readonly string[]) => void;
}

interface Subscription {
  readonly href: string;
  /** Takes more people; null where the server gives no link. */
  readonly add: string | null;
  readonly uris: Set<string>;
}

/**
 * One subscription to the presence of those who are looked at.
 *
 *     none --wanted--> making --> followed --nobody is wanted for a while--> ended --> none
 *      ^                 |         |  ^
 *      |<----failed------'         |  '-- prolonged, more added
 *      '<----------lost------------'
 */
export class PresenceWatch {
  readonly #deps: PresenceWatchDeps;
  #link: string | null = null;
  #wanted: ReadonlySet<string> = new Set();
  #subscription: Subscription | null = null;
  #isBusy = false;
  #failures = 0;
  /** Whatever is wanted, what failed is not tried again sooner. */
  #notBefore = Number.NEGATIVE_INFINITY;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #cancelNext = (): void => {};
  #cancelRenewal = (): void => {};

  constructor(deps: PresenceWatchDeps) {
    this.#deps = deps;
  }

  /** In this application, or after this outage: what was followed before may be over. `link`: of presenceSubscriptions. */
  look(link: string | null): void {
    this.#lose();
    this.#link = link;
    this.#failures = 0;
    this.#notBefore = Number.NEGATIVE_INFINITY;
    this.#settleIn(0);
  }

  /** These, by their addresses, and no others are looked at from now on. */
  want(uris: ReadonlySet<string>): void {
    this.#wanted = uris;
    this.#cancelNext();
    if (uris.size === 0 && this.#subscription === null && !this.#isBusy) return;
    this.#settleIn(uris.size === 0 ? lingerMs : gatherMs);
  }

  /** What the server says of the subscription at that href. */
  told(href: string, type: 'ends-soon' | 'over'): void {
    if (!isSame(href, this.#subscription?.href)) return;
    if (type === 'over') {
      this.#lose();
      this.#settleIn(gatherMs);
    } else if (this.#deps.clock.now() - this.#renewedAt > renewedMs) void this.#renew();
  }

  stop(): void {
    this.#lose();
    this.#link = null;
    this.#wanted = new Set();
    this.#cancelNext();
  }

  #settleIn(waitMs: number): void {
    const { clock } = this.#deps;
    this.#cancelNext();
    this.#cancelNext = clock.after(Math.max(waitMs, this.#notBefore - clock.now()), () => void this.#settle());
  }

  /** One step towards what is wanted; the next follows it. */
  async #settle(): Promise<void> {
    if (this.#isBusy) return;
    const followed = this.#subscription;
    const missing = [...this.#wanted].filter((uri) => followed?.uris.has(uri) !== true);
    const step = this.#stepTowards(followed, missing);
    if (step === null) return;
    this.#isBusy = true;
    const isDone = await step();
    this.#isBusy = false;
    if (isDone) this.#failures = 0;
    else this.#putOff();
    this.#settleIn(0);
  }

  #putOff(): void {
    this.#notBefore = this.#deps.clock.now() + Math.min(againMs * 2 ** this.#failures, longestAgainMs);
    this.#failures += 1;
  }

  #stepTowards(followed: Subscription | null, missing: readonly string[]): (() => Promise<boolean>) | null {
    if (followed !== null && this.#wanted.size === 0) return () => this.#end(followed);
    if (missing.length === 0 || this.#link === null) return null;
    const link = this.#link;
    if (followed === null) return () => this.#make(link, missing);
    const isFull = followed.uris.size + missing.length > mostFollowed;
    if (isFull || followed.add === null) return () => this.#end(followed);
    const { add } = followed;
    return () => this.#add(add, followed, missing);
  }

  async #make(link: string, uris: readonly string[]): Promise<boolean> {
    const made = subscriptionIn(await this.#deps.perform(followPresence(link, uris, followMinutes)), uris);
    // Another application, or another user, by now: what was made there ends by itself.
    if (made === null || link !== this.#link) return false;
    this.#subscription = made;
    this.#renewLater();
    this.#deps.onFollowed(uris);
    return true;
  }

  async #add(link: string, followed: Subscription, uris: readonly string[]): Promise<boolean> {
    const result = await this.#deps.perform(followPresenceOfMore(link, uris));
    if (this.#subscription !== followed) return true;
    if (!result.ok) {
      // It may be over, or full: the next one is of those that are wanted then.
      if (result.failure.kind === 'refused') this.#lose();
      return false;
    }
    for (const uri of uris) followed.uris.add(uri);
    this.#deps.onFollowed(uris);
    return true;
  }

  /** What the server does not take now ends by itself. */
  async #end(followed: Subscription): Promise<boolean> {
    this.#lose();
    await this.#deps.perform(endPresence(followed.href));
    return true;
  }

  #renewLater(): void {
    const { clock } = this.#deps;
    this.#renewedAt = clock.now();
    this.#cancelRenewal();
    this.#cancelRenewal = clock.after(renewMs, () => void this.#renew());
  }

  async #renew(): Promise<void> {
    const followed = this.#subscription;
    if (followed === null) return;
    this.#renewLater();
    const result = await this.#deps.perform(prolongPresence(followed.href, followMinutes));
    if (this.#subscription !== followed || result.ok) return;
    this.#lose();
    this.#putOff();
    this.#settleIn(0);
  }

  #lose(): void {
    this.#cancelRenewal();
    this.#subscription = null;
  }
}

function subscriptionIn(result: UcwaResult, uris: readonly string[]): Subscription | null {
  const resource = result.ok ? decodeResource(result.value.body) : null;
  const href = resource && linkOf(resource, 'self');
  return resource === null || href === null
    ? null
    : { href, add: linkOf(resource, 'addToPresenceSubscription'), uris: new Set(uris) };
}

/** One may be written with its host, and the other without. */
function isSame(one: string, other: string | undefined): boolean {
  return other !== undefined && pathOf(one) === pathOf(other);
}
