import type { Page } from '@playwright/test';
import type { AppView, TextSize, WindowName } from '../../../preload/contract/index.ts';

/** A state of a window that is worth looking at. */
export interface Picture {
  readonly name: string;
  readonly window: WindowName;
  readonly view: AppView;
  readonly width: number;
  /** The content's own where left out. */
  readonly height?: number;
  /** The usual one where left out. */
  readonly text?: TextSize;
  readonly rtl?: boolean;
  readonly forced?: boolean;
  readonly focus?: boolean;
  readonly act?: (page: Page, text: TextSize) => Promise<void>;
}
