import { join } from 'node:path';
import { projectRoot } from '../project.ts';

/** The pictures of the app in README and docs, each drawn anew by `npm run screenshots`. */
export const screenshotNames = ['ringing', 'call', 'calls', 'calling', 'diagnostics'] as const;

export type ScreenshotName = (typeof screenshotNames)[number];

export function screenshotPath(name: ScreenshotName): string {
  return join(projectRoot, 'docs', 'images', `${name}.png`);
}
