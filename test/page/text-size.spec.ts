import type { Page } from '@playwright/test';
import { usualSettings } from '../../main/core/settings/table.ts';
import { widthAt } from '../../main/electron/windows/placement.ts';
import { connected, hidden, longNamed, ringing, tomas, view } from '../views/samples.ts';
import { commands, reports, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

const sizeOf = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).fontSize);

for (const window of ['main', 'ring', 'call'] as const) {
  test(`the ${window} window has the text size of the snapshot, and follows it`, async ({ open }) => {
    const page = await open(window, view({ settings: { ...usualSettings, textSize: 150 } }));
    expect(await sizeOf(page)).toBe('24px');
    await show(page, view({ settings: { ...usualSettings, textSize: 200 } }));
    await expect.poll(() => sizeOf(page)).toBe('32px');
    await show(page, view());
    await expect.poll(() => sizeOf(page)).toBe('16px');
  });
}

for (const { window, calls } of [
  { window: 'ring', calls: [ringing()] },
  { window: 'call', calls: [connected()] },
] as const) {
  test(`the ${window} window asks for the height that larger text needs`, async ({ open }) => {
    const page = await open(window, view({ calls }));
    const lastHeight = async (): Promise<number> => {
      const drawn = (await reports(page)).flatMap((report) => (report.type === 'drawn' ? report.height : []));
      return drawn.at(-1) ?? 0;
    };
    await expect.poll(lastHeight).toBeGreaterThan(100);
    const usual = await lastHeight();
    await show(page, view({ calls, settings: { ...usualSettings, textSize: 200 } }));
    await expect.poll(lastHeight).toBeGreaterThan(usual * 1.3);
  });
}

test.describe('in the main window', () => {
  test.use({ viewport: { width: 1080, height: 680 } });

  test('is chosen in the settings', async ({ open }) => {
    const page = await open('main', view({ settings: { ...usualSettings, textSize: 125 } }));
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('button', { name: 'Appearance' }).click();
    const size = page.getByRole('combobox', { name: 'Text size' });
    await expect(size).toHaveValue('125');
    await expect(size).toHaveAccessibleDescription('The pop-up and the call window grow with it');
    await expect(size.locator('option')).toHaveText(['100 %', '125 %', '150 %', '175 %', '200 %']);
    await size.selectOption('200 %');
    expect(await commands(page)).toEqual([{ type: 'choose-setting', setting: 'textSize', value: 200 }]);
  });

  test('is chosen by the keys of a zoom', async ({ open }) => {
    const page = await open('main', view({ settings: { ...usualSettings, textSize: 150 } }));
    for (const keys of ['Control++', 'Control+=', 'Control+-', 'Control+0']) await page.keyboard.press(keys);
    // Not with Alt, and not without Ctrl.
    for (const keys of ['Control+Alt++', '+', '-', '0']) await page.keyboard.press(keys);
    expect(await commands(page)).toEqual(
      [175, 175, 125, 100].map((value) => ({ type: 'choose-setting', setting: 'textSize', value })),
    );
  });

  test('larger text counts as a narrower window', async ({ open }) => {
    const page = await open('main', view());
    const words = page.locator('.nav-label', { hasText: 'Diagnostics' });
    const shown = async (): Promise<boolean> => ((await words.boundingBox())?.width ?? 0) > 1;
    expect(await shown()).toBe(true);
    await show(page, view({ settings: { ...usualSettings, textSize: 200 } }));
    await expect.poll(shown).toBe(false);
    await page.setViewportSize({ width: 1920, height: 1040 });
    await expect.poll(shown).toBe(true);
    expect((await page.locator('.sidebar').boundingBox())?.width).toBe(2 * 216);
  });
});

for (const upwards of [false, true]) {
  test(`a card higher than the screen scrolls${upwards ? ', rows above it' : ''}, and begins with Answer`, async ({
    open,
  }) => {
    const others = [tomas, longNamed, hidden].map((party, at) => ringing({ id: `other-${at}`, party }));
    const calls = [ringing({ party: longNamed, subject: 'Order 48213', importance: 'urgent' }), ...others];
    const page = await open('ring', view({ calls, settings: { ...usualSettings, textSize: 200 } }));
    await page.setViewportSize({ width: widthAt(200, 360), height: 560 });
    if (upwards) await page.evaluate(() => document.querySelector('.ring')?.classList.add('ring-upwards'));
    const answer = page.getByRole('button', { name: 'Answer', exact: true });
    await expect(answer).toBeInViewport({ ratio: 1 });
    const last = page.getByRole('button', { name: 'Decline Tomás Oliveira', exact: true });
    await last.focus();
    await expect(last).toBeInViewport({ ratio: 1 });
  });
}
