import { devices, noUpdates, view } from '../views/samples.ts';
import { commands, reports, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 680 } });

test('chooses where it rings', async ({ open }) => {
  const page = await open('main', view());
  await page.getByRole('button', { name: 'Settings' }).click();
  const ringOn = page.getByRole('combobox', { name: 'Ring on' });
  await expect(ringOn).toHaveValue('desk');
  await expect(ringOn).toHaveAccessibleDescription('Can differ from the device you talk on');
  await ringOn.selectOption({ label: 'Office headset' });
  expect(await commands(page)).toEqual([{ type: 'choose-device', purpose: 'ring', deviceId: 'headset' }]);
});

test('chooses what one talks into and listens to', async ({ open }) => {
  const page = await open('main', view());
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Devices' }).click();
  await page.getByRole('combobox', { name: 'Microphone' }).selectOption('built-in');
  await page.getByRole('combobox', { name: 'Speaker' }).selectOption('desk');
  expect(await commands(page)).toEqual([
    { type: 'choose-device', purpose: 'microphone', deviceId: 'built-in' },
    { type: 'choose-device', purpose: 'speaker', deviceId: 'desk' },
  ]);
});

test('says whose buttons are heard', async ({ open }) => {
  const page = await open('main', view());
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Devices' }).click();
  await expect(page.getByText('Headset buttons')).toHaveCount(0);
  await show(page, view({ headsets: ['Jabra Evolve2 65'] }));
  await expect(page.getByText('Headset buttons')).toBeVisible();
  await expect(page.getByText('Heard from Jabra Evolve2 65: the hook answers and hangs up, mute mutes.')).toBeVisible();
});

test('keeps a chosen device in the list while it is unplugged', async ({ open }) => {
  const gone = { id: 'gone', label: 'Old headset' };
  const page = await open('main', view({ devices: { ...devices, chosen: { ...devices.chosen, ring: gone } } }));
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('combobox', { name: 'Ring on' })).toHaveValue('gone');
});

test('says where there is no device', async ({ open }) => {
  const none = { inputs: [], outputs: [], chosen: { ring: null, microphone: null, speaker: null } };
  const page = await open('main', view({ devices: none }));
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('combobox', { name: 'Ring on' })).toBeDisabled();
  await expect(page.locator('.picker-label').first()).toHaveText('No speaker');
});

test('lists the shortcuts, and which of them another program holds', async ({ open }) => {
  const page = await open('main', view());
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Shortcuts' }).click();
  await expect(page.locator('kbd')).toHaveText([
    'Ctrl Shift F9',
    'Ctrl Shift F10',
    'Ctrl Shift F11',
    'Ctrl Shift F12',
    'Ctrl Shift F8',
  ]);
  await expect(page.getByText('Another program uses these keys')).toHaveCount(1);
});

test('a setting that the administrator decided is shown, says so, and cannot be changed', async ({ open }) => {
  const locked = view({ lockedSettings: ['textSize'] });
  const page = await open('main', { ...locked, settings: { ...locked.settings, textSize: 125 } });
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Appearance' }).click();
  const size = page.getByRole('combobox', { name: 'Text size' });
  await expect(size).toBeDisabled();
  await expect(size).toHaveValue('125');
  await expect(size).toHaveAccessibleDescription(
    'The pop-up and the call window grow with it Set by your organization',
  );
  await expect(page.getByText('Set by your organization')).toBeVisible();
  await show(page, { ...locked, lockedSettings: [] });
  await expect(size).toBeEnabled();
  await expect(page.getByText('Set by your organization')).toHaveCount(0);
});

test('chooses a language, each called as it calls itself', async ({ open }) => {
  const page = await open('main', view());
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Appearance' }).click();
  const language = page.getByRole('combobox', { name: 'Language' });
  await expect(language).toHaveValue('system');
  await expect(language).toHaveAccessibleDescription('Spoken from the next start of Switchhook on');
  await expect(language.locator('option')).toHaveText([
    'As the system',
    ...['English', 'Deutsch', 'Français', 'Español', '日本語', 'العربية'],
  ]);
  await language.selectOption({ label: 'العربية' });
  expect(await commands(page)).toEqual([{ type: 'choose-setting', setting: 'language', value: 'ar' }]);
});

