import * as v from 'valibot';
import type { CardCorner, CardScreen, TextSize } from '../../../preload/contract/index.ts';
import { fields } from '../../core/schema/fields.ts';
import { read, type Schema } from '../../core/schema/schema.ts';

/** In device-independent pixels, as Electron's. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const farthest = 99_999;
const pixel = v.pipe(v.number(), v.integer(), v.minValue(-farthest), v.maxValue(farthest));
const extent = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(farthest));
/** As it is kept. */
export const rectangle: Schema<Rectangle> = fields({ x: pixel, y: pixel, width: extent, height: extent });

/** About what the system's frame adds to the height of a content. */
export const titleBar = 32;

/** Between the ring window and the edges of the work area. */
const margin = 16;

/** What a window that is so wide at the usual text size is at another: 360 px become 560 at 200 %. */
export function widthAt(textSize: TextSize, usual: number): number {
  const growth = (textSize - 100) / 100;
  return Math.round(usual * (1 + (growth * 5) / 9));
}

/** A corner of a work area; a window too high for it fills its height, and one too wide starts at its left. */
export function inCorner(
  workArea: Rectangle,
  width: number,
  height: number,
  corner: CardCorner = 'bottom-right',
): Rectangle {
  const fitting = Math.min(height, workArea.height - 2 * margin);
  const right = workArea.x + Math.max(0, workArea.width - width - margin);
  const left = workArea.x + Math.max(0, Math.min(margin, workArea.width - width));
  return {
    x: corner === 'bottom-right' || corner === 'top-right' ? right : left,
    y:
      corner === 'top-left' || corner === 'top-right'
        ? workArea.y + margin
        : workArea.y + workArea.height - fitting - margin,
    width,
    height: fitting,
  };
}

/** The screens that there are: `pointer` is the one that has it. */
export interface Screens<Screen extends { readonly bounds: Rectangle }> {
  readonly all: readonly Screen[];
  readonly primary: Screen;
  readonly pointer: Screen;
}

/** The screen on which a card stands; always one that is there. */
export function screenFor<Screen extends { readonly bounds: Rectangle }>(
  wanted: CardScreen,
  { all, primary, pointer }: Screens<Screen>,
): Screen {
  if (wanted === 'pointer') return pointer;
  if (wanted === 'main') return primary;
  const further = ({ bounds: one }: Screen, { bounds: other }: Screen): boolean =>
    wanted === 'left' ? one.x < other.x : one.x + one.width > other.x + other.width;
  return all.reduce((most, one) => (further(one, most) ? one : most), primary);
}

/** The middle of a work area. */
export function inMiddle(workArea: Rectangle, width: number, height: number): { x: number; y: number } {
  return {
    x: Math.round(workArea.x + (workArea.width - width) / 2),
    y: Math.round(workArea.y + (workArea.height - height) / 2),
  };
}

/** Where a window that has grown has to go, so that all of it can be seen, or at least its top; null where it can stay. */
export function broughtBack(workArea: Rectangle, { x, y, width, height }: Rectangle): { x: number; y: number } | null {
  const back = {
    x: Math.max(workArea.x, Math.min(x, workArea.x + workArea.width - width)),
    y: Math.max(workArea.y, Math.min(y, workArea.y + workArea.height - height)),
  };
  return back.x === x && back.y === y ? null : back;
}

/** Saved bounds, if enough of the window to grab it lies on one of the screens; null otherwise. */
export function stillReachable(saved: unknown, workAreas: readonly Rectangle[]): Rectangle | null {
  const bounds = read(rectangle, saved);
  return bounds && workAreas.some((area) => overlap(bounds, area)) ? bounds : null;
}

function overlap(bounds: Rectangle, area: Rectangle): boolean {
  const grab = 64;
  const within = bounds.x + bounds.width - grab >= area.x && bounds.x + grab <= area.x + area.width;
  return within && bounds.y >= area.y && bounds.y + grab / 2 <= area.y + area.height;
}
