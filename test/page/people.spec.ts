import type { Page } from '@playwright/test';
import type { PeopleModel } from '../../main/core/people/state.ts';
import { bookOf, idOf, manyPeople, northwind, person, searched } from '../views/people.ts';
import { calling, noon, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 680 }, timezoneId: 'Europe/London' });

test.beforeEach(async ({ page }) => {
  await page.clock.install({ time: noon });
});

const options = (page: Page) => page.getByRole('option');
const details = (page: Page) => page.getByRole('complementary', { name: 'About this person' });
const box = (page: Page) => page.getByRole('textbox', { name: 'Search for a person or type a number' });
const scroller = (page: Page) => page.locator('.listing-scroll');

type Open = (window: 'main', shown: ReturnType<typeof view>) => Promise<Page>;

async function openPeople(open: Open, book: PeopleModel, more: Parameters<typeof view>[0] = {}): Promise<Page> {
  const page = await open('main', view({ book, calling, ...more }));
  await page.getByRole('button', { name: 'People' }).click();
  return page;
}

const sent = async (page: Page, type: string) => (await commands(page)).filter((command) => command.type === type);

test('everyone is there by groups, and each tab has its own', async ({ open }) => {
  const page = await openPeople(open, northwind);
  await expect(page.getByRole('group', { name: 'Purchasing' }).getByRole('option')).toHaveCount(3);
  await expect(page.getByRole('group', { name: 'Other contacts' }).getByRole('option')).toHaveCount(2);
  const tab = (name: string) => page.getByRole('tab', { name });
  await tab('Favourites').click();
  await expect(options(page)).toHaveCount(2);
  await tab('My team').click();
  await expect(page.getByRole('group', { name: 'My team' }).getByRole('option')).toHaveCount(2);
  await tab('Delegates').click();
  await expect(page.getByRole('group', { name: 'Your delegates' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'You are their delegate' })).toBeVisible();
  await expect(page.getByRole('tabpanel', { name: 'Delegates' })).toBeVisible();
});

test('a row says who it is, whether they are there, and what tells them from others', async ({ open }) => {
  const page = await openPeople(open, northwind);
  await expect(
    page.getByRole('option', { name: 'Anders Ling, In a call, Logistics planner, Gothenburg, 3B' }).first(),
  ).toBeVisible();
  await expect(page.getByRole('option', { name: /Priya Raman, Presence not shared with you, outside/ })).toBeVisible();
  const ana = page.getByRole('option', { name: /^Ana Lingström-Okafor, Available/ }).first();
  await expect(ana.locator('img')).toHaveJSProperty('complete', true);
  await expect(ana.locator('.presence-available')).toBeVisible();
});

test('a picture that cannot be drawn leaves the initials', async ({ open }) => {
  const book = { ...northwind, photos: new Map([[idOf('Wei Ling'), 'photo/broken.jpg']]) };
  const page = await openPeople(open, book);
  const wei = page.getByRole('option', { name: /^Wei Ling/ }).first();
  await expect(wei.locator('img')).toHaveCount(0);
  await expect(wei.locator('.avatar')).toContainText('WL');
});

test('by keyboard alone: to the list, through it, into the details and back', async ({ open }) => {
  const page = await openPeople(open, northwind);
  await page.keyboard.press('Control+f');
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('ling');
  await expect(options(page)).toHaveCount(3);
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { selected: true })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(details(page)).toContainText('Anders Ling');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => sent(page, 'call')).toEqual([{ type: 'call', to: 'anders.ling@northwind.example' }]);
  await page.keyboard.press('Control+f');
  await page.keyboard.press('Escape');
  await expect(box(page)).toHaveValue('');
  await expect(box(page)).toBeFocused();
});

