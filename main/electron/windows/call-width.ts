import type { TextSize } from '../../../preload/contract/index.ts';
import { widthAt } from './placement.ts';

/** At the usual text size; pictures need the same at any. */
const usualWidth = 340;
const picturedWidth = 720;
/** What a pane beside the call adds, at the usual text size. */
const paneWidth = 352;

/** How wide the content of the call window is, in device-independent pixels. */
export function callWidth(shown: {
  readonly textSize: TextSize;
  readonly isPictured: boolean;
  readonly hasPane: boolean;
}): number {
  const usual = widthAt(shown.textSize, usualWidth);
  return Math.max(usual, shown.isPictured ? picturedWidth : 0) + (shown.hasPane ? paneWidth : 0);
}
