import type { Page } from '@playwright/test';
import type { CallView } from '../../preload/contract/index.ts';
import { connected, devices, longNamed, ringing, view } from '../views/samples.ts';
import { commands, reports, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 340, height: 420 } });

async function measure(page: Page, microphone: number, speaker: number, callId = 'call-1'): Promise<void> {
  await page.evaluate((levels) => window.wire.levels(levels), { callId, microphone, speaker });
}

test('is empty without a call, and while one rings', async ({ open }) => {
  const page = await open('call', view({ calls: [ringing(), ringing({ id: 'b', state: 'answering' })] }));
  await expect(page.locator('html')).toHaveAttribute('data-window', 'call');
  await expect(page.locator('body > *')).toHaveCount(0);
});

test('says who, for how long, and tells its height', async ({ openStill }) => {
  const page = await openStill('call', view({ calls: [connected()] }));
  await expect(page.getByRole('heading', { name: 'Ana Lindqvist' })).toBeVisible();
  await expect(page.getByRole('timer')).toHaveText('4:12');
  await expect(page).toHaveTitle('Ana Lindqvist');
  const height = Math.ceil((await page.locator('.call').boundingBox())?.height ?? 0);
  await page.clock.runFor(200);
  expect(await reports(page)).toContainEqual({ type: 'drawn', callId: 'call-1', height });
});

test('breaks a long name into lines, and cuts one without end, whole for whoever points at it', async ({ open }) => {
  const page = await open('call', view({ calls: [connected({ party: longNamed })] }));
  const name = page.getByRole('heading');
  const cut = (): Promise<boolean> => name.evaluate((one) => one.scrollHeight > one.clientHeight);
  expect(await cut()).toBe(false);
  const endless = { ...longNamed, label: 'x'.repeat(400) };
  await show(page, view({ calls: [connected({ party: endless })] }));
  await expect(name).toHaveAttribute('title', endless.label);
  expect(await cut()).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(340);
});

test('mutes and unmutes by one button with two names', async ({ open }) => {
  const page = await open('call', view({ calls: [connected()] }));
  await page.getByRole('button', { name: 'Mute', exact: true }).click();
  await show(page, view({ calls: [connected({ muted: true })] }));
  await expect(page.getByText('You are muted. Ctrl Shift F11 unmutes.')).toBeVisible();
  const unmute = page.getByRole('button', { name: 'Unmute', exact: true });
  await expect(unmute).not.toHaveAttribute('aria-pressed');
  await unmute.click();
  expect(await commands(page)).toEqual([
    { type: 'mute', callId: 'call-1', muted: true },
    { type: 'mute', callId: 'call-1', muted: false },
  ]);
});

test('does not promise a shortcut that is not registered', async ({ open }) => {
  const page = await open('call', view({ calls: [connected({ muted: true })], shortcuts: [] }));
  await expect(page.getByText('You are muted.', { exact: true })).toBeVisible();
});

test('hangs up, and shows that it does', async ({ open }) => {
  const page = await open('call', view({ calls: [connected()] }));
  await page.getByRole('button', { name: 'Hang up', exact: true }).click();
  expect(await commands(page)).toEqual([{ type: 'hang-up', callId: 'call-1' }]);
  await show(page, view({ calls: [connected({ state: 'ending', actions: [] })] }));
  await expect(page.getByRole('button', { name: 'Hang up' })).toHaveAttribute('aria-busy', 'true');
  await expect(page.getByRole('status')).toHaveText('Hanging up');
});

