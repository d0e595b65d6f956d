import { ana, busyHistory, callingOut, connected, noon, past, tomas, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 680 }, timezoneId: 'Europe/London' });

test.beforeEach(async ({ page }) => {
  await page.clock.install({ time: noon });
});

test('says in one status whether calls ring here', async ({ open }) => {
  const page = await open('main', view());
  await expect(page.locator('html')).toHaveAttribute('data-window', 'main');
  await expect(page).toHaveTitle('Switchhook');
  const status = page.getByRole('status');
  await expect(status).toHaveText('Ready Calls ring here');
  const user = { name: 'Dana Whitfield', address: 'dana@northwind.example' };
  await show(
    page,
    view({ session: { status: 'Reconnecting', detail: 'Calls do not ring here', summary: '', user, signIn: null } }),
  );
  await expect(status).toHaveText('Reconnecting Calls do not ring here');
  await page.getByRole('button', { name: 'Try now' }).click();
  expect(await commands(page)).toEqual([{ type: 'reconnect' }]);
  await show(
    page,
    view({ session: { status: 'No calls', detail: 'Calls do not ring here', summary: '', user, signIn: null } }),
  );
  await expect(status).toHaveText('No calls Calls do not ring here');
  await expect(page.locator('.status .icon')).toHaveCSS('color', 'rgb(168, 101, 0)');
});

test('shows the live call for whoever looks', async ({ openStill }) => {
  const page = await openStill('main', view({ calls: [connected({ muted: true })] }));
  const live = page.getByRole('region', { name: 'Live call' });
  await expect(live).toContainText('Ana Lindqvist');
  await expect(live).toContainText('4:12 · Muted');
  await show(page, view({ calls: [connected({ muted: true, heldThere: true })] }));
  await expect(live).toContainText('4:12 · On hold · Muted');
  await show(page, view({ calls: [connected({ heldHereMs: 5_000 })] }));
  await expect(live).toContainText('4:12 · On hold');
  await show(page, view());
  await expect(live).toHaveCount(0);
});

test('signs out from the menu of the account', async ({ open }) => {
  const page = await open('main', view());
  const account = page.getByRole('button', { name: 'Account of Dana Whitfield' });
  await account.click();
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(account).toBeFocused();
  await expect(page.getByRole('menu')).toHaveCount(0);
  await account.click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  expect(await commands(page)).toEqual([{ type: 'sign-out' }]);
});

test('opens on the missed calls, where those were asked for from outside', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory() }));
  await page.keyboard.press('Control+2');
  await page.evaluate(() => window.wire.askForPage('missed-calls'));
  const missed = page.getByRole('tab', { name: /^Missed/ });
  await expect(missed).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('option')).toHaveCount(3);
  await page.evaluate(() => window.wire.askForPage('diagnostics'));
  await page.keyboard.press('Control+1');
  await expect(page.getByRole('tab', { name: 'All' })).toHaveAttribute('aria-selected', 'true');
});

test('says in the sidebar how far a call out is', async ({ openStill }) => {
  const page = await openStill('main', view({ calls: [callingOut({ state: 'calling' })] }));
  const live = page.getByRole('region', { name: 'Live call' });
  await expect(live).toHaveText('ALAna LindqvistCalling');
  await show(page, view({ calls: [callingOut()] }));
  await expect(live).toContainText('Ringing · 0:08');
});

test('lists calls by day, with missed ones in danger text', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory() }));
  await expect(page.getByRole('group', { name: 'Today' }).getByRole('option')).toHaveCount(6);
  await expect(page.getByRole('group', { name: 'Yesterday' }).getByRole('option')).toHaveCount(2);
  const missed = page.getByRole('option', { name: 'Missed call, Ana Lindqvist, 2 calls, today 10:42', exact: true });
  await expect(missed.getByText('Ana Lindqvist')).toHaveCSS('color', 'rgb(168, 35, 26)');
  await expect(missed.getByText('Ana Lindqvist')).toHaveCSS('font-weight', '600');
  await expect(page.getByRole('option', { name: /^Incoming call, Tomás/ })).toContainText('6 min 14 s');
});

test('says what stands where no calls are', async ({ open }) => {
  const page = await open('main', view());
  await expect(page.getByText('No calls yet. Calls you take, make or miss show up here.')).toBeVisible();
  await page.getByRole('tab', { name: 'Missed' }).click();
  await expect(page.getByText('Nothing missed.')).toBeVisible();
});

test('counts voice mail beside the lists, and calls it where that is possible', async ({ open }) => {
  const voicemail = { fresh: 2, all: 5, callable: true };
  const page = await open('main', view({ past: busyHistory(), voicemail }));
  const tab = page.getByRole('tab', { name: 'Voicemail' });
  await expect(tab).toHaveText('Voicemail2');
  await page.getByRole('tab', { name: 'All' }).focus();
  await page.keyboard.press('End');
  await expect(tab).toBeFocused();
  const panel = page.getByRole('tabpanel', { name: 'Voicemail' });
  await expect(panel).toContainText('2 new voice messages 5 in all');
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(page.getByRole('complementary', { name: 'Call details' })).toHaveCount(0);
  await page.evaluate(() => {
    window.wire.answer = { ok: false, refusal: 'engaged' };
  });
  await panel.getByRole('button', { name: 'Call voicemail' }).click();
  expect(await commands(page)).toEqual([{ type: 'call-voicemail' }]);
  await expect(panel).toContainText('Your other call cannot be put on hold now. Hang up first.');
  await show(page, view({ past: busyHistory(), voicemail: { fresh: 0, all: null, callable: false } }));
  await expect(tab).toHaveText('Voicemail');
  await expect(panel).toContainText('No new voice messages');
  await expect(panel.getByRole('button')).toHaveCount(0);
  await expect(panel).toContainText('Ask your administrator.');
  await show(page, view({ past: busyHistory() }));
  await expect(tab).toHaveCount(0);
  await expect(page.getByRole('tab', { name: 'All' })).toHaveAttribute('aria-selected', 'true');
});

