import { expect, type Page, test } from '@playwright/test';
import { startControl } from '../ucwa-server/control/control.ts';
import { startUcwaServer, type UcwaServer } from '../ucwa-server/index.ts';
import { shellLaunch } from './rig/chromium.ts';
import { misfits } from './rig/fits.ts';

/** The page of the simulator, which is the first thing that `npm start` shows, at the size of its window. */
test.use({ launchOptions: shellLaunch, viewport: { width: 560, height: 690 } });

/** Runs the simulator, opens its page and closes both. */
async function withColleagues(page: Page, run: (server: UcwaServer) => Promise<void>): Promise<void> {
  const server = await startUcwaServer();
  server.phoneCalls.giveDemoPhone();
  server.forwarding.rights.offered = true;
  const control = await startControl(server);
  try {
    await page.goto(control.url);
    await expect(page.getByRole('listitem').first()).toBeVisible();
    await run(server);
  } finally {
    await control.stop();
    await server.stop();
  }
}

/** How many lines each name takes. */
function lines(page: Page): Promise<number[]> {
  return page
    .locator('.name')
    .evaluateAll((names) =>
      names.map((name) =>
        Math.round(name.getBoundingClientRect().height / parseFloat(getComputedStyle(name).lineHeight)),
      ),
    );
}

for (const width of [360, 560, 900]) {
  test(`at ${width} px each name is read at a glance, and every button is whole`, async ({ page }) => {
    await page.setViewportSize({ width, height: 690 });
    await withColleagues(page, async () => {
      const taken = await lines(page);
      // One is as long as names get.
      expect(taken.filter((count) => count > 1).length).toBeLessThanOrEqual(1);
      expect(Math.max(...taken)).toBeLessThanOrEqual(3);
      for (const button of await page.getByRole('button').all()) {
        const whole = await button.evaluate(
          (one) => one.scrollHeight <= one.clientHeight && one.scrollWidth <= one.clientWidth,
        );
        expect(whole, (await button.textContent()) ?? '').toBe(true);
      }
      expect(await misfits(page)).toEqual([]);
      if (width > 360) expect((await page.locator('header').boundingBox())?.height).toBeLessThan(40);
    });
  });
}
