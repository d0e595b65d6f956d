import type { Page } from '@playwright/test';
import { busyMessages } from '../views/messages-samples.ts';
import { northwind } from '../views/people.ts';
import {
  busyHistory,
  calling,
  noOwnPresence,
  noon,
  priya,
  type SampleView,
  signingIn,
  view,
} from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 680 }, timezoneId: 'Europe/London' });

test.beforeEach(async ({ page }) => {
  await page.clock.install({ time: noon });
});

const box = (page: Page) => page.getByRole('combobox', { name: 'Search and commands' });
const options = (page: Page) => page.getByRole('listbox', { name: 'Search and commands' }).getByRole('option');
const group = (page: Page, name: string) => page.getByRole('group', { name, exact: true }).getByRole('option');
const chosen = (page: Page) => options(page).and(page.locator('[aria-selected=true]'));
const sent = async (page: Page, ...types: readonly string[]) =>
  (await commands(page)).filter(({ type }) => types.includes(type));

const usual = (changes: Partial<SampleView> = {}) =>
  view({ book: northwind, past: busyHistory(), said: busyMessages(), calling, ...changes });

async function openPalette(open: (window: 'main', shown: SampleView) => Promise<Page>, shown = usual()): Promise<Page> {
  const page = await open('main', shown);
  await page.keyboard.press('Control+k');
  await expect(box(page)).toBeFocused();
  return page;
}

async function typed(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text);
  await expect(options(page).first()).toBeVisible();
}

test('opened with nothing typed it has what is up now, and the favourites', async ({ open }) => {
  const page = await openPalette(open);
  await expect(group(page, 'Now').last()).toContainText('Ring me now');
  await expect(group(page, 'Favourites')).toHaveCount(2);
  await expect(chosen(page)).toHaveCount(1);
  await expect(options(page).first()).toHaveAttribute('aria-selected', 'true');
});

test('arrows go round, the focus stays in the box, and readers are told', async ({ open }) => {
  const page = await openPalette(open);
  const ids: (string | null)[] = [];
  const count = await options(page).count();
  for (let step = 0; step <= count; step += 1) {
    ids.push(await box(page).getAttribute('aria-activedescendant'));
    expect(await chosen(page).getAttribute('id')).toBe(ids.at(-1));
    await page.keyboard.press('ArrowDown');
  }
  expect(new Set(ids).size).toBe(count);
  expect(ids.at(-1)).toBe(ids[0]);
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('ling');
  await page.clock.runFor(600);
  await expect(page.locator('[aria-live]').filter({ hasText: /^\d+ results$/ })).toHaveCount(1);
});

test('finds people: Enter shows them, Ctrl+Enter calls, Shift+Enter writes', async ({ open }) => {
  const page = await openPalette(open);
  await typed(page, 'anders');
  await expect(group(page, 'People').first()).toContainText('Anders Ling');
  await expect(page.locator('.palette-foot')).toHaveText(
    'EnterDetailsCtrl EnterCallShift EnterMessageTabNumbersEscClose',
  );
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => sent(page, 'call')).toEqual([{ type: 'call', to: 'anders.ling@northwind.example' }]);
  await expect(box(page)).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await typed(page, 'anders');
  await page.keyboard.press('Shift+Enter');
  await expect
    .poll(() => sent(page, 'open-thread'))
    .toEqual([{ type: 'open-thread', to: 'anders.ling@northwind.example' }]);
  await expect(box(page)).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await typed(page, 'anders');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'About this person' })).toContainText('Anders Ling');
});

test('Tab lists somebody’s numbers, Enter calls one, Esc leads back and then out', async ({ open }) => {
  const page = await openPalette(open);
  await typed(page, 'anders');
  await page.keyboard.press('Tab');
  await expect(group(page, 'Numbers')).toHaveCount(2);
  await expect(group(page, 'Numbers').first()).toContainText('Call Work, +46 31 555 01 72');
  await page.keyboard.press('Escape');
  await expect(group(page, 'People').first()).toContainText('Anders Ling');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => sent(page, 'call')).toEqual([{ type: 'call', to: '+46 70 555 01 14' }]);
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await expect(box(page)).toHaveCount(0);
});

test('a number is called as it was typed, first of all', async ({ open }) => {
  const page = await openPalette(open);
  await typed(page, '+46 8 555 012 34');
  await expect(options(page).first()).toContainText('Call +46 8 555 012 34');
  await page.keyboard.press('Enter');
  await expect.poll(() => sent(page, 'call')).toEqual([{ type: 'call', to: '+46 8 555 012 34' }]);
});

