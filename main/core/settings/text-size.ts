import { type TextSize, textSizes } from '../../../preload/contract/index.ts';
import { isRecord } from '../ucwa/resource.ts';

/** The text size that the user chose in an earlier run, else the usual one. */
export function decodeTextSize(document: unknown): TextSize {
  const chosen = isRecord(document) ? document.textSize : undefined;
  return textSizes.find((textSize) => textSize === chosen) ?? 100;
}
