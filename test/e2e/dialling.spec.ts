import type { Page } from '@playwright/test';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import { busy, type Manner } from '../ucwa-server/calls/dialled/manner.ts';
import type { SimulatedCall, UcwaServer } from '../ucwa-server/index.ts';
import { bothAreHeard, press, ring } from './rig/calls.ts';
import { startAgain } from './rig/start-again.ts';
import { expect, test } from './rig/test.ts';
import { chooseInTray } from './rig/tray.ts';
import { activeWindow, mappedWindow } from './rig/x-windows.ts';

const ana = '+46 8 555 012 34';

/** The next call that the user makes; whoever is called takes it in this way. */
function dialled({ calls }: UcwaServer, manner: Manner = { kind: 'rings' }): Promise<SimulatedCall> {
  calls.manner = manner;
  return calls.nextDialled();
}

/** Types a number in the main window and presses Enter, by keyboard alone. */
async function dial(app: DrivenApp, number: string): Promise<Page> {
  const main = await app.window('main');
  await main.keyboard.press('Control+L');
  await expect(main.getByRole('combobox', { name: 'Name or number' })).toBeFocused();
  await main.keyboard.type(number);
  await main.keyboard.press('Enter');
  return main;
}

const newest = (main: Page) => main.getByRole('listbox', { name: 'Calls' }).getByRole('option').first();

