/** What another program on the message bus cannot do in the name of a service. */
import { until } from '../desktop/until.ts';
import { requests, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

test('a program that plays the notification service answers and declines nothing', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await until('a notification', async () => (await desktop.notifications.displayed()) === 1);
  const names = await desktop.run('dbus-send', [
    ...['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'],
    'org.freedesktop.DBus.ListNames',
  ]);
  const everybody = [...String(names).matchAll(/"(:[\d.]+)"/g)].map(([, name]) => name ?? '');
  const path = '/org/freedesktop/Notifications';
  const interfaceName = 'org.freedesktop.Notifications';
  // To all, and to each by its own name, which no rule of the bus keeps out.
  for (const to of [[], ...everybody.map((name) => [`--dest=${name}`])]) {
    for (let id = 1; id <= 4; id += 1) {
      const send = (member: string, ...values: string[]) =>
        desktop.run('dbus-send', ['--session', '--type=signal', ...to, path, `${interfaceName}.${member}`, ...values]);
      await send('ActionInvoked', `uint32:${id}`, 'string:answer');
      await send('ActionInvoked', `uint32:${id}`, 'string:decline');
      await send('NotificationClosed', `uint32:${id}`, 'uint32:2');
    }
  }
  await desktop.notifications.choose('Decline');
  expect(await call.ended).toEqual({ kind: 'declined', reason: 'Global' });
  expect(requests(server, 'acceptWithAnswer')).toBe(0);
  expect(requests(server, 'decline', call.id)).toBe(1);
});
