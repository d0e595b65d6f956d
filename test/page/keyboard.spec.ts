import type { Page } from '@playwright/test';
import { northwind } from '../views/people.ts';
import { busyHistory, calling, noon, signingIn, view } from '../views/samples.ts';
import { healthyView, limitedView } from './pictures/health-samples.ts';
import { measuredView } from './pictures/quality-samples.ts';
import { walkByTab } from './rig/tab-stops.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 680 }, timezoneId: 'Europe/London' });

test.beforeEach(async ({ page }) => {
  await page.clock.install({ time: noon });
});

const offered = { ...view().messages, offered: true };
const all = () => view({ past: busyHistory(), calling, messages: offered });
const section = (name: string) => async (page: Page) => {
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name, exact: true }).click();
};

const pages = [
  { name: 'the form to sign in', view: signingIn() },
  { name: 'the calls', view: all() },
  { name: 'calls that are searched', view: all(), act: (page: Page) => page.keyboard.press('Control+f') },
  { name: 'the calls with the guide beside them', view: view({ past: busyHistory(), guide: 'open' }) },
  {
    name: 'the people',
    view: view({ book: northwind, calling }),
    act: (page: Page) => page.keyboard.press('Control+2'),
  },
  { name: 'the messages', view: all(), act: (page: Page) => page.keyboard.press('Control+3') },
  ...['Ringing', 'Devices', 'Shortcuts', 'Appearance', 'Privacy', 'Account'].map((name) => ({
    name: `the settings of “${name}”`,
    view: all(),
    act: section(name),
  })),
  {
    name: 'the diagnostics, where all is well',
    view: healthyView(),
    act: (page: Page) => page.keyboard.press('Control+4'),
  },
  { name: 'the diagnostics, where not', view: limitedView(), act: (page: Page) => page.keyboard.press('Control+4') },
  {
    name: 'the quality of calls',
    view: measuredView(),
    act: async (page: Page) => {
      await page.getByRole('button', { name: /^Diagnostics/ }).click();
      await page.getByRole('tab', { name: 'Call quality' }).click();
    },
  },
];

for (const { name, view: first, act } of pages) {
  test(`Tab goes round ${name}: everywhere, always seen, and nowhere trapped`, async ({ open }) => {
    const page = await open('main', first);
    await act?.(page);
    const { stops, unseen, missed } = await walkByTab(page);
    expect(stops.length).toBeGreaterThan(3);
    expect(unseen).toEqual([]);
    expect(missed).toEqual([]);
  });
}

test('in the smallest window too, with text of twice the size', async ({ open }) => {
  const page = await open('main', { ...all(), settings: { ...all().settings, textSize: 200 } });
  await page.setViewportSize({ width: 560, height: 480 });
  const { unseen, missed } = await walkByTab(page);
  expect([unseen, missed]).toEqual([[], []]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`with more contrast, in ${colorScheme} colours`, () => {
    test.use({ contextOptions: { contrast: 'more' }, colorScheme });

    test('text has one shade, controls an edge of it, and the focus a thicker line', async ({ open }) => {
      const page = await open('main', all());
      const text = await page.evaluate(() => getComputedStyle(document.body).color);
      await expect(page.locator('.row-time').first()).toHaveCSS('color', text);
      await expect(page.locator('.day-name').first()).toHaveCSS('color', text);
      await expect(page.getByRole('button', { name: 'Meetings' })).toHaveCSS('border-top-color', text);
      await page.getByRole('button', { name: 'Meetings' }).focus();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      await expect(page.getByRole('button', { name: 'Meetings' })).toHaveCSS('outline-width', '3px');
    });
  });
}
