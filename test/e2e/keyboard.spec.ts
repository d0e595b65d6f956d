import type { Page } from '@playwright/test';
import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import { ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';
import { bringUpCall } from './rig/x-windows.ts';

/** Presses Tab until a control has the focus. */
async function tabTo(desktop: Desktop, page: Page, role: 'button' | 'combobox', name: string): Promise<void> {
  const control = page.getByRole(role, { name, exact: true });
  const hasFocus = (): Promise<boolean> => control.evaluate((element) => element === document.activeElement);
  await until(`the focus on ${name}`, async () => {
    if (await hasFocus()) return true;
    await desktop.screen.pressKeys('Tab');
    return hasFocus();
  });
}

test('everything can be done with the keys of a keyboard alone', async ({ app, desktop, server }) => {
  const { screen } = desktop;
  const main = await app.window('main');

  await test.step('choose a speaker in the settings', async () => {
    await screen.activateWindow('^Switchhook$');
    await screen.pressKeys('ctrl+comma');
    await expect(main.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible();
    await tabTo(desktop, main, 'button', 'Devices');
    await screen.pressKeys('Return');
    await tabTo(desktop, main, 'combobox', 'Speaker');
    await screen.type('Head');
    const speaker = main.getByRole('combobox', { name: 'Speaker', exact: true });
    await expect(speaker.locator('option:checked')).toHaveText('Headset');
    await screen.pressKeys('ctrl+1');
    await expect(main.getByText('No calls yet.')).toBeVisible();
  });

  const call = await ring(server, app, { from: 'ana' });
  const card = await app.window('ring');
  await test.step('silence and answer on the card', async () => {
    await bringUpCall(desktop, 'Ana Lindqvist is calling');
    await expect(card.getByRole('button', { name: 'Answer', exact: true })).toBeFocused();
    await tabTo(desktop, card, 'button', 'Silence');
    await until('the end of the guard against typing', async () => {
      await screen.pressKeys('space');
      return card.getByRole('button', { name: 'Silenced', exact: true }).isVisible();
    });
    expect(call.state).toBe('ringing');
    await tabTo(desktop, card, 'button', 'Answer');
    await screen.pressKeys('Return');
    await call.accepted;
  });

  await app.shown('call');
  const talk = await app.window('call');
  await test.step('mute, unmute and hang up in the call window', async () => {
    await bringUpCall(desktop, '^Ana Lindqvist$');
    await tabTo(desktop, talk, 'button', 'Mute');
    await screen.pressKeys('space');
    await expect(talk.getByRole('button', { name: 'Unmute', exact: true })).toBeFocused();
    await screen.pressKeys('ctrl+shift+m');
    await expect(talk.getByRole('button', { name: 'Mute', exact: true })).toBeFocused();
    await tabTo(desktop, talk, 'button', 'Hang up');
    await screen.pressKeys('Return');
    expect((await call.ended).kind).toBe('user-hung-up');
    await tabTo(desktop, talk, 'button', 'Close');
    await screen.pressKeys('Return');
    await app.shown('call', false);
  });

  await test.step('look at the call and sign out', async () => {
    await screen.activateWindow('^Switchhook$');
    await until('the focus on the list', async () => {
      await screen.pressKeys('F6');
      return main
        .getByRole('option')
        .first()
        .evaluate((row) => row === document.activeElement);
    });
    await screen.pressKeys('Return');
    await expect(main.getByRole('complementary')).toContainText('Ana Lindqvist');
    await screen.pressKeys('ctrl+comma');
    await tabTo(desktop, main, 'button', 'Account');
    await screen.pressKeys('Return');
    await tabTo(desktop, main, 'button', 'Sign out');
    await screen.pressKeys('Return');
    await app.status('Signed out');
  });
});
