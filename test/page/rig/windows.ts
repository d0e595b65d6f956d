import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import type { AppView, WindowName } from '../../../preload/contract/index.ts';
import { buildRenderer } from '../../../scripts/build-renderer.ts';
import { projectRoot } from '../../../scripts/project.ts';
import { pseudoView } from '../../unit/core/fakes/words.ts';
import { view as emptyView, noon } from '../../views/samples.ts';
import { shellLaunch } from './chromium.ts';
import { openWindow, show, speak } from './fake-phone.ts';
import { misfits } from './fits.ts';
import { serve } from './serve.ts';
import { unstyled } from './unstyled.ts';
import { untranslated } from './untranslated.ts';

export { expect };

interface Fixtures {
  /**
   * Opens a window of the app on its first snapshot. After the test nothing of it may have met the policy; and where the test left it, it is
   * drawn once more in the language that is none: mirrored, all in that language, with nothing cut off.
   */
  readonly open: (window: WindowName, view: AppView) => Promise<Page>;
  /** The same with a clock that stands still, 20 ms after the snapshot came: `page.clock` moves it on. */
  readonly openStill: (window: WindowName, view: AppView) => Promise<Page>;
}

interface WorkerFixtures {
  /** Address under which the built windows are served. */
  readonly origin: string;
}

/** Playwright's test with the built windows in Chromium, under the app's own content security policy. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  launchOptions: [shellLaunch, { scope: 'worker' }],
  locale: 'en-GB',
  origin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are wanted from the pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(projectRoot, 'out/page-'));
      await buildRenderer(folder);
      const served = await serve(folder);
      await use(served.origin);
      await served.close();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  open: async ({ page, origin }, use, testInfo) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await use(async (name, view) => {
      await openWindow(page, `${origin}/${name}.html`, view);
      await page.waitForFunction(() => window.wire.reports.some(({ type }) => type === 'drawn'));
      return page;
    });
    if (page.url().startsWith(origin) && testInfo.status === testInfo.expectedStatus) await holdsInAnyLanguage(page);
    expect(errors).toEqual([]);
    expect(await page.evaluate(() => window.wire?.violations ?? [])).toEqual([]);
  },
  openStill: async ({ page, open }, use) => {
    await use(async (name, view) => {
      await page.clock.install({ time: noon });
      await open(name, emptyView());
      await page.clock.pauseAt(noon + 60_000);
      await show(page, view);
      await page.clock.runFor(20);
      return page;
    });
  },
});

async function holdsInAnyLanguage(page: Page): Promise<void> {
  const { locale, direction } = pseudoView;
  await speak(page, pseudoView);
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
    locale,
    direction,
  ]);
  expect(await untranslated(page)).toEqual([]);
  expect(await unstyled(page), 'what another window has the style of').toEqual([]);
  expect(await misfits(page)).toEqual([]);
}
