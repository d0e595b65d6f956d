import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PixelOffset } from '../../desktop/frame-buffer.ts';

/** What the worker is asked. */
export interface Sighting {
  readonly offset: PixelOffset;
  readonly colour: number;
  /** Milliseconds after which the worker gives up. */
  readonly withinMs: number;
}

/** Sees when a pixel takes a colour, to a quarter of a millisecond, in a thread of its own. */
export class PixelWatch {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  static async start(frameBuffer: string): Promise<PixelWatch> {
    const worker = new Worker(new URL('pixel-watch-worker.ts', import.meta.url), { workerData: frameBuffer });
    await once(worker, 'online');
    return new PixelWatch(worker);
  }

  /**
   * Resolves with the moment at which the pixel has that colour, in milliseconds of the system's monotonic clock; looks at
   * once, and rejects where it does not happen. One at a time.
   */
  async turns(offset: PixelOffset, colour: number): Promise<number> {
    const sighting: Sighting = { offset, colour, withinMs: 10_000 };
    const answer = once(this.#worker, 'message') as Promise<[number | null]>;
    this.#worker.postMessage(sighting);
    const [at] = await answer;
    if (at === null) throw new Error('What should be painted was not painted within 10 s');
    return at;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}
