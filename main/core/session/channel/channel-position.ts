import type { Clock } from '../../ports.ts';
import {
  type ChannelOutcome,
  type ChannelState,
  type ChannelStep,
  openChannel,
  stepChannel,
} from '../../ucwa/event-channel.ts';
import type { RowOfFailures } from './loop-end.ts';

/** Where the channel stands, and since when nothing has come of it. */
export class ChannelPosition {
  readonly #clock: Clock;
  #state: ChannelState;
  #failingSince: number;

  /** `before`: the failures of an earlier channel, which this one goes on with. */
  constructor(clock: Clock, eventsUrl: string, before: RowOfFailures | undefined) {
    const { since, ...row } = before ?? { since: clock.now() };
    this.#clock = clock;
    this.#state = { ...openChannel(eventsUrl), ...row };
    this.#failingSince = since;
  }

  get state(): ChannelState {
    return this.#state;
  }

  /** What an outcome would lead to; it counts once it is taken by {@link move} or {@link fail}. */
  after(outcome: ChannelOutcome): ChannelStep {
    return stepChannel(this.#state, outcome, this.#clock.now() - this.#failingSince);
  }

  move(state: ChannelState): void {
    this.#state = state;
  }

  /** Another request brought nothing; the first of a row begins it. */
  fail(state: ChannelState): void {
    this.#state = state;
    if (state.failures === 1) this.beginRow();
  }

  beginRow(): void {
    this.#failingSince = this.#clock.now();
  }

  /** A newer request for the same events went out. */
  raisePriority(url: string, priority: number): void {
    if (this.#state.url === url) this.#state = { ...this.#state, priority };
  }

  /** The URL is of no use: the channel begins anew at another one, and the row of failures goes on. */
  startOver(url: string): void {
    const { failures, refusals } = this.#state;
    this.#state = { ...openChannel(url), failures, refusals };
  }

  row(): RowOfFailures {
    const { failures, refusals, barren, unreadable } = this.#state;
    return { failures, refusals, barren, unreadable, since: this.#failingSince };
  }
}
