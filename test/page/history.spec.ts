import type { Page } from '@playwright/test';
import type { HistoryView } from '../../preload/contract/index.ts';
import { ana, busyHistory, noon, past, tomas, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 680 }, timezoneId: 'Europe/London' });

test.beforeEach(async ({ page }) => {
  await page.clock.install({ time: noon });
});

const search = (page: Page) => page.getByRole('textbox', { name: 'Search calls' });
const options = (page: Page) => page.getByRole('option');
const menu = (page: Page) => page.getByRole('button', { name: 'More for calls' });
const sent = async (page: Page) => (await commands(page)).filter(({ type }) => type !== 'see-history');
const withAddress = { ...ana, number: 'ana@northwind.example' };

/** What the app does with a deletion: the calls are not there any more. */
const without = (calls: readonly HistoryView[], ...gone: readonly number[]) =>
  calls.filter((_, index) => !gone.includes(index));

test('menus of the head and of the list hang over what is below them', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory() }));
  for (const name of ['Meetings', 'More for calls']) {
    await page.getByRole('button', { name, exact: true }).click();
    const entries = await page.getByRole('menuitem').all();
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries) await entry.click({ trial: true, timeout: 2_000 });
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menuitem')).toHaveCount(0);
  }
});

test.describe('searching the calls', () => {
  test('finds by a name, a number, a day and a note, in the list that is shown', async ({ open }) => {
    const page = await open('main', view({ past: busyHistory() }));
    await page.keyboard.press('Control+f');
    await expect(search(page)).toBeFocused();
    await search(page).fill('tomas');
    await expect(options(page)).toHaveCount(2);
    await search(page).fill('7946');
    await expect(options(page)).toHaveCount(1);
    await search(page).fill('yesterday');
    await expect(options(page)).toHaveCount(2);
    await search(page).fill('sound could');
    await expect(options(page)).toHaveCount(1);
    await search(page).fill('ana');
    await expect(options(page)).toHaveCount(2);
    await page.getByRole('tab', { name: /^Missed/ }).click();
    await expect(options(page)).toHaveCount(1);
  });

  test('leads to what was found, and back to all', async ({ open }) => {
    const page = await open('main', view({ past: busyHistory() }));
    await search(page).fill('priya');
    await expect(options(page)).toHaveCount(3);
    await page.keyboard.press('ArrowDown');
    await expect(options(page).first()).toBeFocused();
    await page.keyboard.press('Control+f');
    await page.keyboard.press('Escape');
    await expect(search(page)).toHaveValue('');
    await expect(search(page)).toBeFocused();
    await expect(options(page)).toHaveCount(9);
  });

  test('says what was not found', async ({ open }) => {
    const page = await open('main', view({ past: busyHistory() }));
    await search(page).fill('zz <b>');
    await expect(page.getByRole('alert')).toHaveText(
      'No calls found for “zz <b>”. Search for a name, a number, a day or a note.',
    );
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect(options(page)).toHaveCount(9);
  });

  test('is not there where there is nothing to search', async ({ open }) => {
    const page = await open('main', view());
    await expect(search(page)).toHaveCount(0);
    await expect(menu(page)).toHaveCount(0);
  });
});