test('draws only the controls that work', async ({ open }) => {
  const page = await open('call', view({ calls: [connected({ actions: ['hang-up'] })] }));
  await expect(page.getByRole('button', { name: 'Hang up' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Mute' })).toHaveCount(0);
});

test.describe('on hold', () => {
  const note = {
    id: 'held',
    kind: 'info',
    title: 'You put Ana Lindqvist on hold.',
    help: 'They hear nothing.',
  } as const;
  const heldActions = ['mute', 'resume', 'hang-up'] as const;
  const held = (changes: Partial<CallView> = {}): CallView =>
    connected({ heldHereMs: 98_000, actions: heldActions, notes: [note], ...changes });

  test('holds and resumes by one button with two names, and says since when', async ({ openStill }) => {
    const page = await openStill('call', view({ calls: [connected()] }));
    await page.getByRole('button', { name: 'Hold', exact: true }).click();
    await show(page, view({ calls: [held()] }));
    await expect(page.getByText('You put Ana Lindqvist on hold. They hear nothing.')).toBeVisible();
    await expect(page.locator('.call-state')).toContainText('On hold 1:38');
    await page.clock.runFor(1_500);
    await expect(page.locator('.call-state')).toContainText('On hold 1:39');
    await expect(page.getByRole('button', { name: 'Hold', exact: true })).toHaveCount(0);
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    expect(await commands(page)).toEqual([
      { type: 'hold', callId: 'call-1' },
      { type: 'resume', callId: 'call-1' },
    ]);
  });

  test('holds and resumes with Ctrl+Shift+H, where that is possible', async ({ open }) => {
    const page = await open('call', view({ calls: [connected()] }));
    await page.keyboard.press('Control+Shift+H');
    await page.keyboard.press('Control+H');
    await show(page, view({ calls: [held()] }));
    await page.keyboard.press('Control+Shift+H');
    await show(page, view({ calls: [connected({ actions: ['mute', 'hang-up'] })] }));
    await page.keyboard.press('Control+Shift+H');
    await expect(page.getByRole('button', { name: 'Hold', exact: true })).toHaveCount(0);
    expect(await commands(page)).toEqual([
      { type: 'hold', callId: 'call-1' },
      { type: 'resume', callId: 'call-1' },
    ]);
  });

  test('shows who is talked to, and the other one in a row with a way back', async ({ openStill }) => {
    const calls = [held({ id: 'a', party: longNamed, notes: [] }), connected()];
    const page = await openStill('call', view({ calls }));
    await expect(page).toHaveTitle('Ana Lindqvist');
    const row = page.getByRole('list', { name: 'Calls on hold' }).getByRole('listitem');
    await expect(row).toContainText('On hold 1:38');
    const resume = row.getByRole('button', { name: 'Resume' });
    await expect(resume).toHaveAccessibleDescription(`${longNamed.label}. Ana Lindqvist goes on hold`);
    await page.getByRole('combobox', { name: 'Speaker' }).focus();
    await page.keyboard.press('Tab');
    await expect(resume).toBeFocused();
    await page.keyboard.press('Enter');
    expect(await commands(page)).toEqual([{ type: 'resume', callId: 'a' }]);
    await show(page, view({ calls: [held({ id: 'a', party: longNamed }), held()] }));
    await expect(page).toHaveTitle('Ana Lindqvist');
    await expect(resume).toHaveAccessibleDescription(longNamed.label);
  });

  test('offers no way back where there is none', async ({ open }) => {
    const calls = [held({ id: 'a', actions: ['mute', 'hang-up'], notes: [] }), connected()];
    const page = await open('call', view({ calls }));
    const resume = page.getByRole('listitem').getByRole('button', { name: 'Resume' });
    await expect(resume).toBeDisabled();
    await resume.click({ force: true });
    expect(await commands(page)).toEqual([]);
  });
});

test('mutes with Ctrl+Shift+M and hangs up with Ctrl+Shift+E', async ({ open }) => {
  const page = await open('call', view({ calls: [connected()] }));
  await page.keyboard.press('Control+Shift+M');
  await page.keyboard.press('Control+M');
  await page.keyboard.press('Control+Shift+E');
  expect(await commands(page)).toEqual([
    { type: 'mute', callId: 'call-1', muted: true },
    { type: 'hang-up', callId: 'call-1' },
  ]);
});

test('chooses devices while one talks', async ({ open }) => {
  const page = await open('call', view({ calls: [connected()] }));
  const microphone = page.getByRole('combobox', { name: 'Microphone' });
  await expect(microphone).toHaveValue('headset');
  await microphone.selectOption({ label: 'Built-in microphone' });
  await page.getByRole('combobox', { name: 'Speaker' }).selectOption({ label: 'Desk speakers (USB)' });
  expect(await commands(page)).toEqual([
    { type: 'choose-device', purpose: 'microphone', deviceId: 'built-in' },
    { type: 'choose-device', purpose: 'speaker', deviceId: 'desk' },
  ]);
  const unplugged = { ...devices, inputs: [], chosen: { ...devices.chosen, microphone: null } };
  await show(page, view({ calls: [connected()], devices: unplugged }));
  await expect(microphone).toBeDisabled();
  await expect(page.locator('.picker-label', { hasText: 'No microphone' })).toBeVisible();
});

test('says on which device the call goes on, and warns where nobody hears one', async ({ open }) => {
  const removed = { id: 'microphone', kind: 'info', title: 'Headset removed.', help: 'Your call goes on.' } as const;
  const lost = { id: 'microphone', kind: 'warning', title: 'No microphone is left.', help: 'Plug one in.' } as const;
  const page = await open('call', view({ calls: [connected()] }));
  const news = page.locator('[aria-live="polite"]');
  await expect(news).toBeEmpty();
  await show(page, view({ calls: [connected({ notes: [removed] })] }));
  await expect(news.getByRole('note')).toHaveText('Headset removed. Your call goes on.');
  await show(page, view({ calls: [connected({ notes: [lost] })] }));
  await expect(news.locator('.note-warning')).toHaveText('No microphone is left. Plug one in.');
  await show(page, view({ calls: [connected()] }));
  await expect(news).toBeEmpty();
});

test('does not ask about the headset where there is no microphone', async ({ openStill }) => {
  const lost = { id: 'microphone', kind: 'warning', title: 'No microphone is left.', help: '' } as const;
  const page = await openStill('call', view({ calls: [connected({ notes: [lost] })] }));
  const question = page.getByText('Is it muted on the headset?');
  await measure(page, 0, 0.5);
  await page.clock.runFor(6_000);
  await measure(page, 0, 0.5);
  await expect(question).toBeHidden();
  await show(page, view({ calls: [connected()] }));
  await expect(question).toBeVisible();
});

test('meters both directions of its own call, and no microphone while muted', async ({ open }) => {
  const page = await open('call', view({ calls: [connected()] }));
  const microphone = page.getByRole('meter', { name: 'Microphone level' });
  const speaker = page.getByRole('meter', { name: 'Speaker level' });
  await expect(microphone).toHaveAttribute('aria-valuenow', '0');
  await measure(page, 0.62, 0.25);
  await expect(microphone).toHaveAttribute('aria-valuetext', '5 of 8');
  await expect(speaker).toHaveAttribute('aria-valuetext', '2 of 8');
  await measure(page, 1, 1, 'another');
  await expect(microphone).toHaveAttribute('aria-valuetext', '5 of 8');
  await show(page, view({ calls: [connected({ muted: true })] }));
  await measure(page, 0.62, 0.5);
  await expect(speaker).toHaveAttribute('aria-valuetext', '4 of 8');
  await expect(microphone).toHaveAttribute('aria-valuenow', '0');
});

test('asks about a microphone that gives no sound for 5 s', async ({ openStill }) => {
  const page = await openStill('call', view({ calls: [connected()] }));
  const note = page.getByText('No sound from your microphone. Is it muted on the headset?');
  await measure(page, 0, 0.3);
  await page.clock.runFor(4900);
  await measure(page, 0, 0.3);
  await expect(note).toHaveCount(0);
  await page.clock.runFor(200);
  await measure(page, 0, 0.3);
  await expect(note).toBeVisible();
  await measure(page, 0.2, 0.3);
  await expect(note).toHaveCount(0);
});

test('does not ask about it while muted', async ({ openStill }) => {
  const page = await openStill('call', view({ calls: [connected({ muted: true })] }));
  await measure(page, 0, 0.3);
  await page.clock.runFor(6000);
  await measure(page, 0, 0.5);
  await expect(page.getByRole('meter', { name: 'Speaker level' })).toHaveAttribute('aria-valuetext', '4 of 8');
  await expect(page.getByText('No sound from your microphone')).toHaveCount(0);
});

test('tells how the call ended, until it is closed', async ({ open }) => {
  const ending = { title: 'Sound could not be set up.', help: 'Ask your administrator.' };
  const ended = connected({ state: 'ended', actions: [], ending, lastedMs: 252_000 });
  const page = await open('call', view({ calls: [ended] }));
  await expect(page.getByText('Call ended · 4:12')).toBeVisible();
  await expect(page.getByText('Sound could not be set up. Ask your administrator.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Hang up' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  expect(await commands(page)).toEqual([{ type: 'dismiss', callId: 'call-1' }]);
});

test('says an ordinary end once', async ({ open }) => {
  const ended = connected({
    state: 'ended',
    actions: [],
    ending: { title: 'Call ended', help: '', ordinary: true },
    lastedMs: 8000,
  });
  const page = await open('call', view({ calls: [ended] }));
  await expect(page.getByText('Call ended')).toHaveCount(1);
  await expect(page.getByRole('status')).toHaveText('Call ended · 0:08');
});

test('tells when the pointer comes and goes, and nothing of one that only rests there', async ({ open }) => {
  const page = await open('call', view({ calls: [connected()] }));
  const pointed = async () =>
    (await reports(page)).flatMap((report) => (report.type === 'pointer' ? [report.inside] : []));
  await page.mouse.move(100, 100);
  expect(await pointed()).toEqual([]);
  await page.mouse.move(120, 120);
  await expect.poll(pointed).toEqual([true]);
  await page.evaluate(() => document.documentElement.dispatchEvent(new Event('mouseleave')));
  await expect.poll(pointed).toEqual([true, false]);
});

test.describe('closing the window in a call', () => {
  test('asks first, and Keep talking changes nothing', async ({ open }) => {
    const page = await open('call', view({ calls: [connected()] }));
    await page.evaluate(() => window.wire.askToClose());
    const question = page.getByRole('dialog', { name: 'Hang up?' });
    await expect(question.getByRole('button', { name: 'Keep talking' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(question).toHaveCount(0);
    await page.evaluate(() => window.wire.askToClose());
    await page.keyboard.press('Escape');
    await expect(question).toHaveCount(0);
    expect(await commands(page)).toEqual([]);
  });

  test('hangs up when told to', async ({ open }) => {
    const page = await open('call', view({ calls: [connected()] }));
    await page.evaluate(() => window.wire.askToClose());
    await page.getByRole('dialog').getByRole('button', { name: 'Hang up' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(await commands(page)).toEqual([{ type: 'hang-up', callId: 'call-1' }]);
  });

  test('takes the question back when the call ends by itself', async ({ open }) => {
    const page = await open('call', view({ calls: [connected()] }));
    await page.evaluate(() => window.wire.askToClose());
    await expect(page.getByRole('dialog')).toBeVisible();
    const ending = { title: 'Call ended', help: '', ordinary: true } as const;
    await show(page, view({ calls: [connected({ state: 'ended', actions: [], ending })] }));
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await show(page, view({ calls: [connected({ id: 'next' })] }));
    await expect(page.getByRole('button', { name: 'Mute' })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});
