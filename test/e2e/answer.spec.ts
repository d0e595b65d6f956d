import type {} from '../../renderer/bridge.ts';
import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import { press, requests, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';
import { chooseInTray, trayItem } from './rig/tray.ts';
import { bringUpCall } from './rig/x-windows.ts';

interface Parts {
  readonly app: DrivenApp;
  readonly desktop: Desktop;
}

/** Each way to answer Ana. */
const ways: Readonly<Record<string, (parts: Parts) => Promise<void>>> = {
  'the global key': ({ desktop }) => desktop.screen.pressKeys('ctrl+shift+F9'),
  'its button': ({ app }) => press(app, 'ring', 'Answer'),
  'the tray menu': ({ desktop }) => chooseInTray(desktop, 'Answer Ana Lindqvist'),
  'the notification': async ({ desktop }) => {
    await until('a notification', async () => (await desktop.notifications.displayed()) === 1);
    await desktop.notifications.choose('Answer');
  },
  'Enter on the card that the user brought up': async ({ app, desktop }) => {
    const page = await app.window('ring');
    await bringUpCall(desktop, 'Ana Lindqvist is calling');
    await expect(page.getByRole('button', { name: 'Answer', exact: true })).toBeFocused();
    await until('the end of the guard against typing', async () => {
      if (!(await app.isVisible('ring'))) return true;
      await desktop.screen.pressKeys('Return');
      return false;
    });
  },
};

test('answered by each way, once', async ({ app, desktop, server }) => {
  for (const [name, way] of Object.entries(ways)) {
    await test.step(name, async () => {
      const call = await ring(server, app, { from: 'ana' });
      await way({ app, desktop });
      await call.accepted;
      await app.shown('ring', false);
      await app.shown('call');
      await until('no notification', async () => (await desktop.notifications.displayed()) === 0);
      expect(requests(server, 'acceptWithAnswer', call.id)).toBe(1);
      await call.hangUp();
      await expect((await app.window('call')).getByText('Call ended')).toBeVisible();
    });
  }
});

test('every way at once sends one answer', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  const page = await app.window('ring');
  await until('a notification', async () => (await desktop.notifications.displayed()) === 1);
  const item = await trayItem(desktop);
  const reply = server.faults.holdNext('acceptWithAnswer', 'reply');
  const { callId } = await page.evaluate(
    () =>
      new Promise<{ callId: string }>((resolve) =>
        window.phone.subscribe(({ calls }) => resolve({ callId: calls?.[0]?.id ?? '' })),
      ),
  );
  const pressed = await Promise.allSettled([
    desktop.screen.pressKeys('ctrl+shift+F9', 'ctrl+shift+F9'),
    page.evaluate(() => {
      const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Answer');
      button?.click();
      button?.click();
    }),
    item.choose('Answer Ana Lindqvist'),
    desktop.notifications.choose('Answer'),
    page.evaluate((id) => window.phone.send({ type: 'answer', callId: id }), callId),
  ]);
  expect(pressed.some(({ status }) => status === 'fulfilled')).toBe(true);
  await reply.reached;
  // While the answer is under way each of them is refused as a repetition.
  await desktop.screen.pressKeys('ctrl+shift+F9');
  expect(await page.evaluate((id) => window.phone.send({ type: 'answer', callId: id }), callId)).toEqual({
    ok: false,
    refusal: 'repeated',
  });
  reply.release();
  await call.accepted;
  await app.shown('call');
  await desktop.screen.pressKeys('ctrl+shift+F9');
  await press(app, 'call', 'Hang up');
  expect((await call.ended).kind).toBe('user-hung-up');
  expect(requests(server, 'acceptWithAnswer')).toBe(1);
});