test('chooses whether notifications name anybody', async ({ open }) => {
  const page = await open('main', view());
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Privacy', exact: true }).click();
  const names = page.getByRole('combobox', { name: 'Names and messages' });
  await expect(names).toHaveAccessibleDescription('Who calls or writes, and what. Others may see your screen.');
  await names.selectOption({ label: 'Hide' });
  await expect
    .poll(async () => (await commands(page)).at(-1))
    .toEqual({ type: 'choose-setting', setting: 'namesInNotices', value: 'hide' });
});

test('a program with each call: chosen outside of the page, taken back here, and said where it did not do well', async ({
  open,
}) => {
  const page = await open('main', view());
  await page.getByRole('button', { name: 'Settings' }).click();
  const choose = page.getByRole('button', { name: 'Choose a program' });
  await expect(choose).toHaveAccessibleDescription(/^Such as one that lights a lamp/);
  await expect(page.getByText('No program is run')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run none' })).toHaveCount(0);
  await choose.click();
  await show(page, view({ callHook: { program: '/opt/lamp/ring', locked: false, problem: 'failed' } }));
  await expect(page.getByText('/opt/lamp/ring')).toBeVisible();
  await expect(page.getByRole('note')).toHaveText('The program did not do well. It ended with an error.');
  await page.getByRole('button', { name: 'Run none' }).click();
  expect(await commands(page)).toEqual([{ type: 'choose-hook' }, { type: 'forget-hook' }]);
  await show(page, view({ callHook: { program: '/opt/lamp/ring', locked: true, problem: null } }));
  await expect(page.getByText('Set by your organization')).toBeVisible();
  await expect(choose).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Run none' })).toHaveCount(0);
});

test('says which version runs, how it comes to the next one, and what to do about it', async ({ open }) => {
  const page = await open('main', view());
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Updates', exact: true }).click();
  const main = page.getByRole('main');
  await expect(main).toContainText('Switchhook 0.1.0');
  await expect(main).toContainText('It brings no updates by itself.');
  await expect(main.getByRole('button')).toHaveCount(0);

  const asked = { ...noUpdates, server: 'updates.contoso.com', stage: 'resting', checkedAt: Date.now() } as const;
  await show(page, view({ updates: asked }));
  await expect(main).toContainText('This is the newest version.');
  await main.getByRole('button', { name: 'Check now' }).click();
  await show(page, view({ updates: { ...asked, problem: 'unsigned' } }));
  await expect(page.getByRole('note')).toHaveText(
    /^No update was taken. The list of updates is not signed by your organization/,
  );
  await expect(main).not.toContainText('This is the newest version.');

  const ready = { ...asked, stage: 'ready', version: '0.2.0', mayRestart: true } as const;
  await show(page, view({ updates: ready }));
  const restart = main.getByRole('button', { name: 'Restart now' });
  await expect(restart).toHaveAccessibleDescription(/^Version 0.2.0 is ready. It is installed when Switchhook quits/);
  await expect(main.getByRole('button', { name: 'Check now' })).toHaveCount(0);
  await restart.click();
  await show(page, view({ updates: { ...ready, mayRestart: false } }));
  await expect(restart).toHaveAccessibleDescription('Not during a call');
  await restart.press('Enter');
  expect(await commands(page)).toEqual([{ type: 'check-for-updates' }, { type: 'restart-to-update' }]);
  await show(page, view({ updates: { ...noUpdates, replacedBy: '0.3.0', mayRestart: true } }));
  await expect(restart).toHaveAccessibleDescription(
    /^Version 0.3.0 of Switchhook is installed. Version 0.1.0 still runs/,
  );
});

test('signs out from the account', async ({ open }) => {
  const page = await open('main', view());
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('dana.whitfield@northwind.example');
  await page.getByRole('button', { name: 'Sign out' }).click();
  expect(await commands(page)).toEqual([{ type: 'sign-out' }]);
});

test('the window tells whether it shows what depends on the devices', async ({ open }) => {
  const page = await open('main', view());
  const shown = async () =>
    (await reports(page)).flatMap((report) => (report.type === 'shows-devices' ? [report.shown] : []));
  expect(await shown()).toEqual([false]);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect.poll(shown).toEqual([false, true]);
  await page.getByRole('button', { name: 'Calls' }).click();
  await expect.poll(shown).toEqual([false, true, false]);
});

test('sets a number of the user, says why where the server does not take it, and closes once it did', async ({
  open,
}) => {
  const ownPhones = { ...view().ownPhones, changeable: [{ kind: 'mobile', number: '+46 70 174 06 35' }] } as const;
  const page = await open('main', view({ ownPhones }));
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Devices' }).click();
  const group = page.getByRole('region', { name: 'Your phone numbers' });
  const change = group.getByRole('button', { name: 'Change the number: Mobile' });
  const field = group.getByRole('textbox', { name: 'New number: Mobile' });
  await change.click();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue('+46 70 174 06 35');
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await change.click();
  await field.fill('+46 8 555 012 77');
  await page.keyboard.press('Enter');
  const asked = { type: 'change-phone-number', kind: 'mobile', number: '+46 8 555 012 77' };
  expect(await commands(page)).toEqual([asked]);
  const save = group.getByRole('button', { name: 'Save' });
  await show(page, view({ ownPhones: { ...ownPhones, change: { kind: 'mobile', state: 'asked' } } }));
  await expect(save).toHaveAttribute('aria-busy', 'true');
  await show(page, view({ ownPhones: { ...ownPhones, change: { kind: 'mobile', state: 'read-only' } } }));
  await expect(group).toContainText('Your organization sets this number. Ask your administrator.');
  await field.fill('');
  await save.click();
  expect((await commands(page)).at(-1)).toEqual({ type: 'change-phone-number', kind: 'mobile', number: null });
  await show(page, view({ ownPhones: { ...ownPhones, change: { kind: 'mobile', state: 'asked' } } }));
  await expect(save).toHaveAttribute('aria-busy', 'true');
  await show(page, view({ ownPhones: { ...ownPhones, changeable: [{ kind: 'mobile', number: null }] } }));
  await expect(field).toHaveCount(0);
  await expect(group).toContainText('No number');
});

test('starts with the system where it is ticked, and shows what the system has of it', async ({ open }) => {
  const page = await open('main', view());
  await page.getByRole('button', { name: 'Settings' }).click();
  const box = page.getByRole('checkbox', { name: 'Start Switchhook when I sign in to this computer' });
  await expect(box).not.toBeChecked();
  await expect(box).toHaveAccessibleDescription(
    'In the tray, without a window. Calls ring only while Switchhook runs.',
  );
  await box.check();
  expect(await commands(page)).toEqual([{ type: 'start-with-system', on: true }]);
  await show(page, view({ autostart: { state: 'on', failed: false } }));
  await expect(box).toBeChecked();
  await box.uncheck();
  expect((await commands(page)).at(-1)).toEqual({ type: 'start-with-system', on: false });
  await show(page, view({ autostart: { state: 'off', failed: false } }));
  await expect(box).not.toBeChecked();
});

test('says where starting with the system could not be set, and ticks nothing that is not so', async ({ open }) => {
  const page = await open('main', view());
  await page.getByRole('button', { name: 'Settings' }).click();
  const box = page.getByRole('checkbox', { name: 'Start Switchhook when I sign in to this computer' });
  await box.check();
  await show(page, view({ autostart: { state: 'off', failed: true } }));
  await expect(page.getByText('The system did not take this change.')).toBeVisible();
  await expect(box).not.toBeChecked();
  await show(page, view({ autostart: { state: 'blocked', failed: false } }));
  await expect(page.getByText('The system’s own settings keep Switchhook from starting.')).toBeVisible();
  await expect(box).toBeChecked();
});

test('has no box to start with the system where the system cannot start it', async ({ open }) => {
  const page = await open('main', view({ autostart: { state: 'none', failed: false } }));
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Where it rings' })).toBeVisible();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
});
