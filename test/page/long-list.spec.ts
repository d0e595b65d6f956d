import type { Page } from '@playwright/test';
import type { HistoryView } from '../../preload/contract/index.ts';
import { northwind } from '../views/people.ts';
import { ana, noon, numberOnly, past, priya, tomas, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 680 }, timezoneId: 'Europe/London' });

test.beforeEach(async ({ page }) => {
  await page.clock.install({ time: noon });
});

const parties = [ana, tomas, priya, numberOnly];

/** Forty calls a day, each by itself in its row. */
function manyCalls(count: number): readonly HistoryView[] {
  return Array.from({ length: count }, (_, index) =>
    past(parties[index % parties.length] ?? ana, index * 36, { id: `call-${index}`, note: `Note ${index}` }),
  );
}

test('shows the pictures of contacts, and asks for those on the screen alone', async ({ open }) => {
  const contact = { ...ana, label: 'Ana Lingström-Okafor', number: 'ana.lingstromokafor@northwind.example' };
  const calls = manyCalls(10_000).map((call, index) => (index % 4 === 0 ? { ...call, party: contact } : call));
  const page = await open('main', view({ past: calls, book: northwind }));
  const faces = page.locator('.row img');
  await expect(faces.first()).toHaveJSProperty('complete', true);
  await expect(options(page).first().locator('img')).toHaveCount(1);
  await expect(options(page).nth(1).locator('img')).toHaveCount(0);
  await scrollTo(page, 0.5);
  await expect.poll(() => middle(page)).toBeGreaterThan(4_000);
  await expect(faces.first()).toBeVisible();
  const asked = (await commands(page)).filter((command) => command.type === 'look-at-faces');
  expect(asked.length).toBeGreaterThan(1);
  for (const { callIds } of asked) expect(callIds.length).toBeLessThanOrEqual(100);
});

const options = (page: Page) => page.getByRole('option');
const selected = (page: Page) => page.getByRole('option', { selected: true });
const scroller = (page: Page) => page.locator('.listing-scroll');
const noteOf = (page: Page, index: number) => page.getByText(`Note ${index}`, { exact: true }).first();

/** The row that has the focus: which of how many, and what it says. */
function focused(page: Page): Promise<readonly (string | null)[]> {
  return page.evaluate(() => {
    const row = document.activeElement;
    return [
      row?.getAttribute('aria-posinset'),
      row?.getAttribute('aria-setsize'),
      row?.querySelector('.row-note')?.textContent,
    ].map((value) => value ?? null);
  });
}

/** How far below the top of the list a row of that note is, in pixels. */
async function heightOf(page: Page, index: number): Promise<number> {
  const [row, frame] = await Promise.all([
    page.locator('.row', { has: noteOf(page, index) }).boundingBox(),
    scroller(page).boundingBox(),
  ]);
  if (row === null || frame === null) throw new Error(`Note ${index} is not drawn`);
  return row.y - frame.y;
}

const scrollTo = (page: Page, share: number) =>
  scroller(page).evaluate((element, part) => {
    element.scrollTop = part * (element.scrollHeight - element.clientHeight);
  }, share);

/** The note of a row in the middle of the screen. */
function middle(page: Page): Promise<number> {
  return scroller(page).evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const row = document.elementFromPoint(left + width / 2, top + height / 2)?.closest('.placed');
    return Number(/Note (\d+)/.exec(row?.querySelector('.row-note')?.textContent ?? '')?.[1] ?? Number.NaN);
  });
}

test('of 10,000 calls those are drawn that are on the screen', async ({ open }) => {
  const page = await open('main', view({ past: manyCalls(10_000) }));
  await expect(options(page).first()).toBeVisible();
  expect(await options(page).count()).toBeLessThan(60);
  await expect(options(page).first()).toHaveAttribute('aria-setsize', '10000');
  await scrollTo(page, 0.5);
  await expect.poll(() => middle(page)).toBeGreaterThan(4_000);
  expect(await options(page).count()).toBeLessThan(60);
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1_500);
});

test('arrows, pages, Home and End lead through all of it', async ({ open }) => {
  const page = await open('main', view({ past: manyCalls(10_000) }));
  await options(page).first().focus();
  await page.keyboard.press('End');
  await expect.poll(() => focused(page)).toEqual(['10000', '10000', 'Note 9999']);
  await expect(page.getByRole('complementary', { name: 'Call details' })).toContainText('Note 9999');
  await page.keyboard.press('PageUp');
  await expect.poll(async () => Number((await focused(page))[0])).toBeLessThan(9_995);
  const [upper] = await focused(page);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => focused(page)).toEqual([String(Number(upper) + 1), '10000', `Note ${upper}`]);
  await page.keyboard.press('Home');
  await expect.poll(() => focused(page)).toEqual(['1', '10000', 'Note 0']);
  for (let press = 0; press < 30; press += 1) await page.keyboard.press('PageDown');
  await expect.poll(async () => Number((await focused(page))[0])).toBeGreaterThan(300);
  for (let press = 0; press < 60; press += 1) await page.keyboard.press('ArrowUp');
  await expect(selected(page)).toBeFocused();
});

