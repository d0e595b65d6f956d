import type { Page } from '@playwright/test';
import { busyMessages } from '../views/messages-samples.ts';
import { northwind } from '../views/people.ts';
import { own, said, theirs, threadOf } from '../views/said.ts';
import { busyHistory, calling, noon, view } from '../views/samples.ts';

import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 680 }, timezoneId: 'Europe/London' });

test.beforeEach(async ({ page }) => {
  await page.clock.install({ time: '2026-03-10T12:00:00' });
});

const busy = () => view({ said: busyMessages(), calling });
const rows = (page: Page) => page.getByRole('listbox', { name: 'Messages' }).getByRole('option');
const box = (page: Page, name = 'Ana Lindqvist') => page.getByRole('textbox', { name: `Message to ${name}` });
const ofType = async (page: Page, type: string) => (await commands(page)).filter((command) => command.type === type);

test('by keyboard alone: to the page, through the list, into a thread, write and send', async ({ open }) => {
  const page = await open('main', busy());
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('heading', { name: 'Messages', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Messages, 3 unread' })).toBeVisible();
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(1)).toBeFocused();
  await expect(rows(page).nth(1)).toHaveAccessibleName(
    /^Tomás Oliveira, 2 unread messages, I am on the road\., today 10:31$/,
  );
  expect(await ofType(page, 'look-at-thread'), 'who is only passed by is not looked at').toEqual([]);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(box(page)).toBeFocused();
  const threadId = 'thread ana.lindqvist@northwind.example';
  await expect.poll(() => ofType(page, 'look-at-thread')).toEqual([{ type: 'look-at-thread', threadId }]);
  await page.keyboard.type('One');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('two');
  await page.keyboard.press('Enter');
  await expect.poll(() => ofType(page, 'send-message')).toEqual([{ type: 'send-message', threadId, text: 'One\ntwo' }]);
  await expect(box(page)).toHaveValue('');
  expect((await ofType(page, 'type-message')).length).toBeGreaterThan(0);
  await page.keyboard.press('Enter');
  expect(await ofType(page, 'send-message'), 'nothing is not sent').toHaveLength(1);
});

test('the thread: days, bubbles, a link that is the app’s to open, what failed with Try again, who types', async ({
  open,
}) => {
  const page = await open('main', busy());
  await page.keyboard.press('Control+3');
  await rows(page).first().click();
  const log = page.getByRole('log', { name: 'Messages with Ana Lindqvist' });
  await expect(log).toContainText('Yesterday');
  await expect(log).toContainText('Today');
  await expect(log).toContainText('11:02 · From a declined call');
  await log.getByRole('link', { name: 'https://northwind.example/orders/48213' }).click();
  await expect
    .poll(async () => (await ofType(page, 'open-link'))[0])
    .toMatchObject({ type: 'open-link', url: 'https://northwind.example/orders/48213' });
  await expect(log).toContainText('Not delivered.');
  await log.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => ofType(page, 'send-again')).toHaveLength(1);
  await expect(page.getByRole('status').filter({ hasText: 'Ana Lindqvist is typing' })).toBeVisible();
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect.poll(() => ofType(page, 'call')).toEqual([{ type: 'call', to: 'ana.lindqvist@northwind.example' }]);
  await page.getByRole('button', { name: 'Leave conversation' }).click();
  await expect.poll(() => ofType(page, 'leave-thread')).toHaveLength(1);
});

test('markup of somebody’s is text and nothing else', async ({ open }) => {
  const hostile = '<img src=x onerror=alert(1)><a href="https://evil.example">x</a> javascript:alert(1)';
  const page = await open('main', view({ said: said([threadOf('Ana Lindqvist', [theirs(hostile, noon)])]) }));
  await page.keyboard.press('Control+3');
  await rows(page).first().click();
  const log = page.getByRole('log');
  await expect(log).toContainText('<img src=x onerror=alert(1)>');
  await expect(log.locator('img, a, script')).toHaveCount(0);
});

test('a draft stays, and is told to the app', async ({ open }) => {
  const page = await open('main', busy());
  await page.keyboard.press('Control+3');
  await rows(page).nth(4).click();
  await expect(box(page, 'Noor Galal')).toHaveValue('You are wel');
  await expect(box(page, 'Noor Galal')).toBeFocused();
  await page.keyboard.type('come');
  await rows(page).first().click();
  await expect.poll(async () => (await ofType(page, 'keep-draft')).at(-1)).toMatchObject({ text: 'You are welcome' });
});

test('while the server is away nothing is sent, and what is written stays', async ({ open }) => {
  const away = { ...view().session, status: 'Reconnecting' as const };
  const page = await open('main', view({ said: busyMessages(), session: away }));
  await page.keyboard.press('Control+3');
  await rows(page).first().click();
  await expect(page.getByRole('alert')).toContainText('Messages cannot go out now.');
  await box(page).fill('Hello');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Send' })).toHaveAttribute('aria-disabled', 'true');
  expect(await ofType(page, 'send-message')).toEqual([]);
  await expect(box(page)).toHaveValue('Hello');
});

