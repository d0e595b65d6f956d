import type { Page } from '@playwright/test';
import type { CallView, KeyTone } from '../../preload/contract/index.ts';
import { connected, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 340, height: 620 } });

const talking = (changes: Partial<CallView> = {}) => view({ calls: [connected(changes)] });
const tile = (page: Page) => page.getByRole('button', { name: 'Keypad', exact: true });
const keypad = (page: Page) => page.getByRole('group', { name: 'Keypad', exact: true });
const sent = async (page: Page): Promise<string> =>
  (await commands(page))
    .flatMap((command) => (command.type === 'send-tones' && command.callId === 'call-1' ? command.tones : []))
    .join('');

test('the keys are named as they are read out, and pressed ones are sent and shown', async ({ open }) => {
  const page = await open('call', talking());
  await expect(tile(page)).toHaveAttribute('aria-expanded', 'false');
  await tile(page).click();
  await expect(tile(page)).toHaveAttribute('aria-expanded', 'true');
  const names = [
    '1',
    '2, A B C',
    '3, D E F',
    '4, G H I',
    '5, J K L',
    '6, M N O',
    '7, P Q R S',
    '8, T U V',
    '9, W X Y Z',
  ];
  for (const name of [...names, 'Star', '0, plus', 'Pound']) {
    await keypad(page).getByRole('button', { name, exact: true }).click();
  }
  await expect.poll(() => sent(page)).toBe('123456789*0#');
  await expect(keypad(page).getByText('123456789*0#', { exact: true })).toBeVisible();
  await expect(keypad(page).getByText('Tones sent')).toBeVisible();
  await tile(page).click();
  await expect(keypad(page)).toHaveCount(0);
});

test('digits that are typed are sent while the keypad is open, and the focus stays where it was', async ({ open }) => {
  const page = await open('call', talking());
  await page.keyboard.press('5');
  await page.keyboard.press('Control+Shift+K');
  await page.getByRole('button', { name: 'Hang up', exact: true }).focus();
  for (const key of ['2', '0', '*', '#', 'a', 'D', 'Control+1', 'Alt+3']) await page.keyboard.press(key);
  await expect.poll(() => sent(page)).toBe('20*#');
  await expect(page.getByRole('button', { name: 'Hang up', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(keypad(page)).toHaveCount(0);
  await page.keyboard.press('7');
  expect(await sent(page)).toBe('20*#');
});

test('digits of a Persian, an Arabic and an Indian keyboard are sent as any others', async ({ open }) => {
  const page = await open('call', talking());
  await page.keyboard.press('Control+Shift+K');
  for (const key of ['۱', '٢', '३']) {
    await page.evaluate(
      (typed) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: typed, bubbles: true })),
      key,
    );
  }
  await expect.poll(() => sent(page)).toBe('123');
});

test('what was not taken is not shown as sent', async ({ open }) => {
  const page = await open('call', talking());
  await tile(page).click();
  await page.evaluate(() => {
    window.wire.answer = { ok: false, refusal: 'unavailable' };
  });
  await page.keyboard.press('5');
  await page.evaluate(() => {
    window.wire.answer = { ok: true };
  });
  await page.keyboard.press('6');
  await expect(page.locator('.keypad-digits')).toHaveText('6');
});

test('the last twenty are shown, newest always, and are gone with the call', async ({ open }) => {
  const page = await open('call', talking());
  await tile(page).click();
  const digits = '1234567890'.repeat(3);
  for (const key of digits) await page.keyboard.press(key);
  await expect(page.locator('.keypad-digits')).toHaveText(digits.slice(-20));
  await show(page, view({ calls: [connected({ id: 'call-2' })] }));
  await tile(page).click();
  await expect(page.locator('.keypad-digits')).toHaveText('');
});

test('before the call is connected, and while it is on hold, the tile stays and says why', async ({ open }) => {
  const page = await open('call', talking({ state: 'connected', keypad: { state: 'not-yet', pressedThere: [] } }));
  for (const [state, why] of [
    ['not-yet', 'Possible once the call is connected.'],
    ['held', 'Not possible while the call is on hold.'],
  ] as const) {
    await show(page, talking({ keypad: { state, pressedThere: [] } }));
    await expect(tile(page)).toHaveAttribute('aria-disabled', 'true');
    await expect(tile(page)).toHaveAccessibleDescription(why);
    await tile(page).click({ force: true });
    await page.keyboard.press('Control+Shift+K');
    await expect(keypad(page)).toHaveCount(0);
  }
});

test('a keypad that is open when the other side holds says so in place of its keys, and goes on after', async ({
  open,
}) => {
  const page = await open('call', talking());
  await tile(page).click();
  await page.keyboard.press('4');
  await show(page, talking({ heldThere: true, keypad: { state: 'held', pressedThere: [] } }));
  await expect(keypad(page)).toHaveText('Not possible while the call is on hold.');
  await page.keyboard.press('5');
  await show(page, talking());
  await expect(page.locator('.keypad-digits')).toHaveText('4');
  expect(await sent(page)).toBe('4');
});

test('where the other side takes no tones, the keypad says so', async ({ open }) => {
  const page = await open('call', talking({ keypad: { state: 'not-taken', pressedThere: [] } }));
  await tile(page).click();
  await expect(keypad(page)).toHaveText('The other side takes no tones.');
  await page.keyboard.press('5');
  expect(await sent(page)).toBe('');
  await page.keyboard.press('Escape');
  await expect(keypad(page)).toHaveCount(0);
});

test('what the other side pressed is said, and announced to nobody', async ({ open }) => {
  const page = await open('call', talking());
  const pressedThere: readonly KeyTone[] = ['5', '#'];
  await show(page, talking({ keypad: { state: 'ready', pressedThere } }));
  const said = page.getByText('They pressed 5 #.');
  await expect(said).toBeVisible();
  expect(await said.evaluate((one) => one.closest('[role=status], [role=alert], [aria-live]'))).toBeNull();
});

test('the keypad has room at twice the text size, and stands the same from right to left', async ({ open }) => {
  const page = await open('call', view({ calls: [connected()], settings: { ...view().settings, textSize: 200 } }));
  // As wide as the window is with such text.
  await page.setViewportSize({ width: 529, height: 900 });
  await tile(page).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(529);
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  const left = async (name: string) => (await page.getByRole('button', { name, exact: true }).boundingBox())?.x ?? 0;
  expect(await left('1')).toBeLessThan(await left('3, D E F'));
});
