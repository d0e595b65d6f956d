import type { Page } from '@playwright/test';
import type { AppView, RecordingView, ShortcutSetupView } from '../../preload/contract/index.ts';
import { shortcutSetup, shortcuts, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 680 } });

const withSetup = (changes: Partial<ShortcutSetupView>): AppView =>
  view({ shortcutSetup: { ...shortcutSetup, ...changes } });
const recording = (changes: Partial<RecordingView> = {}): AppView =>
  withSetup({ recording: { action: 'answer', keys: null, problem: null, ...changes } });
const field = (page: Page) => page.getByRole('textbox', { name: 'Keys for Answer' });

async function toShortcuts(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Shortcuts' }).click();
}

test('records keys by a press on them, and by the keyboard alone', async ({ open }) => {
  const page = await open('main', view());
  await toShortcuts(page);
  const change = page.getByRole('button', { name: 'Change the keys: Answer, Ctrl Shift F9' });
  await expect(change).toHaveAccessibleDescription('Press Ctrl Shift F9 now to try it.');
  await change.focus();
  await page.keyboard.press('Enter');
  await show(page, recording());
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveAccessibleDescription('Esc leaves them as they are, Backspace takes them away.');
  await page.keyboard.down('Control');
  await page.keyboard.down('Shift');
  await expect(field(page)).toHaveValue('Ctrl Shift');
  await page.keyboard.press('F7');
  await page.keyboard.up('Shift');
  await page.keyboard.up('Control');
  await show(page, view({ shortcuts: [{ action: 'answer', keys: 'Ctrl Shift F7', registered: true }] }));
  await expect(page.getByRole('button', { name: 'Change the keys: Answer, Ctrl Shift F7' })).toBeFocused();
  expect((await commands(page)).slice(0, 2)).toEqual([
    { type: 'record-shortcut', action: 'answer' },
    { type: 'set-shortcut', action: 'answer', keys: 'Control+Shift+F7' },
  ]);
});

test('the app’s own keys are keys like others while it records', async ({ open }) => {
  const page = await open('main', view());
  await toShortcuts(page);
  await show(page, recording());
  await field(page).focus();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+1');
  await page.keyboard.press('F6');
  await expect(field(page)).toBeFocused();
  expect((await commands(page)).map((command) => ('keys' in command ? command.keys : command.type))).toEqual([
    'Control+K',
    'Control+1',
    'F6',
  ]);
});

test('Esc leaves the keys as they are, Backspace takes them away, Tab goes on', async ({ open }) => {
  const page = await open('main', view());
  await toShortcuts(page);
  await show(page, recording());
  await field(page).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Tab');
  await expect(field(page)).not.toBeFocused();
  expect(await commands(page)).toEqual([
    { type: 'stop-recording' },
    { type: 'remove-shortcut', action: 'answer' },
    { type: 'stop-recording' },
  ]);
});

for (const [problem, sentence] of [
  [{ kind: 'unknown' }, 'This key cannot be used. Take a letter, a digit, or a key from F1 to F24.'],
  [{ kind: 'alone' }, 'Hold Ctrl, Alt or Shift with a key from F1 to F12, or two of them with another key.'],
  [{ kind: 'typing' }, 'Alt F7 types a character. Add another key to hold.'],
  [{ kind: 'programs' }, 'Programs and the system use Alt F7 themselves. Add another key to hold.'],
  [{ kind: 'own' }, 'Alt F7 does something else in the call window. Choose other keys.'],
  [{ kind: 'used', action: 'mute' }, 'Alt F7 is set for “Mute and unmute” already. Choose other keys.'],
  [{ kind: 'held' }, 'Another program uses Alt F7. Choose other keys, or close that program.'],
] as const) {
  test(`says at once why keys cannot be had: ${problem.kind}`, async ({ open }) => {
    const page = await open('main', view());
    await toShortcuts(page);
    await show(page, recording({ keys: 'Alt F7', problem }));
    await expect(page.getByRole('alert')).toHaveText(sentence);
    await expect(field(page)).toHaveAttribute('aria-invalid', 'true');
    await expect(field(page)).toHaveAccessibleDescription(new RegExp(`^${sentence.slice(0, 20)}`));
  });
}