test('a new message: an address, refused in words, and the thread that the app turns to', async ({ open }) => {
  const page = await open('main', busy());
  await page.keyboard.press('Control+N');
  const to = page.getByRole('combobox', { name: 'To' });
  await expect(to).toBeFocused();
  await page.evaluate(() => {
    window.wire.answer = { ok: false, refusal: 'invalid' };
  });
  await page.keyboard.type('+46 8 555');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Enter an address that can get messages')).toBeVisible();
  await expect(to).toBeFocused();
  await page.evaluate(() => {
    window.wire.answer = { ok: true };
  });
  await to.fill('priya.raman@northwind.example');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await ofType(page, 'open-thread')).at(-1))
    .toEqual({ type: 'open-thread', to: 'priya.raman@northwind.example' });
  const opened = { threadId: 'thread priya.raman@northwind.example', turn: 1 };
  await show(page, view({ said: busyMessages({ opened }), calling }));
  await expect(box(page, 'Priya Raman')).toBeFocused();
});

test('a new message: whoever is meant is suggested while one types, with an address alone', async ({ open }) => {
  const page = await open('main', view({ said: busyMessages(), calling, past: busyHistory(), book: northwind }));
  await page.keyboard.press('Control+N');
  const to = page.getByRole('combobox', { name: 'To' });
  await expect(to).toBeFocused();
  await page.keyboard.type('an');
  const options = page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  await expect(options.filter({ hasText: 'Anders Ling' })).toHaveCount(1);
  await expect(options.filter({ hasText: '+46 8 5550 1234' }), 'a telephone gets no message').toHaveCount(0);
  await expect(to).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.type('ders');
  await expect(options).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(to).toHaveAttribute('aria-activedescendant', /.+/);
  await page.keyboard.press('Enter');
  await expect
    .poll(() => ofType(page, 'open-thread'))
    .toEqual([{ type: 'open-thread', to: 'anders.ling@northwind.example' }]);
});

test('all that was said can be reached, a hundred at a time', async ({ open }) => {
  const many = Array.from({ length: 330 }, (_, place) => theirs(`Line ${place}`, noon - (400 - place) * 60_000));
  const page = await open('main', view({ said: said([threadOf('Ana Lindqvist', many)]) }));
  await page.keyboard.press('Control+3');
  await rows(page).first().click();
  const log = page.getByRole('log');
  await expect(log.getByText('Line 329')).toBeInViewport();
  for (const oldest of [190, 90, 0]) {
    await log.getByRole('button', { name: 'Earlier messages' }).click();
    await expect(log.getByText(`Line ${oldest}`, { exact: true })).toHaveCount(1);
    if (oldest > 0) await expect(log.getByText(`Line ${oldest - 1}`, { exact: true })).toHaveCount(0);
  }
  await expect(log.getByRole('button', { name: 'Earlier messages' })).toHaveCount(0);
  await expect(log.locator('.log-entry')).toHaveCount(330);
});

test('what comes is in the log, and whoever reads further up stays there', async ({ open }) => {
  const many = Array.from({ length: 120 }, (_, place) => theirs(`Line ${place}`, noon - (200 - place) * 60_000));
  const ana = (more = false) =>
    view({ said: said([threadOf('Ana Lindqvist', more ? [...many, own('The end', noon)] : many)]) });
  const page = await open('main', ana());
  await page.keyboard.press('Control+3');
  await rows(page).first().click();
  const log = page.getByRole('log');
  await expect(log.getByText('Line 119')).toBeInViewport();
  await expect(log.getByText('Line 79', { exact: true })).toHaveCount(0);
  await show(page, ana(true));
  await expect(log.getByText('The end')).toBeInViewport();
  await log.getByRole('button', { name: 'Earlier messages' }).click();
  await expect(log.getByText('Line 79', { exact: true })).toHaveCount(1);
});

test('where the server has no messages there is no page of them', async ({ open }) => {
  const page = await open('main', view());
  await expect(page.getByRole('navigation').getByRole('button')).toHaveText([
    'Calls',
    'People',
    'Settings',
    'Diagnostics',
  ]);
  await page.keyboard.press('Control+N');
  await expect(page.getByRole('heading', { name: 'Calls', level: 1 })).toBeVisible();
});

test('in a narrow window the thread is a page with Back', async ({ open }) => {
  const page = await open('main', busy());
  await page.setViewportSize({ width: 560, height: 480 });
  await page.keyboard.press('Control+3');
  await rows(page).first().click();
  await expect(rows(page).first()).toBeHidden();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(rows(page).first()).toBeFocused();
});

test('calls who one writes with by the telephone too, where the server takes that', async ({ open }) => {
  const page = await open(
    'main',
    view({ said: busyMessages(), calling: { ...calling, audio: false, phoneAudio: true } }),
  );
  await page.getByRole('button', { name: /^Messages/ }).click();
  await page.getByRole('option', { name: /^Ana Lindqvist/ }).click();
  await expect(page.getByRole('button', { name: 'Call', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Call by phone' }).click();
  await expect.poll(async () => (await ofType(page, 'call-by-phone')).length).toBe(1);
});
