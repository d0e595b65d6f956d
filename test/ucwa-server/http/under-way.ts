/** How many requests wait for their answers, by what they ask for. */
import type { ServerResponse } from 'node:http';

export interface Count {
  readonly now: number;
  /** The most there ever were at a time. */
  readonly most: number;
}

export class UnderWay {
  readonly #counts = new Map<string, Count>();

  /** Counts a request until it is answered or its client is gone. */
  take(rel: string, response: ServerResponse): void {
    this.#add(rel, 1);
    response.once('close', () => this.#add(rel, -1));
  }

  of(rel: string): Count {
    return this.#counts.get(rel) ?? { now: 0, most: 0 };
  }

  #add(rel: string, more: number): void {
    const { now, most } = this.of(rel);
    this.#counts.set(rel, { now: now + more, most: Math.max(most, now + more) });
  }
}
