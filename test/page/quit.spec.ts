import { view } from '../views/samples.ts';
import { reports } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 360, height: 160 } });

test('asks whether to quit and says what that means, with the focus on the harmless answer', async ({ open }) => {
  const page = await open('quit', view());
  await expect(page).toHaveTitle('Quit Switchhook?');
  await expect(page.locator('html')).toHaveAttribute('data-window', 'quit');
  const dialog = page.getByRole('alertdialog', { name: 'Quit Switchhook?', exact: true });
  await expect(dialog).toHaveAccessibleDescription('Calls will not ring on this computer.');
  await expect(page.getByRole('button', { name: 'Keep running', exact: true })).toBeFocused();
  const height = Math.ceil((await page.locator('.quit').boundingBox())?.height ?? 0);
  await expect.poll(() => reports(page)).toContainEqual({ type: 'drawn', callId: null, height });
});

for (const { keys, yes } of [
  { keys: ['Enter'], yes: false },
  { keys: ['Space'], yes: false },
  { keys: ['Escape'], yes: false },
  { keys: ['Shift+Tab', 'Escape'], yes: false },
  { keys: ['Shift+Tab', 'Enter'], yes: true },
]) {
  test(`${keys.join(', ')} ${yes ? 'quits' : 'keeps it running'}`, async ({ open }) => {
    const page = await open('quit', view());
    await expect(page.getByRole('button', { name: 'Keep running' })).toBeFocused();
    for (const key of keys) await page.keyboard.press(key);
    expect((await reports(page)).filter(({ type }) => type !== 'drawn')).toEqual([{ type: 'answered', yes }]);
  });
}

test('each button is an answer', async ({ open }) => {
  const page = await open('quit', view());
  await page.getByRole('button', { name: 'Quit', exact: true }).click();
  await page.getByRole('button', { name: 'Keep running', exact: true }).click();
  expect((await reports(page)).filter(({ type }) => type !== 'drawn')).toEqual([
    { type: 'answered', yes: true },
    { type: 'answered', yes: false },
  ]);
});
