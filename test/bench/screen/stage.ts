import { setTimeout as pause } from 'node:timers/promises';
import { type Area, FrameBuffer, type PixelOffset } from '../../desktop/frame-buffer.ts';
import { until } from '../../desktop/until.ts';
import { PixelWatch } from './pixel-watch.ts';

/** The corner of the screen in which windows ring. */
const corner = { width: 376, height: 420 };
/** A window that is nearly as large as the screen has the top left of its content in this much of it. */
const topLeft = { x: 0, y: 40, width: 640, height: 360 };
/** By then a window is surely painted, and a second later it is seen what in it moves. */
const paintedMs = 1_000;
const movesMs = 1_100;
const attempts = 3;

/** Something that can come to the corner of the screen and go again. */
export interface Appearance {
  show(): Promise<unknown>;
  hide(): Promise<unknown>;
}

/** A pixel of something that comes to the screen: one of what is drawn on its background. */
export interface ContentPixel {
  readonly offset: PixelOffset;
  readonly colour: number;
}

/** A pixel that tells two appearances from each other, and both from what is there without them. */
export interface TellingPixel {
  readonly offset: PixelOffset;
  readonly colours: readonly [first: number, second: number];
}

/** Sees what is painted in a part of the screen, from outside. */
export class Stage {
  readonly #frameBuffer: FrameBuffer;
  readonly #watch: PixelWatch;
  readonly #area: Area;

  private constructor(frameBuffer: FrameBuffer, watch: PixelWatch, area: Area) {
    this.#frameBuffer = frameBuffer;
    this.#watch = watch;
    this.#area = area;
  }

  /** Looks at the corner in which windows ring. */
  static async open(path: string): Promise<Stage> {
    const frameBuffer = new FrameBuffer(path);
    const { width, height } = frameBuffer;
    const area = { ...corner, x: width - corner.width, y: height - corner.height };
    return new Stage(frameBuffer, await PixelWatch.start(path), area);
  }

  /** Looks at where a large window has the top left of its content. */
  static async openForLarge(path: string): Promise<Stage> {
    return new Stage(new FrameBuffer(path), await PixelWatch.start(path), topLeft);
  }

  /** Shows something large, and finds a pixel of what is drawn on its background. */
  async learnContent({ show, hide }: Appearance): Promise<ContentPixel> {
    const empty = await this.#still();
    const seen = await this.#look({ show, hide });
    const changed = [...seen].filter(([offset, colour]) => empty.get(offset) !== colour);
    const background = mostFrequent(changed.map(([, colour]) => colour));
    const drawn = changed.filter(([, colour]) => colour !== background);
    const middle = drawn[Math.floor(drawn.length / 2)];
    if (middle === undefined) throw new Error('Nothing was shown but a background');
    return { offset: middle[0], colour: middle[1] };
  }

  /** Resolves with the moment at which that pixel is painted, in milliseconds of the system's monotonic clock. */
  content({ offset, colour }: ContentPixel): Promise<number> {
    return this.#watch.turns(offset, colour);
  }

  /** Shows both, one after the other, and finds a pixel to know them by; again, where a busy machine had not painted one of them yet. */
  async learn(first: Appearance, second: Appearance): Promise<TellingPixel> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const telling = await this.#compare(first, second);
      // From the middle of it: a clock that ticks may leave a few others.
      const middle = telling[Math.floor(telling.length / 2)];
      if (middle !== undefined) return middle;
    }
    throw new Error('The two look alike, or nothing was shown');
  }

  async #compare(first: Appearance, second: Appearance): Promise<readonly TellingPixel[]> {
    const empty = await this.#still();
    const [one, other] = [await this.#look(first), await this.#look(second)];
    return [...one].flatMap(([offset, colour]) => {
      const otherColour = other.get(offset);
      const isEmptyToo = [colour, otherColour].includes(empty.get(offset));
      if (otherColour === undefined || otherColour === colour || isEmptyToo) return [];
      return [{ offset, colours: [colour, otherColour] as const }];
    });
  }

  /**
   * Resolves with the moment at which one of the two is painted, in milliseconds of the system's monotonic clock. What is
   * left of the other, which a window may show for a moment as it comes back, does not count.
   */
  painted({ offset, colours }: TellingPixel, which: 0 | 1): Promise<number> {
    return this.#watch.turns(offset, colours[which]);
  }

  /** Resolves when neither is there. */
  async empty({ offset, colours }: TellingPixel): Promise<void> {
    const isGone = (): boolean => !colours.includes(this.#frameBuffer.colourAt(offset));
    await until('an empty corner of the screen', isGone, { everyMs: 5 });
  }

  async close(): Promise<void> {
    await this.#watch.stop();
    this.#frameBuffer.close();
  }

  async #look(appearance: Appearance): Promise<ReadonlyMap<PixelOffset, number>> {
    await appearance.show();
    const seen = await this.#still();
    await appearance.hide();
    return seen;
  }

  /** The pixels that stay as they are. */
  async #still(): Promise<ReadonlyMap<PixelOffset, number>> {
    await pause(paintedMs);
    const before = this.#frameBuffer.read(this.#area);
    await pause(movesMs);
    const after = this.#frameBuffer.read(this.#area);
    return new Map([...before].filter(([offset, colour]) => after.get(offset) === colour));
  }
}

function mostFrequent(colours: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}
