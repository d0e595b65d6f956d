import { until } from '../../desktop/until.ts';
import { monotonicNow } from '../../ucwa-server/ledger.ts';
import { FrameBuffer, type PixelOffset } from './frame-buffer.ts';
import { PixelWatch } from './pixel-watch.ts';

/** The Answer button, and the bare app's word; nothing else in that corner of the screen. */
const green = 0x0d7a40;
const corner = { width: 376, height: 420 };

/** The corner of the screen in which windows ring. */
export class Stage {
  readonly #frameBuffer: FrameBuffer;
  readonly #watch: PixelWatch;
  readonly #pixels = new Map<string, PixelOffset>();

  private constructor(frameBuffer: FrameBuffer, watch: PixelWatch) {
    this.#frameBuffer = frameBuffer;
    this.#watch = watch;
  }

  static async open(path: string): Promise<Stage> {
    return new Stage(new FrameBuffer(path), await PixelWatch.start(path));
  }

  /**
   * Resolves with the moment at which a window is painted, in milliseconds of the system's monotonic clock. The first time
   * it only finds out which of the window's pixels to watch, which is slow: a warm-up.
   */
  async painted(what: string): Promise<number> {
    const known = this.#pixels.get(what);
    if (known !== undefined) return this.#watch.turns(known, green);
    this.#pixels.set(what, await until(what, () => this.#middleOfGreen()));
    return monotonicNow();
  }

  /** Resolves when the window is off the screen. */
  async empty(what: string): Promise<void> {
    const known = this.#pixels.get(what);
    if (known === undefined) throw new Error(`It is not known where ${what} is`);
    await until(`the end of ${what}`, () => this.#frameBuffer.colourAt(known) !== green, { everyMs: 5 });
  }

  async close(): Promise<void> {
    await this.#watch.stop();
    this.#frameBuffer.close();
  }

  #middleOfGreen(): PixelOffset | null {
    const { width, height } = this.#frameBuffer;
    const found = this.#frameBuffer.find(green, { ...corner, x: width - corner.width, y: height - corner.height });
    return found[Math.floor(found.length / 2)] ?? null;
  }
}
