import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { signingIn, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 760 } });

const guide = readFileSync('docs/user-guide.md', 'utf8');
const sections = (source: string): readonly string[] =>
  [...source.matchAll(/^## (.*)$/gm)].map(([, title = '']) => title);
const contents = (page: Page) => page.getByRole('navigation', { name: 'Contents' }).getByRole('button');

test('F1 opens the guide, which is docs/user-guide.md, and a section is one press away', async ({ open }) => {
  const page = await open('main', view());
  await page.keyboard.press('F1');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Help');
  await expect(contents(page)).toHaveText([...sections(guide)]);
  await contents(page).filter({ hasText: 'Will I ring?' }).click();
  const heading = page.getByRole('heading', { level: 2, name: 'Will I ring?' });
  await expect(heading).toBeFocused();
  await expect(heading).toBeInViewport();
  await expect(page.getByRole('cell', { name: 'Ctrl+Shift+F9' })).toHaveCount(1);
});

test('what may be wrong is beside it, by the arrow keys', async ({ open }) => {
  const page = await open('main', view());
  await page.keyboard.press('F1');
  await page.getByRole('tab', { name: 'User’s guide' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'When something is wrong' })).toBeFocused();
  await expect(contents(page)).toHaveText([...sections(readFileSync('docs/trouble.md', 'utf8'))]);
  await expect(page.getByRole('cell', { name: 'No notification service runs on this computer' })).toBeVisible();
});

test('is there before anybody has signed in, and from the menu under one’s own name', async ({ open }) => {
  const page = await open('main', signingIn());
  await page.keyboard.press('F1');
  await expect(contents(page).first()).toHaveText('Sign in');
  await show(page, view());
  await page.getByRole('button', { name: /^Calls/ }).click();
  await expect(contents(page)).toHaveCount(0);
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Help' }).click();
  await expect(contents(page).first()).toHaveText('Sign in');
});

test('has no link, no picture and nothing from elsewhere; and asks for nothing', async ({ open }) => {
  const page = await open('main', view());
  await page.keyboard.press('F1');
  for (const tab of ['User’s guide', 'When something is wrong']) {
    await page.getByRole('tab', { name: tab }).click();
    await expect(page.locator('.handbook').locator('a, img, iframe, script, [src], [href]')).toHaveCount(0);
  }
  expect((await commands(page)).filter(({ type }) => type !== 'see-history')).toEqual([]);
  expect(await page.evaluate(() => window.wire.violations)).toEqual([]);
});
