import type { ChannelStep } from '../../ucwa/event-channel.ts';
import type { EventLoopDeps } from './loop-deps.ts';

export type RetryStep = ChannelStep & { readonly kind: 'retry' };

/** After a sleep the network comes in its own time, and mostly soon. */
const eagerMs = 60_000;
const eagerQuestionMs = 2_500;
const eagerRetryMs = 1_000;

/** How long is waited between two tries, and for an answer: less for a while after a sleep. */
export class RetryPace {
  readonly #deps: Pick<EventLoopDeps, 'clock' | 'random' | 'pause'>;
  #eagerUntil = Number.NEGATIVE_INFINITY;

  constructor(deps: Pick<EventLoopDeps, 'clock' | 'random' | 'pause'>) {
    this.#deps = deps;
  }

  beEager(): void {
    this.#eagerUntil = this.#deps.clock.now() + eagerMs;
  }

  /** How long an answer to a short question is waited for. */
  questionMs(patienceMs: number): number {
    return this.#isEager() ? eagerQuestionMs : patienceMs;
  }

  /** `spentMs`: so much of the wait went by in vain already, while nothing answered. */
  wait({ atLeastMs, upToMs, asked }: RetryStep, spentMs = 0): Promise<void> {
    const { random, pause } = this.#deps;
    const fraction = random.fraction();
    if (this.#isEager() && !asked) return pause.wait(fraction * Math.min(atLeastMs + upToMs, eagerRetryMs));
    return pause.wait(Math.max(0, atLeastMs + fraction * upToMs - spentMs));
  }

  #isEager(): boolean {
    return this.#deps.clock.now() < this.#eagerUntil;
  }
}
