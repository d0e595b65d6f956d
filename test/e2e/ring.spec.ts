import { until } from '../desktop/until.ts';
import { press, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';
import { trayIcon, trayItem, trayLabels, trayTooltip } from './rig/tray.ts';
import { hasTyped, startTypist } from './rig/typist.ts';
import { activeWindow, cornerOf, mappedWindow, mappedWindows, stackedWindows, workArea } from './rig/x-windows.ts';

test('the card names the caller, in the corner of the work area, above other windows', async ({
  app,
  desktop,
  server,
}) => {
  await ring(server, app, { from: 'ana' });
  const page = await app.window('ring');
  const card = page.getByRole('alertdialog', { name: 'Ana Lindqvist', exact: true });
  await expect(card).toBeVisible();
  await expect(card).toContainText('+46 8 555 012 34');
  await expect(card).toContainText('Order 48213, delivery to Malmö');
  for (const name of ['Answer', 'Decline', 'Silence']) {
    await expect(card.getByRole('button', { name, exact: true })).toBeVisible();
  }

  const window = await mappedWindow(desktop, 'Ana Lindqvist is calling');
  const area = await workArea(desktop);
  await expect.poll(() => cornerOf(desktop, window, area)).toEqual({ right: 16, bottom: 16, width: 360 });

  const other = await startTypist(desktop);
  const stack = await until('both among the windows', async () => {
    const all = await stackedWindows(desktop);
    return all.includes(window) && all.includes(other.window) ? all : null;
  });
  expect(stack.indexOf(window)).toBeGreaterThan(stack.indexOf(other.window));
  await other.stop();
});

test('a ring takes neither the focus nor a key from whoever types, and typing does not answer', async ({
  app,
  desktop,
  server,
}) => {
  const typist = await startTypist(desktop);
  const text = 'dear ana, the order is on its way. ';
  let sent = '';
  let typing = true;
  const type = async (): Promise<void> => {
    while (typing) {
      await desktop.screen.type(text);
      await desktop.screen.pressKeys('Return', 'space');
      sent += `${text}\r `;
    }
  };
  const typed = type();
  await until('some text', () => typist.typed().length > text.length);

  const call = await ring(server, app, { from: 'ana' });
  const appeared = typist.typed().length;
  await until('a screenful typed while it rings', () => typist.typed().length > appeared + 3 * text.length);
  expect(await activeWindow(desktop)).toBe(typist.window);
  typing = false;
  await typed;
  await hasTyped(typist, sent);
  expect(call.state).toBe('ringing');
  expect(await mappedWindows(desktop, 'Ana Lindqvist is calling')).toHaveLength(1);
  await typist.stop();
  await call.cancel();
  await app.shown('ring', false);
});

test('the notification daemon shows the call with its actions, and drops it with the ring', async ({
  app,
  desktop,
  server,
}) => {
  const before = desktop.notifications.shown().length;
  const call = await ring(server, app, { from: 'tomas' });
  const shown = await until('a notification', () => desktop.notifications.shown()[before]);
  expect(shown).toMatchObject({ appName: 'Switchhook', summary: 'Tomás Oliveira is calling', urgency: 'CRITICAL' });
  expect(await desktop.notifications.actions()).toEqual(expect.arrayContaining(['Answer', 'Decline']));
  expect(await desktop.notifications.displayed()).toBe(1);
  await call.cancel();
  const missed = await until('the notice of a missed call', () => desktop.notifications.shown()[before + 1]);
  expect(missed.summary).toBe('Missed call from Tomás Oliveira');
  await until('only the missed call on the screen', async () => (await desktop.notifications.displayed()) === 1);
});

test('the tray tells and offers what is going on', async ({ app, desktop, server }) => {
  const item = await trayItem(desktop);
  await until('a tray that is ready', async () => (await trayTooltip(item)) === 'Switchhook: calls ring here');
  const readyIcon = await trayIcon(item);
  expect(await trayLabels(item)).toEqual([
    'Ready: calls ring here',
    'Open Switchhook',
    'Presence: Available',
    'Silence rings for',
    'Will I ring?',
    'Sign out',
    'Quit Switchhook',
  ]);
  const call = await ring(server, app, { from: 'ana' });
  await until('a ringing tray', async () => (await trayTooltip(item)) === 'Switchhook: Ana Lindqvist is calling');
  await until('a ringing icon', async () => (await trayIcon(item)) !== readyIcon);
  expect(await trayLabels(item)).toEqual(
    expect.arrayContaining(['Answer Ana Lindqvist', 'Decline Ana Lindqvist', 'Silence']),
  );
  await press(app, 'ring', 'Answer');
  await call.accepted;
  await until('a tray in a call', async () => (await trayTooltip(item)) === 'Switchhook: in a call with Ana Lindqvist');
  expect(await trayLabels(item)).toEqual(expect.arrayContaining(['Mute', 'Hang up']));
  await call.hangUp();
  await until('a tray that is ready again', async () => (await trayIcon(item)) === readyIcon);
  await item.activate();
  await app.shown('main');
});

test('a second caller gets a row of their own', async ({ app, server }) => {
  const first = await ring(server, app, { from: 'ana' });
  const second = await server.call({ from: 'tomas' });
  const page = await app.window('ring');
  await expect(page.getByRole('alertdialog', { name: 'Ana Lindqvist', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Answer Tomás Oliveira', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Decline Tomás Oliveira', exact: true }).click();
  expect(await second.ended).toEqual({ kind: 'declined', reason: 'Global' });
  expect(first.state).toBe('ringing');
  await first.cancel();
  await app.shown('ring', false);
});

test('callers without a name or a number have a card too', async ({ app, server }) => {
  const page = await app.window('ring');
  const names = { london: /^\+44[\d ]+$/, hidden: /^Caller’s number is hidden$/ };
  for (const [from, name] of Object.entries(names)) {
    const call = await ring(server, app, { from });
    await expect(page.getByRole('alertdialog', { name })).toBeVisible();
    await call.cancel();
    await app.shown('ring', false);
  }
});