test('what is typed is searched for in the contacts at once, and in the directory', async ({ open }) => {
  const page = await openPeople(open, searched);
  await box(page).fill('ling');
  await expect(page.getByRole('group', { name: 'In your contacts' }).getByRole('option')).toHaveCount(3);
  await expect(page.getByRole('group', { name: 'In the company directory' }).getByRole('option')).toHaveCount(3);
  await expect(page.getByRole('status').filter({ hasText: '6 people.' })).toContainText('type more letters');
  await expect(page.getByRole('option', { name: /^Ana/ }).locator('b')).toHaveText('Ling');
  expect((await sent(page, 'search-directory')).at(-1)).toEqual({ type: 'search-directory', text: 'ling' });
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByRole('group', { name: 'Purchasing' })).toBeVisible();
  expect((await sent(page, 'search-directory')).at(-1)).toEqual({ type: 'search-directory', text: '' });
});

test('a directory that cannot be had, or may not be searched, is said; the contacts are still there', async ({
  open,
}) => {
  const directory = { text: 'ling', people: [], more: false };
  const page = await openPeople(open, { ...northwind, directory: { ...directory, state: 'unreachable' } });
  await box(page).fill('ling');
  await expect(page.getByText('The directory cannot be reached. Your contacts are still here.')).toBeVisible();
  await expect(options(page)).toHaveCount(3);
  await show(
    page,
    view({ book: { ...northwind, revision: 2, directory: { ...directory, state: 'refused' } }, calling }),
  );
  await expect(page.getByText('Your account may not search the company directory.')).toBeVisible();
  await box(page).fill('zzq');
  await expect(page.getByText('Nobody found for “zzq”.')).toBeVisible();
});

test('contacts that could not be read are said, and can be tried again', async ({ open }) => {
  const page = await openPeople(open, { ...northwind, state: 'partial' });
  await expect(page.getByText('Some of your contacts could not be read.')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => sent(page, 'read-contacts-again')).toHaveLength(1);
  await show(page, view({ book: { ...(await bookOf([])), state: 'unavailable', revision: 2 }, calling }));
  await expect(page.getByRole('alert')).toContainText('Your contacts could not be read.');
});

test('nobody yet, and nobody found', async ({ open }) => {
  const page = await openPeople(open, await bookOf([]));
  await expect(page.getByText('You have no contacts yet. Search for a person or type a number.')).toBeVisible();
  await page.getByRole('tab', { name: 'Favourites' }).click();
  await expect(page.getByText('You have no favourites yet.')).toBeVisible();
});

test('a number that is typed can be called', async ({ open }) => {
  const page = await openPeople(open, northwind);
  await box(page).fill('+46 8 555 000');
  await page.getByRole('button', { name: 'Call +46 8 555 000' }).click();
  await expect.poll(() => sent(page, 'call')).toEqual([{ type: 'call', to: '+46 8 555 000' }]);
});

test('details: each number and the address can be called, and what is known is there', async ({ open }) => {
  const page = await openPeople(open, northwind);
  await page
    .getByRole('option', { name: /^Anders Ling/ })
    .first()
    .click();
  for (const text of [
    'In a call',
    'Logistics planner',
    'Northwind Traders',
    'Gothenburg, 3B',
    'Warehouse 3',
    'Purchasing, Finance',
  ]) {
    await expect(details(page)).toContainText(text);
  }
  await expect(details(page)).toContainText('Anders Ling is in another call and may not answer.');
  for (const name of [
    'Call Work, +46 31 555 01 72',
    'Call Mobile, +46 70 555 01 14',
    'Call Skype for Business, anders.ling@northwind.example',
  ]) {
    await details(page).getByRole('button', { name }).click();
  }
  await expect
    .poll(async () => (await sent(page, 'call')).map((command) => 'to' in command && command.to))
    .toEqual(['+46 31 555 01 72', '+46 70 555 01 14', 'anders.ling@northwind.example']);
  await page.getByRole('option', { name: /^Ana/ }).first().click();
  await expect(details(page)).toContainText('Out of the office. Back on Thursday. Orders: write to Tomás.');
});

test('where the server takes no calls, nothing offers one', async ({ open }) => {
  const page = await openPeople(open, northwind, { calling: { ...calling, audio: false } });
  await page
    .getByRole('option', { name: /^Anders Ling/ })
    .first()
    .click();
  await expect(details(page)).toContainText('+46 31 555 01 72');
  await expect(page.getByRole('button', { name: /^Call/ }).filter({ hasNotText: 'Calls' })).toHaveCount(0);
});

