import type { Clock, Log, Records } from '../../ports.ts';
import type { Changed } from '../change.ts';
import type { ReadForwarding } from '../reading.ts';
import type { ChosenAway, Destination, Wanted } from '../state.ts';
import { isAt } from '../steps.ts';
import {
  beforeRecord,
  decodeKept,
  destinationOf,
  type KeptForwarding,
  wayBackTo,
  withKept,
  withoutKept,
} from './kept.ts';

/** After a sleep the network takes some seconds; a server that is away takes longer. In milliseconds. */
const againMs = [2_000, 5_000, 15_000, 60_000] as const;
const rarelyMs = 300_000;

export interface AwayDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly records: Records;
  readonly read: (href: string) => Promise<ReadForwarding>;
  readonly change: (href: string, wanted: Wanted) => Promise<Changed>;
  /** Whether something is kept that is to be set back. */
  readonly onKept: (isAway: boolean) => void;
  /** Calls could not be sent elsewhere, because nothing could have been kept. */
  readonly onUnkept: () => void;
}

/** Whose forwarding, and where its settings are. */
export interface Place {
  readonly of: string;
  readonly href: string;
}

/**
 * Sends calls elsewhere while nobody is here, and sets forwarding back.
 *
 *     here --sleep or quit: what is now is on disk, then sent--> away --waking, start or sign-out: set back--> here
 *                                                                  |--somebody else changed it meanwhile-----> here
 *
 * A crash at any moment leaves either what was, or a record of it: the next start sets it back.
 */
export class Away {
  readonly #deps: AwayDeps;
  /** What is done is done one after the other. */
  #line: Promise<void> = Promise.resolve();
  #isGone = false;
  #failures = 0;
  /** Setting back was begun, and is not through: what is there is ours, in part. */
  #isHalfBack = false;
  #cancelAgain = (): void => {};

  constructor(deps: AwayDeps) {
    this.#deps = deps;
  }

  /** Nobody is here from now on. */
  leave(place: Place | null, chosen: ChosenAway | null): Promise<void> {
    this.#isGone = true;
    this.#cancelAgain();
    if (place === null || chosen === null) return Promise.resolve();
    return this.#next(() => this.#sendAway(place, chosen.to));
  }

  /** The user is here: what is kept of them is set back. */
  back(place: Place | null): Promise<void> {
    this.#isGone = false;
    return this.found(place);
  }

  /** The settings are there, new or as before: what is kept of this user is set back, unless nobody is here. */
  found(place: Place | null): Promise<void> {
    this.#cancelAgain();
    if (place === null || this.#isGone) return Promise.resolve();
    return this.#next(() => this.#setBack(place));
  }

  /** The user decided otherwise. */
  settle(of: string): void {
    if (this.kept(of) !== null) this.#write(withoutKept(this.#all(), of), of);
  }

  /** What is to be set back; null where nothing is. */
  kept(of: string): KeptForwarding | null {
    return this.#all().find((one) => one.of === of) ?? null;
  }

  stop(): void {
    this.#cancelAgain();
  }

  async #sendAway({ of, href }: Place, to: Destination): Promise<void> {
    const present = await this.#deps.read(href);
    if (!this.#isGone || present === null || present === 'none' || this.kept(of) !== null) return;
    const before = wayBackTo(present);
    if (before === null) return;
    const isKept = await this.#deps.records.keep(beforeRecord, withKept(this.#all(), { of, sentTo: to, before }));
    if (!isKept || !this.#isGone) {
      this.settle(of);
      if (!isKept) this.#deps.onUnkept();
      return;
    }
    this.#deps.onKept(true);
    const { forwarding, problem } = await this.#deps.change(href, {
      setting: 'immediate',
      immediate: to,
      period: 'always',
    });
    this.#deps.log.info('calls go elsewhere while nobody is here', { problem });
    const seen = forwarding === null || forwarding === 'none' ? null : forwarding.immediate;
    const sentTo = seen === null ? null : destinationOf(seen);
    // The server may name them otherwise, by which they are known again.
    if (problem === null && seen !== null && sentTo !== null && !isAt(seen, to))
      this.#write(withKept(this.#all(), { of, sentTo, before }), of);
  }

  async #setBack(place: Place): Promise<void> {
    const { of, href } = place;
    const kept = this.kept(of);
    if (kept === null || this.#isGone) return;
    const present = await this.#deps.read(href);
    if (this.#isGone) return;
    if (present === null || present === 'none') return this.#again(place);
    const isOurs = present.setting === 'immediate' && isAt(present.immediate, kept.sentTo);
    if (!isOurs && !this.#isHalfBack) {
      this.#deps.log.info('forwarding was changed elsewhere meanwhile, and stays so');
      return this.settle(of);
    }
    this.#isHalfBack = true;
    const { problem } = await this.#deps.change(href, kept.before);
    this.#deps.log.info('forwarding is set back', { problem });
    if (problem === null) return this.settle(of);
    this.#again(place);
  }

  #again(place: Place): void {
    const waitMs = againMs[this.#failures] ?? rarelyMs;
    this.#failures += 1;
    this.#cancelAgain = this.#deps.clock.after(waitMs, () => void this.found(place));
  }

  #next(work: () => Promise<void>): Promise<void> {
    this.#line = this.#line.then(work);
    return this.#line;
  }

  #all(): readonly KeptForwarding[] {
    return decodeKept(this.#deps.records.read(beforeRecord));
  }

  #write(all: readonly KeptForwarding[], of: string): void {
    this.#failures = 0;
    this.#isHalfBack = false;
    this.#deps.records.write(beforeRecord, all);
    this.#deps.onKept(all.some((one) => one.of === of));
  }
}
