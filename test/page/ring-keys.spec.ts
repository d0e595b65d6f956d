import type { Page } from '@playwright/test';
import { ringing, tomas, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 360, height: 400 } });

const typed = ['Enter', 'Space', 'Escape', 'Tab', 'Enter'];

async function nameOfFocused(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.activeElement?.textContent ?? undefined);
}

test('ignores all keys for the first 700 ms', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing()] }));
  await expect(page.getByRole('button', { name: 'Answer', exact: true })).toBeFocused();
  await page.clock.runFor(679);
  for (const key of typed) await page.keyboard.press(key);
  expect(await commands(page)).toEqual([]);
  expect(await nameOfFocused(page)).toBe('Answer');
});

test('then answers with Enter, once the key is up', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing()] }));
  await page.clock.runFor(680);
  await page.keyboard.down('Enter');
  expect(await commands(page)).toEqual([]);
  await page.keyboard.up('Enter');
  expect(await commands(page)).toEqual([{ type: 'answer', callId: 'call-1' }]);
});

test('does not answer when a key that was held from before comes up', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing()] }));
  await page.keyboard.down('Space');
  await page.clock.runFor(1000);
  await page.keyboard.up('Space');
  expect(await commands(page)).toEqual([]);
});

test('does not answer by the repeats of a key that is held', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing()] }));
  await page.keyboard.down('Enter');
  await page.clock.runFor(1000);
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  expect(await commands(page)).toEqual([]);
});

test('presses the focused button with Space', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing()] }));
  await page.clock.runFor(680);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await commands(page)).toEqual([{ type: 'decline', callId: 'call-1' }]);
});

test('silences with Esc', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing()] }));
  await page.clock.runFor(680);
  await page.keyboard.press('Escape');
  expect(await commands(page)).toEqual([{ type: 'silence', callId: 'call-1' }]);
});

test('silences only once', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing({ silenced: true, actions: ['answer', 'decline'] })] }));
  await page.clock.runFor(680);
  await page.keyboard.press('Escape');
  expect(await commands(page)).toEqual([]);
});

test('starts the time anew when the next call takes the card', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing(), ringing({ id: 'b', party: tomas })] }));
  await page.clock.runFor(5000);
  await show(page, view({ calls: [ringing({ id: 'b', party: tomas })] }));
  await expect(page.getByRole('alertdialog', { name: 'Tomás Oliveira' })).toBeVisible();
  await page.keyboard.press('Enter');
  expect(await commands(page)).toEqual([]);
  await page.clock.runFor(700);
  await expect(page.getByRole('button', { name: 'Answer', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await commands(page)).toEqual([{ type: 'answer', callId: 'b' }]);
});

test('goes through the buttons in their order', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing(), ringing({ id: 'b', party: tomas })] }));
  await page.clock.runFor(680);
  const order = [];
  for (let step = 0; step < 6; step += 1) {
    order.push(
      await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
      ),
    );
    await page.keyboard.press('Tab');
  }
  expect(order).toEqual([
    'Answer',
    'Decline',
    'More ways to decline',
    'Silence',
    'Answer Tomás Oliveira',
    'Decline Tomás Oliveira',
  ]);
});

test('a press of the pointer needs no waiting', async ({ openStill }) => {
  const page = await openStill('ring', view({ calls: [ringing()] }));
  await page.getByRole('button', { name: 'Decline', exact: true }).click();
  expect(await commands(page)).toEqual([{ type: 'decline', callId: 'call-1' }]);
});