test('narrows the list to missed calls', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory() }));
  const tab = page.getByRole('tab', { name: /^Missed/ });
  await page.getByRole('tab', { name: 'All' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab).toBeFocused();
  await expect(tab).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('option')).toHaveCount(3);
});

test('moves through the list with arrows, and shows the details of each', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory() }));
  const details = page.getByRole('complementary', { name: 'Call details' });
  await expect(details.getByRole('heading', { name: 'Ana Lindqvist', exact: true })).toBeVisible();
  await expect(page.locator('[role=option][tabindex="0"]')).toHaveCount(1);
  await page.getByRole('option').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option').nth(1)).toBeFocused();
  await expect(page.getByRole('option', { selected: true })).toHaveAccessibleName(/Tomás Oliveira/);
  await expect(details).toContainText('Today 10:31');
  await expect(details).toContainText('+351 21 555 0147');
  await page.keyboard.press('End');
  await expect(page.getByRole('option').last()).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('option').first()).toBeFocused();
  await expect(details.getByRole('listitem')).toHaveCount(2);
});

test('tells that missed calls were seen once they are looked at', async ({ open }) => {
  const history = [past(ana, 5, { outcome: 'missed', talkedMs: 0, seen: false })];
  const page = await open('main', view({ past: history, missedUnseen: 1 }));
  await expect.poll(() => commands(page)).toEqual([{ type: 'see-history' }]);
  await expect(page.getByRole('button', { name: 'Calls, 1 missed' })).toBeVisible();
  await show(page, view({ past: history.map((call) => ({ ...call, seen: true })) }));
  await expect(page.getByRole('button', { name: 'Calls', exact: true })).toBeVisible();
  const name = page.getByRole('option').getByText('Ana Lindqvist');
  await expect(name).toHaveCSS('font-weight', '600');
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect(name).toHaveCSS('font-weight', '500');
});

test('turns Today into Yesterday at midnight', async ({ open }) => {
  const page = await open('main', view({ past: [past(tomas, 5)] }));
  await expect(page.getByRole('group', { name: 'Today' })).toBeVisible();
  await page.clock.fastForward('12:00:01');
  await expect(page.getByRole('group', { name: 'Yesterday' })).toBeVisible();
});

test('shows the details as a page of their own in a narrow window', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory() }));
  await page.setViewportSize({ width: 800, height: 600 });
  const list = page.getByRole('listbox', { name: 'Calls' });
  const details = page.getByRole('complementary', { name: 'Call details' });
  await expect(details).toBeHidden();
  await page.getByRole('option').nth(1).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Back' })).toBeFocused();
  await expect(list).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(list).toBeVisible();
  await expect(page.getByRole('option').nth(1)).toBeFocused();
  await page.getByRole('option').nth(2).click();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(details).toBeHidden();
});

test('has a sidebar of icons in the smallest window, with every name kept', async ({ open }) => {
  const page = await open('main', view({ missedUnseen: 3, calls: [connected()] }));
  await page.setViewportSize({ width: 560, height: 480 });
  const settings = page.getByRole('button', { name: 'Settings' });
  expect((await page.locator('.sidebar').boundingBox())?.width).toBe(56);
  await expect(settings).toHaveAttribute('title', 'Settings');
  await expect(page.getByRole('status')).toHaveText('Ready Calls ring here');
  await expect(page.getByRole('region', { name: 'Live call' })).toContainText('Ana Lindqvist');
});

test('goes around by keyboard', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory() }));
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip to list' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option').first()).toBeFocused();
  await page.keyboard.press('F6');
  await expect(page.getByRole('complementary').getByRole('button', { name: 'Call', exact: true })).toBeFocused();
  await page.keyboard.press('F6');
  await expect(page.getByRole('button', { name: 'Calls', exact: true })).toBeFocused();
  await page.keyboard.press('F6');
  await expect(page.getByRole('option').first()).toBeFocused();
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('heading', { name: 'People' })).toBeVisible();
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Control+1');
  await expect(page.getByRole('heading', { name: 'Calls', exact: true })).toBeVisible();
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('shows notes as banners, and errors at once', async ({ open }) => {
  const page = await open(
    'main',
    view({ notes: [{ id: 'n', kind: 'error', title: 'Calls do not ring here.', help: 'Switchhook keeps trying.' }] }),
  );
  await expect(page.getByRole('alert')).toHaveText('Calls do not ring here. Switchhook keeps trying.');
});
