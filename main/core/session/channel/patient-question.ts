import type { Clock } from '../../ports.ts';

/** One try to have something answered. */
export interface Asked<Answer> {
  /** Null where it failed. */
  readonly answer: Promise<Answer | null>;
  /** It takes so long that another try beside it may be quicker; never where the answer came before. */
  readonly due: Promise<void>;
}

/**
 * What is asked again and again until there is an answer. One try may have been lost, and then waiting for it is in vain; or the server may only be slow, and
 * then to begin anew each time would never come to an end: so a later try stands beside the earlier ones, and the first answer counts.
 */
export class PatientQuestion<Answer> {
  readonly #clock: Pick<Clock, 'after'>;
  #open = new Set<Promise<Answer | null>>();

  constructor(clock: Pick<Clock, 'after'>) {
    this.#clock = clock;
  }

  /** Adds a try. The first answer to any; null where all failed, or once another try is due. */
  ask({ answer, due }: Asked<Answer>): Promise<Answer | null> {
    const open = this.#open;
    open.add(answer);
    void answer.then(() => open.delete(answer));
    return Promise.race([this.#first(), due.then(() => null)]);
  }

  /** Waits before the next try; null where no earlier one is answered by then. */
  async rest(ms: number): Promise<Answer | null> {
    const over = new Promise<null>((resolve) => void this.#clock.after(ms, () => resolve(null)));
    return (await Promise.race([this.#first(), over])) ?? over;
  }

  /** Whatever is under way is too old to count. */
  forget(): void {
    this.#open = new Set();
  }

  #first(): Promise<Answer | null> {
    const open = [...this.#open];
    return new Promise((resolve) => {
      let left = open.length;
      if (left === 0) resolve(null);
      for (const answer of open) {
        void answer.then((value) => {
          left -= 1;
          if (value !== null || left === 0) resolve(value);
        });
      }
    });
  }
}