test('on macOS the words are those of its keyboard', async ({ open }) => {
  const page = await open('main', view());
  await toShortcuts(page);
  await show(page, withSetup({ mac: true, recording: { action: 'answer', keys: 'A', problem: { kind: 'alone' } } }));
  await expect(page.getByRole('alert')).toContainText('Hold ⌃, ⌥ or ⌘');
  await field(page).focus();
  await page.keyboard.down('Meta');
  await expect(field(page)).toHaveValue('⌘');
  await page.keyboard.up('Meta');
});

test('says which keys were proven by a press, and which have yet to be', async ({ open }) => {
  const page = await open('main', view());
  await toShortcuts(page);
  await expect(page.getByText('Press Ctrl Shift F9 now to try it.')).toBeVisible();
  await show(page, withSetup({ proven: ['answer'] }));
  await expect(page.getByText('Press Ctrl Shift F9 now to try it.')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Change the keys: Answer/ })).toHaveAccessibleDescription('It works.');
});

test('an action without keys says so; the usual keys come back by one button, there where any differ', async ({
  open,
}) => {
  const page = await open('main', view());
  await toShortcuts(page);
  await expect(page.getByRole('button', { name: 'Use the usual keys' })).toHaveCount(0);
  const changed = { ...shortcutSetup, changed: true };
  await show(page, view({ shortcutSetup: changed, shortcuts: shortcuts.filter(({ action }) => action !== 'mute') }));
  await expect(page.getByRole('button', { name: 'Change the keys: Mute and unmute, No keys' })).toBeVisible();
  await page.getByRole('button', { name: 'Use the usual keys' }).click();
  expect(await commands(page)).toEqual([{ type: 'reset-shortcuts' }]);
});

test('keys that the administrator decided are shown, say so, and cannot be changed', async ({ open }) => {
  const page = await open('main', withSetup({ locked: ['answer'] }));
  await toShortcuts(page);
  await expect(page.getByText('Set by your organization')).toHaveCount(1);
  await expect(page.getByRole('button', { name: /^Change the keys: Answer/ })).toHaveCount(0);
  await expect(page.locator('kbd').first()).toHaveText('Ctrl Shift F9');
});

test('while a call rings no keys are recorded, and it is said', async ({ open }) => {
  const page = await open('main', view());
  await toShortcuts(page);
  await page.evaluate(() => {
    window.wire.answer = { ok: false, refusal: 'unavailable' };
  });
  await page.getByRole('button', { name: /^Change the keys: Answer/ }).click();
  await expect(page.getByText('A call rings. Set the keys when it is over.')).toBeVisible();
});

test('where keys may never arrive there are commands for the desktop’s own settings', async ({ open }) => {
  const page = await open('main', view());
  await toShortcuts(page);
  await expect(page.getByRole('heading', { name: 'As commands' })).toHaveCount(0);
  await show(page, withSetup({ unsure: true }));
  await expect(page.locator('code')).toHaveText([
    'switchhook answer',
    'switchhook decline',
    'switchhook mute',
    'switchhook unmute',
    'switchhook hangup',
    'switchhook show',
  ]);
  await page.getByRole('button', { name: 'Copy switchhook answer' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
});

test('in a session of Wayland it says how far the keys reach, and names the command', async ({ open }) => {
  const page = await open('main', view());
  await toShortcuts(page);
  await show(page, withSetup({ unsure: true, reach: 'with-x11' }));
  await expect(page.getByText(/Wayland: these keys arrive only while an X11 program/)).toContainText(
    'switchhook answer',
  );
  await expect(page.getByText(/now to try it/)).toHaveCount(0);
  await show(page, withSetup({ unsure: true, reach: 'nowhere' }));
  await expect(page.getByText(/gives programs no global keys/)).toContainText('switchhook answer');
});