test.describe('deleting calls', () => {
  test('deletes a row by its key, goes on to the next, and has it back', async ({ open }) => {
    const calls = busyHistory();
    const page = await open('main', view({ past: calls }));
    await options(page).first().focus();
    await page.keyboard.press('Delete');
    expect(await sent(page)).toEqual([{ type: 'delete-row', callId: calls[0]?.id, list: { filter: 'all', text: '' } }]);
    await show(page, view({ past: without(calls, 0, 1) }));
    await expect(page.getByText('2 calls deleted.')).toBeVisible();
    await expect(options(page)).toHaveCount(8);
    await expect(options(page).first()).toBeFocused();
    await expect(options(page).first()).toHaveAccessibleName(/Tomás Oliveira/);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect((await sent(page)).at(-1)).toEqual({ type: 'restore-row' });
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  });

  test('goes to the row above from the last one', async ({ open }) => {
    const calls = [past(ana, 5), past(tomas, 6)];
    const page = await open('main', view({ past: calls }));
    await options(page).last().focus();
    await page.keyboard.press('Delete');
    await show(page, view({ past: without(calls, 1) }));
    await expect(options(page)).toHaveCount(1);
    await expect(options(page).first()).toBeFocused();
  });

  test('leads to Undo where no row is left', async ({ open }) => {
    const page = await open('main', view({ past: [past(ana, 5)] }));
    await options(page).first().focus();
    await page.keyboard.press('Delete');
    await show(page, view({ past: [] }));
    await expect(page.getByText('Call deleted.')).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).click();
    await expect(page.getByText('Call deleted.')).toHaveCount(0);
  });

  test('deletes beside the details, where the focus goes to Undo', async ({ open }) => {
    const calls = busyHistory();
    const page = await open('main', view({ past: calls }));
    await options(page).nth(1).click();
    const details = page.getByRole('complementary', { name: 'Call details' });
    await details.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
    await show(page, view({ past: without(calls, 2) }));
    await expect(details.getByRole('heading', { level: 2 })).toContainText('Schwarzenberger');
  });

  test('says nothing of what was not deleted', async ({ open }) => {
    const page = await open('main', view({ past: busyHistory() }));
    await page.evaluate(() => {
      window.wire.answer = { ok: false, refusal: 'stale' };
    });
    await options(page).first().focus();
    await page.keyboard.press('Delete');
    expect(await sent(page)).toHaveLength(1);
    await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  });

  test('asks before all are deleted, and stays with the harmless answer', async ({ open }) => {
    const page = await open('main', view({ past: busyHistory() }));
    await menu(page).click();
    await page.getByRole('menuitem', { name: 'Delete all calls' }).click();
    const question = page.getByRole('dialog', { name: 'Delete all calls?' });
    await expect(question).toContainText('All 10 calls are deleted from this computer. They cannot be brought back.');
    await expect(question.getByRole('button', { name: 'Keep them' })).toBeFocused();
    await page.keyboard.press('Enter');
    expect(await sent(page)).toEqual([]);
    await menu(page).click();
    await expect(page.getByRole('menuitem', { name: 'Export calls' })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await question.getByRole('button', { name: 'Delete all' }).click();
    expect(await sent(page)).toEqual([{ type: 'clear-history' }]);
    await expect(question).toHaveCount(0);
  });
});

test('exports the calls that are listed', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory() }));
  await page.getByRole('tab', { name: /^Missed/ }).click();
  await search(page).fill('ana');
  await menu(page).click();
  await page.getByRole('menuitem', { name: 'Export calls' }).click();
  expect(await sent(page)).toEqual([{ type: 'export-history', list: { filter: 'missed', text: 'ana' } }]);
  await expect(menu(page)).toBeFocused();
});

test('calls back and writes by keys, from the row', async ({ open }) => {
  const page = await open(
    'main',
    view({ past: [past(withAddress, 5), past(tomas, 6)], messages: { ...view().messages, offered: true } }),
  );
  const row = options(page).first();
  await row.focus();
  await expect(row).toHaveAttribute('aria-keyshortcuts', 'Control+Enter Shift+Enter Delete');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Shift+Enter');
  await expect
    .poll(() => sent(page))
    .toEqual([
      { type: 'call', to: 'ana@northwind.example' },
      { type: 'open-thread', to: 'ana@northwind.example' },
    ]);
});

test('writes to nobody who has only a number', async ({ open }) => {
  const page = await open('main', view({ past: [past(tomas, 6)] }));
  const row = options(page).first();
  await row.focus();
  await expect(row).toHaveAttribute('aria-keyshortcuts', 'Control+Enter Delete');
  await page.keyboard.press('Shift+Enter');
  await expect(page.getByRole('complementary').getByRole('button', { name: 'Message' })).toHaveCount(0);
  expect(await sent(page)).toEqual([]);
});

test('keeps the box, the tabs and the search apart in the smallest window, with large text too', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory(), voicemail: { fresh: 2, all: 5, callable: true } }));
  for (const [width, height] of [
    [560, 480],
    [720, 500],
    [900, 680],
  ] as const) {
    await page.setViewportSize({ width, height });
    const boxes = await Promise.all(
      [page.getByRole('heading', { level: 1 }), page.getByRole('button', { name: 'Meetings' }), search(page)].map(
        (element) => element.boundingBox(),
      ),
    );
    for (const box of boxes) {
      expect(box).not.toBeNull();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    }
  }
});