test('the chosen call stays chosen, focused and where it is while calls come in above', async ({ open }) => {
  const calls = manyCalls(2_000);
  const page = await open('main', view({ past: calls }));
  await options(page).first().focus();
  for (let press = 0; press < 8; press += 1) await page.keyboard.press('PageDown');
  await expect(selected(page)).toBeFocused();
  const [place, , note] = await focused(page);
  const index = Number(place) - 1;
  const before = await heightOf(page, index);
  let coming = calls;
  for (const many of [1, 3, 60]) {
    const added = Array.from({ length: many }, () => past(priya, 0, { note: 'New' }));
    coming = [...added, ...coming];
    await show(page, view({ past: coming }));
    const expected = [String(index + 1 + coming.length - calls.length), String(coming.length), note];
    await expect.poll(() => focused(page)).toEqual(expected);
    expect(Math.abs((await heightOf(page, index)) - before)).toBeLessThan(1.5);
  }
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await focused(page))[2]).toBe(`Note ${index + 1}`);
});

test('who looks at the newest sees a new one at once', async ({ open }) => {
  const calls = manyCalls(300);
  const page = await open('main', view({ past: calls }));
  await expect(options(page).first()).toContainText('Note 0');
  await show(page, view({ past: [past(priya, 0, { note: 'Just now' }), ...calls] }));
  await expect(options(page).first()).toContainText('Just now');
  expect(await scroller(page).evaluate(({ scrollTop }) => scrollTop)).toBe(0);
});

test('scrolling up again over rows that were never measured does not make the list jump', async ({ open }) => {
  // Every third row is higher, by a name that takes more lines in a narrow window.
  const calls = manyCalls(3_000).map((call, index) =>
    index % 3 === 0 ? { ...call, party: { ...call.party, label: `${'Long name '.repeat(8)}${index}` } } : call,
  );
  const page = await open('main', view({ past: calls }));
  await page.setViewportSize({ width: 560, height: 600 });
  await scrollTo(page, 0.5);
  await expect.poll(() => middle(page)).toBeGreaterThan(1_000);
  await scroller(page).hover();
  for (let turn = 0; turn < 12; turn += 1) {
    const row = await middle(page);
    const before = await heightOf(page, row);
    await page.mouse.wheel(0, -90);
    // Heights are rounded to whole pixels.
    await expect.poll(async () => Math.abs((await heightOf(page, row)) - before - 90)).toBeLessThan(1.5);
  }
});

test('rows come by themselves wherever one scrolls to, each once', async ({ open }) => {
  const page = await open('main', view({ past: manyCalls(10_000) }));
  for (const share of [1, 0.25, 0.9, 0.1, 0.5]) {
    await scrollTo(page, share);
    await expect.poll(() => middle(page)).not.toBeNaN();
    const places = await options(page).evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-posinset')));
    expect(new Set(places).size).toBe(places.length);
  }
  const queries = await page.evaluate(() => window.wire.queries);
  const rows = queries.filter((query) => query.type === 'history-rows');
  expect(rows.length).toBeLessThan(25);
  expect(rows.every((query) => query.type === 'history-rows' && query.count <= 100)).toBe(true);
});

test('at 200 % every row fits, and the list is as long as it is', async ({ open }) => {
  const long = view({ past: manyCalls(1_000) });
  const page = await open('main', long);
  await scrollTo(page, 0.5);
  await show(page, { ...long, settings: { ...long.settings, textSize: 200 } });
  await expect
    .poll(() =>
      options(page)
        .first()
        .evaluate((row) => row.clientHeight),
    )
    .toBeGreaterThan(60);
  await scrollTo(page, 1);
  await expect(noteOf(page, 999)).toBeVisible();
  const overlaps = await options(page).evaluateAll((rows) => {
    const boxes = rows.map((row) => row.getBoundingClientRect());
    return boxes.filter((box, index) => index > 0 && box.top < (boxes[index - 1]?.bottom ?? 0) - 0.5).length;
  });
  expect(overlaps).toBe(0);
});

test('the first row of a day has its heading, and none is said twice', async ({ open }) => {
  const page = await open('main', view({ past: manyCalls(400) }));
  for (const share of [0, 0.2, 0.5, 1]) {
    await scrollTo(page, share);
    await expect.poll(() => middle(page)).not.toBeNaN();
    const groups = await page
      .getByRole('group')
      .evaluateAll((days) => days.map((day) => day.getAttribute('aria-label')));
    expect(new Set(groups).size).toBe(groups.length);
    const headings = await page.locator('.day-name').allTextContents();
    expect(new Set(headings).size).toBe(headings.length);
  }
});

test('the missed calls among very many are a list of their own', async ({ open }) => {
  const calls = manyCalls(5_000).map((call, index) =>
    index % 10 === 9 ? { ...call, outcome: 'missed' as const, talkedMs: 0 } : call,
  );
  const page = await open('main', view({ past: calls }));
  await page.getByRole('tab', { name: /^Missed/ }).click();
  await expect(options(page).first()).toContainText('Note 9');
  await expect(options(page).first()).toHaveAttribute('aria-setsize', '500');
  await options(page).first().focus();
  await page.keyboard.press('End');
  await expect.poll(() => focused(page)).toEqual(['500', '500', 'Note 4999']);
  await page.getByRole('tab', { name: 'All' }).click();
  await expect(page.getByRole('complementary', { name: 'Call details' })).toContainText('Note 4999');
  await expect(selected(page)).toHaveAttribute('aria-posinset', '5000');
});

test('the first call stays the one stop for Tab while others are on the screen', async ({ open }) => {
  const page = await open('main', view({ past: manyCalls(3_000) }));
  await scrollTo(page, 0.7);
  await expect.poll(() => middle(page)).toBeGreaterThan(1_000);
  await expect(page.getByRole('complementary', { name: 'Call details' })).toContainText('Note 0');
  await expect(page.locator('[role=option][tabindex="0"]')).toHaveCount(1);
  await expect(selected(page)).toHaveAttribute('aria-posinset', '1');
});