test('a message goes to the thread with them, where the server takes messages', async ({ open }) => {
  const page = await openPeople(open, northwind);
  await page
    .getByRole('option', { name: /^Anders Ling/ })
    .first()
    .click();
  await expect(details(page).getByRole('button', { name: 'Message' })).toHaveCount(0);
  await show(page, view({ book: northwind, calling, messages: { ...view().messages, offered: true } }));
  await details(page).getByRole('button', { name: 'Message' }).click();
  await expect
    .poll(() => sent(page, 'open-thread'))
    .toEqual([{ type: 'open-thread', to: 'anders.ling@northwind.example' }]);
});

test('favourites are changed where the server lets them be, and what it did not take is said', async ({ open }) => {
  const page = await openPeople(open, northwind);
  await page
    .getByRole('option', { name: /^Anders Ling/ })
    .first()
    .click();
  await details(page).getByRole('button', { name: 'Add to favourites' }).click();
  const change = { type: 'change-contact', personId: idOf('Anders Ling'), action: 'add-favourite' };
  await expect.poll(() => sent(page, 'change-contact')).toEqual([change]);
  await show(page, view({ book: { ...northwind, revision: 2, notTaken: true }, calling }));
  await expect(details(page)).toContainText('The server did not take this. Your contacts are as before.');
  await show(page, view({ book: { ...northwind, revision: 3, mayChange: false }, calling }));
  await expect(details(page).getByRole('button', { name: /favourites|contacts/ })).toHaveCount(0);
});

test('those on the screen are looked at, and nobody once the page is left', async ({ open }) => {
  const page = await openPeople(open, northwind);
  await expect
    .poll(async () => (await sent(page, 'look-at-people')).at(-1))
    .toMatchObject({ closely: idOf('Ana Lingström-Okafor') });
  const last = (await sent(page, 'look-at-people')).at(-1);
  expect(last?.type === 'look-at-people' && last.personIds.length).toBe(6);
  await page.getByRole('button', { name: 'Calls', exact: true }).click();
  await expect
    .poll(async () => (await sent(page, 'look-at-people')).at(-1))
    .toEqual({ type: 'look-at-people', personIds: [], closely: null });
});

test('of 10,000 people those are drawn, and looked at, that are on the screen', async ({ open }) => {
  const page = await openPeople(open, await manyPeople(10_000));
  await expect(options(page).first()).toHaveAttribute('aria-setsize', '10000');
  expect(await options(page).count()).toBeLessThan(60);
  await options(page).first().focus();
  await page.keyboard.press('End');
  await expect(page.getByRole('option', { selected: true })).toHaveAttribute('aria-posinset', '10000');
  await expect(details(page)).toContainText('Person 09999');
  await box(page).fill('person 04');
  await expect(options(page).first()).toHaveAttribute('aria-setsize', '1000');
  await expect(options(page).first()).toContainText('Person 04000');
  expect(await scroller(page).evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  for (const command of await sent(page, 'look-at-people')) {
    expect(command.type === 'look-at-people' && command.personIds.length).toBeLessThanOrEqual(100);
  }
});

test('in a narrow window the details are a page with Back', async ({ open }) => {
  const page = await openPeople(open, northwind);
  await page.setViewportSize({ width: 640, height: 560 });
  await options(page).first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Back' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option', { selected: true })).toBeFocused();
});

test('names from a server are text, whatever they look like', async ({ open }) => {
  const name = '<img src=x onerror="document.title=1">';
  const evil = person('x', { name, title: '<script>document.title=1</script>', uri: 'sip:evil@northwind.example' });
  const page = await openPeople(
    open,
    await bookOf([{ id: 'g', name: '<b>group</b>', kind: 'group', members: [evil] }]),
  );
  await expect(options(page).first()).toContainText(name);
  await expect(page.getByText('<b>group</b>').first()).toBeVisible();
  await expect(page).toHaveTitle('Switchhook');
});
