import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import { answer, press, requests, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';
import { chooseInTray } from './rig/tray.ts';

interface Parts {
  readonly app: DrivenApp;
  readonly desktop: Desktop;
}

const ways: Readonly<Record<string, (parts: Parts) => Promise<void>>> = {
  'the global key': ({ desktop }) => desktop.screen.pressKeys('ctrl+shift+F10'),
  'its button': ({ app }) => press(app, 'ring', 'Decline'),
  'the tray menu': ({ desktop }) => chooseInTray(desktop, 'Decline Ana Lindqvist'),
  'the notification': async ({ desktop }) => {
    await until('a notification', async () => (await desktop.notifications.displayed()) === 1);
    await desktop.notifications.choose('Decline');
  },
};

test('declined everywhere, by each way', async ({ app, desktop, server }) => {
  for (const [name, way] of Object.entries(ways)) {
    await test.step(name, async () => {
      const call = await ring(server, app, { from: 'ana' });
      await way({ app, desktop });
      expect(await call.ended).toEqual({ kind: 'declined', reason: 'Global' });
      await app.shown('ring', false);
      expect(requests(server, 'decline', call.id)).toBe(1);
    });
  }
  const main = await app.window('main');
  await expect(main.getByRole('option').first()).toContainText('Declined');
  expect(desktop.notifications.shown().filter(({ summary }) => summary.startsWith('Missed call'))).toEqual([]);
});

test('the Decline key never hangs up, the Hang up key never declines', async ({ app, desktop, server }) => {
  const ringing = await ring(server, app, { from: 'ana' });
  await desktop.screen.pressKeys('ctrl+shift+F12');
  // Keys are taken in their order: what the next one does shows that one before it did nothing.
  await desktop.screen.pressKeys('ctrl+shift+F9');
  await ringing.accepted;
  await app.shown('call');
  await desktop.screen.pressKeys('ctrl+shift+F10');
  await desktop.screen.pressKeys('ctrl+shift+F11');
  await expect((await app.window('call')).getByRole('button', { name: 'Unmute', exact: true })).toBeVisible();
  expect(ringing.state).toBe('talking');

  const second = await ring(server, app, { from: 'tomas' });
  await desktop.screen.pressKeys('ctrl+shift+F12');
  expect((await ringing.ended).kind).toBe('user-hung-up');
  expect(second.state).toBe('ringing');
  await desktop.screen.pressKeys('ctrl+shift+F10');
  expect(await second.ended).toEqual({ kind: 'declined', reason: 'Global' });
  expect(requests(server, 'decline', ringing.id)).toBe(0);
});

test('with a second call ringing, Decline ends that one and the talk goes on', async ({ app, desktop, server }) => {
  const talking = await ring(server, app, { from: 'ana' });
  await answer(app, talking);
  const second = await server.call({ from: 'tomas' });
  await app.shown('ring');
  await expect((await app.window('ring')).getByText('Second call')).toBeVisible();
  await desktop.screen.pressKeys('ctrl+shift+F10');
  expect(await second.ended).toEqual({ kind: 'declined', reason: 'Global' });
  await app.shown('ring', false);
  expect(talking.state).toBe('talking');
  await talking.hangUp();
});