test('a call is dialled, rings, is answered, heard and hung up; and made again from the list', async ({
  app,
  desktop,
  server,
}) => {
  const first = dialled(server);
  const main = await dial(app, ana);
  const call = await first;
  const page = await app.shown('call');
  await expect(page.locator('.call-state').getByRole('status')).toHaveText('Ringing');
  await expect(page.getByRole('heading', { name: 'Ana Lindqvist' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Hold', exact: true })).toBeDisabled();
  const window = await mappedWindow(desktop, 'Ana Lindqvist');
  await until('the focus in the call window', async () => (await activeWindow(desktop)) === window);
  await expect(main.getByRole('region', { name: 'Live call' })).toContainText('Ringing');
  await call.pickUp();
  await expect(page.getByRole('button', { name: 'Hold', exact: true })).toBeEnabled();
  await bothAreHeard(desktop, call);
  await page.keyboard.press('Control+Shift+E');
  expect((await call.ended).kind).toBe('user-hung-up');
  await expect(newest(main)).toHaveAccessibleName(/^Outgoing call, Ana Lindqvist/);

  const second = dialled(server);
  await newest(main).focus();
  await main.keyboard.press('Control+Enter');
  const again = await second;
  await expect(page.locator('.call-state').getByRole('status')).toHaveText('Ringing');
  await press(app, 'call', 'Hang up');
  expect((await again.ended).kind).toBe('user-cancelled');
  await expect(newest(main)).toContainText('Cancelled');
});

test('who is busy is said to be, and called again at once', async ({ app, server }) => {
  const first = dialled(server, busy);
  const main = await dial(app, ana);
  await first;
  const page = await app.shown('call');
  await expect(page.getByText('Busy', { exact: true })).toBeVisible();
  const again = page.getByRole('button', { name: 'Call back', exact: true });
  await expect(again).toBeFocused();
  // It has the focus: the four seconds stand still.
  await page.waitForTimeout(5_000);
  await expect(again).toBeVisible();
  const second = dialled(server, { kind: 'answers', afterMs: 500 });
  await page.keyboard.press('Enter');
  const call = await second;
  await expect(page.getByRole('button', { name: 'Hold', exact: true })).toBeEnabled();
  await call.hangUp();
  await expect(newest(main)).toHaveAccessibleName(/^Outgoing call, Ana Lindqvist/);
});

test('what cannot be called is said at the box, and nothing is sent', async ({ app, server }) => {
  const main = await dial(app, 'meeting room');
  await expect(main.getByRole('alert')).toContainText('That is neither a number nor an address.');
  expect(server.ledger.entries.filter((entry) => entry.kind === 'request' && entry.rel === 'startAudio')).toEqual([]);
  await expect(main.getByRole('combobox', { name: 'Name or number' })).toHaveValue('meeting room');
});

test('a missed call is called back from its notice, and listed by the tray', async ({ app, desktop, server }) => {
  const before = desktop.notifications.shown().length;
  const missed = await ring(server, app, { from: 'ana' });
  await missed.cancel();
  await until('the notice of a missed call', () =>
    desktop.notifications
      .shown()
      .slice(before)
      .find(({ summary }) => summary === 'Missed call from Ana Lindqvist'),
  );
  const back = dialled(server);
  await desktop.notifications.choose('Call back');
  const call = await back;
  await app.shown('call');
  await press(app, 'call', 'Hang up');
  expect((await call.ended).kind).toBe('user-cancelled');

  const main = await app.window('main');
  await main.getByRole('button', { name: 'Settings' }).click();
  const other = await ring(server, app, { from: 'tomas' });
  await other.cancel();
  await chooseInTray(desktop, 'Missed calls (1)');
  await expect(main.getByRole('tab', { name: /^Missed/ })).toHaveAttribute('aria-selected', 'true');
  await expect(newest(main)).toHaveAccessibleName(/^Missed call, Tomás Oliveira/);
});

test('help is called only after the question, and never by the Enter that dialled', async ({ launch, server }) => {
  server.calling.links = ['startAudio', 'startEmergencyCall'];
  server.calling.lisLocation = 'Building 4, Redmond';
  const app = await launch();
  await app.signIn({ ...server.credentials, keep: false });
  await app.status('Ready');
  const main = await dial(app, '112');
  const question = main.getByRole('alertdialog', { name: 'Call 112?' });
  await expect(question).toContainText('Building 4, Redmond');
  await main.keyboard.press('Enter');
  await expect(question).toBeVisible();
  await main.waitForTimeout(800);
  const emergency = dialled(server);
  await main.keyboard.press('Enter');
  const call = await emergency;
  const page = await app.shown('call');
  await expect(page.getByText('Emergency call')).toBeVisible();
  await press(app, 'call', 'Hang up');
  await call.ended;
});

test('while one is dialled another call rings, and the answer to it gives the first up', async ({ app, server }) => {
  const first = dialled(server);
  await dial(app, ana);
  const out = await first;
  await app.shown('call');
  const second = await ring(server, app, { from: 'tomas' });
  const card = await app.window('ring');
  await expect(card.getByText('Your call to Ana Lindqvist ends')).toBeVisible();
  await press(app, 'ring', 'Answer');
  await second.accepted;
  expect((await out.ended).kind).toBe('user-cancelled');
  await second.hangUp();
});

test('a second call is answered by hanging up the first', async ({ app, server }) => {
  const first = await ring(server, app, { from: 'ana' });
  await press(app, 'ring', 'Answer');
  await first.accepted;
  const second = await ring(server, app, { from: 'tomas' });
  await press(app, 'ring', 'Hang up and answer');
  await second.accepted;
  expect((await first.ended).kind).toBe('user-hung-up');
  await expect((await app.window('call')).getByRole('heading', { name: 'Tomás Oliveira' })).toBeVisible();
  await second.hangUp();
});

test('a link of another program fills the number in, when the app runs and when it does not, and calls nobody', async ({
  app,
  desktop,
  launch,
  server,
}) => {
  const main = await app.window('main');
  const box = main.getByRole('combobox', { name: 'Name or number' });
  await main.keyboard.press('Control+2');
  await startAgain(desktop, app.userDataDir, 'tel:+46-8-555-012-34');
  await expect(box).toHaveValue(ana);
  await expect(box).toBeFocused();
  expect(server.calls.all).toHaveLength(0);
  await box.press('Enter');
  await until('the call', () => server.calls.all.length === 1);

  const other = await launch({ arguments: ['--hidden', 'sip:ana@contoso.com?subject=x'] });
  await other.signIn(server.credentials);
  await other.status('Ready');
  const late = (await other.window('main')).getByRole('combobox', { name: 'Name or number' });
  await expect(late).toHaveValue('ana@contoso.com');
  expect(server.calls.all).toHaveLength(1);
});