test('a number is also called by telephone, and for those who let the user', async ({ open }) => {
  const bao = { id: 'sip:priya@northwind.example', party: priya };
  const page = await openPalette(open, usual({ calling: { ...calling, phoneAudio: true, delegators: [bao] } }));
  await typed(page, '4711');
  await expect(group(page, 'Call')).toHaveText(['Call 4711', 'Call by phone', 'For Priya Raman']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(() => sent(page, 'call-by-phone')).toEqual([{ type: 'call-by-phone', to: '4711' }]);
  await page.keyboard.press('Control+k');
  await typed(page, '4711');
  await group(page, 'Call').filter({ hasText: 'For Priya Raman' }).click();
  await expect.poll(() => sent(page, 'call')).toEqual([{ type: 'call', to: '4711', onBehalfOf: bao.id }]);
});

test('why a call was refused is said, and what was typed stays', async ({ open }) => {
  const page = await openPalette(open);
  await page.evaluate(() => {
    window.wire.answer = { ok: false, refusal: 'engaged' };
  });
  await typed(page, '4711');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(box(page)).toHaveValue('4711');
  await expect(box(page)).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.type('2');
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('an emergency number is asked about before it is called', async ({ open }) => {
  const page = await openPalette(open);
  await page.evaluate(() => {
    window.wire.answer = { ok: false, refusal: 'emergency' };
  });
  await typed(page, '112');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog', { name: 'Call 112?' })).toBeVisible();
  await expect(box(page)).toHaveCount(0);
});

test('where nothing can be called, nothing offers to', async ({ open }) => {
  const none = { ...calling, audio: false, phoneAudio: false };
  const page = await openPalette(open, usual({ calling: none }));
  await page.keyboard.type('4711');
  await expect(page.getByText('Nothing found for “4711”.')).toBeVisible();
  await box(page).fill('anders');
  await expect(group(page, 'People').first()).toContainText('Anders Ling');
  await expect(page.locator('.palette-foot')).toHaveText('EnterDetailsShift EnterMessageEscClose');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Tab');
  await expect(box(page)).toBeFocused();
  expect(await sent(page, 'call')).toEqual([]);
});

test('calls whom one talked to, with when that was', async ({ open }) => {
  const page = await openPalette(open);
  const [newest] = busyHistory();
  await typed(page, newest?.party.label ?? '');
  const row = group(page, 'Calls').first();
  await expect(row).toContainText(`Call ${newest?.party.label}`);
  await expect(row).toContainText(/\d\d:\d\d/);
  await row.click();
  await expect.poll(() => sent(page, 'call')).toHaveLength(1);
});

test('does what is asked: presence, reports, pages, settings', async ({ open }) => {
  const presence = { dot: 'available', text: 'Available' } as const;
  const page = await openPalette(open, usual({ ownPresence: { ...noOwnPresence, presence } }));
  await typed(page, 'busy');
  await expect(group(page, 'Commands').first()).toHaveText('BusyYour presence');
  await page.keyboard.press('Enter');
  await expect.poll(() => sent(page, 'set-presence')).toEqual([{ type: 'set-presence', presence: 'busy' }]);

  await page.keyboard.press('Control+k');
  await typed(page, 'text si');
  await expect(group(page, 'Settings')).toHaveText(['Text sizeAppearance']);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Text size' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await typed(page, 'ring me');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Will I ring?');
  await expect.poll(() => sent(page, 'ring-test')).toHaveLength(1);

  await page.keyboard.press('Control+k');
  await typed(page, 'new mess');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'To' })).toBeVisible();
});

test('silences rings for a while, and lets them ring again', async ({ open }) => {
  const page = await openPalette(open);
  await typed(page, 'sil 1');
  await page.keyboard.press('Enter');
  await expect.poll(() => sent(page, 'silence-rings')).toEqual([{ type: 'silence-rings', span: '1-hour' }]);
  const { ringing } = usual();
  await show(page, usual({ ringing: { ...ringing, silentUntil: noon + 3_600_000, silence: 'Silent until 13:00' } }));
  await page.keyboard.press('Control+k');
  await typed(page, 'ring again');
  await page.keyboard.press('Enter');
  await expect.poll(() => sent(page, 'ring-again')).toHaveLength(1);
});

test('nothing that ends or takes a call is in it', async ({ open }) => {
  const page = await openPalette(open);
  for (const word of ['answer', 'decline', 'hang']) {
    await box(page).fill(word);
    await expect(page.getByText(`Nothing found for “${word}”.`)).toBeVisible();
  }
});

test('Enter means what was typed, also before it is found', async ({ open }) => {
  const page = await openPalette(open);
  await page.evaluate(() => {
    const ask = window.phone.ask.bind(window.phone);
    let go = (): void => {};
    // What is asked later still does not wait.
    const released = new Promise<void>((resolve) => {
      go = resolve;
    });
    Object.assign(window, { go });
    window.phone.ask = (async (query: Parameters<typeof ask>[0]) => {
      await released;
      return ask(query);
    }) as typeof window.phone.ask;
  });
  await page.keyboard.type('wei');
  await page.keyboard.press('Control+Enter');
  expect(await sent(page, 'call')).toEqual([]);
  await page.evaluate(() => (Reflect.get(window, 'go') as () => void)());
  await expect.poll(() => sent(page, 'call')).toEqual([{ type: 'call', to: 'wei.ling@northwind.example' }]);
});

test('the focus goes back to where it was; a press beside it closes too', async ({ open }) => {
  const page = await open('main', usual());
  const people = page.getByRole('button', { name: 'People' });
  await people.focus();
  await page.keyboard.press('Control+k');
  await expect(box(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(people).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.mouse.click(20, 660);
  await expect(box(page)).toHaveCount(0);
});

test('it goes with who signs out, and is not there for who is signed out', async ({ open }) => {
  const page = await openPalette(open);
  await show(page, usual({ session: signingIn().session }));
  await expect(box(page)).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await show(page, usual());
  await expect(page.getByRole('button', { name: 'People' })).toBeVisible();
  await expect(box(page)).toHaveCount(0);
});

test('names and numbers of strangers are text', async ({ open }) => {
  const page = await openPalette(open);
  await page.keyboard.type('<img src=x onerror=alert(1)>@evil.example');
  await expect(page.locator('.palette img[src=x]')).toHaveCount(0);
});
