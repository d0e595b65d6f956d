/** Wayland itself, which the app runs by where it is told to, or where there is no X server. */
import { until } from '../../desktop/until.ts';
import { press, ring } from '../rig/calls.ts';
import { expect, test } from '../rig/test.ts';

test.use({ desktopOptions: { wayland: true } });

test('it rings, as a window among others, and says what the desktop does not let it do', async ({
  desktop,
  launch,
  server,
}) => {
  const { compositor } = desktop;
  const app = await launch({ arguments: ['--ozone-platform=wayland'] });
  await app.signIn({ ...server.credentials, keep: false });
  await app.status('Ready');
  await server.reachable();
  expect((await compositor.window('Switchhook')).protocol).toBe('wayland');

  const main = await app.window('main');
  await main.getByRole('button', { name: /^Diagnostics/ }).click();
  const health = main.locator('[data-health]').first();
  await expect(health).toContainText('Yes, but only by sound and in a notification.');
  for (const [check, evidence] of [
    ['pop-up', 'your desktop decides where it stands'],
    ['shortcuts', 'This desktop gives programs no global keys'],
  ]) {
    await expect(main.locator(`[data-check="${check}"]`)).toHaveAttribute('data-level', 'warning');
    await expect(main.locator(`[data-check="${check}"]`)).toContainText(evidence ?? '');
  }
  await press(app, 'main', 'Settings');
  await press(app, 'main', 'Shortcuts');
  await expect(main.getByText(/gives programs no global keys/)).toContainText('switchhook answer');
  await expect(main.getByText('Another program uses these keys')).toHaveCount(0);

  const call = await ring(server, app, { from: 'ana' });
  expect((await compositor.window('Ana Lindqvist is calling')).protocol).toBe('wayland');
  await until('the notification', () => desktop.notifications.shown().length > 0);
  await desktop.notifications.choose('Answer');
  await call.accepted;
  expect((await compositor.window('Ana Lindqvist')).protocol).toBe('wayland');
  await call.hangUp();
});
