import type { Page } from '@playwright/test';
import type { CallView, OutgoingView } from '../../preload/contract/index.ts';
import { ana, calling, callingOut, connected, longNamed, priya, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 340, height: 520 } });

const bao = { ...ana, label: 'Bao Chen', initials: 'BC' };
const dialling = (changes: Partial<CallView> = {}, out: Partial<OutgoingView> = {}): CallView =>
  callingOut({ state: 'calling', lastedMs: 900, ...changes }, { progress: 'connecting', ...out });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('says once that it calls, and whom at which number; then that it rings; then the time', async ({ openStill }) => {
  const page = await openStill('call', view({ calls: [dialling()] }));
  await expect(page).toHaveTitle('Ana Lindqvist');
  await expect(page.getByRole('heading')).toHaveText('Ana Lindqvist');
  const line = page.locator('.call-state');
  await expect(line).toHaveText('Calling · +46 8 5550 1234');
  const status = line.getByRole('status');
  await expect(status).toHaveText('Calling');
  await show(page, view({ calls: [callingOut()] }));
  await expect(line).toHaveText('Ringing · 0:08');
  await expect(status).toHaveText('Ringing');
  await page.clock.runFor(2_000);
  await expect(line).toHaveText('Ringing · 0:10');
  await expect(page.locator('.avatar-ringing')).toHaveCount(1);
  await show(
    page,
    view({ calls: [callingOut({ state: 'connected', actions: ['mute', 'hold', 'hang-up'], lastedMs: 0 })] }),
  );
  await expect(line.getByRole('timer')).toHaveText('0:00');
  await expect(status).toHaveCount(0);
  await expect(page.locator('.avatar-ringing')).toHaveCount(0);
});

test('does not say a number twice', async ({ open }) => {
  const party = { label: '+46 8 5550 1234', named: false, number: null, initials: '' };
  const page = await open('call', view({ calls: [dialling({ party })] }));
  await expect(page.locator('.call-state')).toHaveText('Calling');
});

test('has every control in its place before the answer, and nothing moves with it', async ({ open }) => {
  const keypad = { state: 'not-yet', pressedThere: [] } as const;
  const page = await open('call', view({ calls: [callingOut({ keypad }, { forwardedTo: priya, onBehalfOf: bao })] }));
  for (const name of ['Hold', 'Keypad']) {
    await expect(button(page, name)).toBeDisabled();
    await expect(button(page, name)).toHaveAccessibleDescription('Possible once they answer');
    await button(page, name).focus();
    await expect(button(page, name)).toBeFocused();
    await page.keyboard.press('Enter');
  }
  const boxes = () =>
    page
      .getByRole('button')
      .or(page.getByRole('combobox'))
      .evaluateAll((all) => all.map((one) => JSON.stringify(one.getBoundingClientRect())));
  const before = await boxes();
  expect(before.length).toBe(7);
  const out = { forwardedTo: priya, answeredBy: priya, onBehalfOf: bao };
  const up = { state: 'connected', keypad: { state: 'ready', pressedThere: [] }, lastedMs: 0 } as const;
  await show(page, view({ calls: [callingOut({ ...up, actions: ['mute', 'hold', 'hang-up'] }, out)] }));
  await expect(button(page, 'Hold')).toBeEnabled();
  expect(await boxes()).toEqual(before);
  await show(page, view({ calls: [callingOut({ ...up, actions: ['mute', 'hang-up'] }, out)] }));
  await expect(button(page, 'Hold')).toBeDisabled();
  await expect(button(page, 'Hold')).toHaveAccessibleDescription('This call cannot be put on hold.');
  expect(await boxes()).toEqual(before);
  expect(await commands(page)).toEqual([]);
});

test('keeps the place of Video where the server takes calls with it', async ({ open }) => {
  const offered = { ...calling, video: true };
  const page = await open('call', view({ calls: [callingOut()], calling: offered }));
  await expect(button(page, 'Video')).toBeDisabled();
  await expect(button(page, 'Video')).toHaveAccessibleDescription('Possible once they answer');
  const more = await button(page, 'More').boundingBox();
  const up = { state: 'connected', lastedMs: 0 } as const;
  const videoActions = ['mute', 'hold', 'preview-video', 'hang-up'] as const;
  await show(page, view({ calls: [callingOut({ ...up, actions: videoActions })], calling: offered }));
  await expect(button(page, 'Video')).toBeEnabled();
  expect(await button(page, 'More').boundingBox()).toEqual(more);
  await show(page, view({ calls: [callingOut({ ...up, actions: ['mute', 'hold', 'hang-up'] })], calling: offered }));
  await expect(button(page, 'Video')).toHaveAccessibleDescription('This call cannot have video.');
});

test('mutes before the answer, and hangs up at any moment', async ({ open }) => {
  const page = await open('call', view({ calls: [dialling()] }));
  await button(page, 'Mute').click();
  await show(page, view({ calls: [callingOut({ muted: true })] }));
  await page.keyboard.press('Control+Shift+M');
  await button(page, 'Hang up').click();
  expect(await commands(page)).toEqual([
    { type: 'mute', callId: 'call-1', muted: true },
    { type: 'mute', callId: 'call-1', muted: false },
    { type: 'hang-up', callId: 'call-1' },
  ]);
});

test('asks before the window is closed while it rings there', async ({ open }) => {
  const page = await open('call', view({ calls: [callingOut()] }));
  await page.evaluate(() => window.wire.askToClose());
  await expect(page.getByRole('dialog', { name: 'Hang up?' })).toBeVisible();
});

test('has a dark microphone until the answer, and hears what comes before it', async ({ openStill }) => {
  const page = await openStill('call', view({ calls: [callingOut()] }));
  const measure = (): Promise<void> =>
    page.evaluate(() => window.wire.levels({ callId: 'call-1', microphone: 0, speaker: 0.5 }));
  await page.evaluate(() => window.wire.levels({ callId: 'call-1', microphone: 0.8, speaker: 0.5 }));
  const microphone = page.getByRole('meter', { name: 'Microphone level' });
  await expect(page.getByRole('meter', { name: 'Speaker level' })).toHaveAttribute('aria-valuetext', '4 of 8');
  await expect(microphone).toHaveAttribute('aria-valuenow', '0');
  await measure();
  await page.clock.runFor(8_000);
  await measure();
  await expect(page.getByText('No sound from your microphone')).toHaveCount(0);
  await show(page, view({ calls: [callingOut({ state: 'connected', lastedMs: 0 })] }));
  await page.clock.runFor(100);
  await page.evaluate(() => window.wire.levels({ callId: 'call-1', microphone: 0.8, speaker: 0.5 }));
  await expect(microphone).not.toHaveAttribute('aria-valuenow', '0');
});

test.describe('says', () => {
  const cases: readonly (readonly [name: string, call: CallView, sentence: string])[] = [
    ['to whom it is forwarded', callingOut({}, { forwardedTo: priya }), 'Ana Lindqvist forwards calls to Priya Raman.'],
    [
      'who answered',
      callingOut({ state: 'connected' }, { forwardedTo: priya, answeredBy: priya }),
      'Priya Raman answered for Ana Lindqvist.',
    ],
    ['that a team rings', callingOut({}, { progress: 'team-ring', teamSize: 4 }), 'The whole team rings: 4 people.'],
    ['that a team of unknown size rings', callingOut({}, { progress: 'team-ring' }), 'The whole team rings.'],
    ['for whom it is made', dialling({}, { onBehalfOf: bao }), 'You call for Bao Chen. They see your name and Bao’s.'],
    [
      'that one is not heard yet',
      callingOut({}, { earlyMedia: true }),
      'You hear the other side already. They cannot hear you yet.',
    ],
  ];
  for (const [name, call, sentence] of cases) {
    test(name, async ({ open }) => {
      const page = await open('call', view({ calls: [call] }));
      await expect(page.getByRole('note')).toHaveText(sentence);
    });
  }

  test('whose name it is that rings', async ({ open }) => {
    const page = await open('call', view({ calls: [callingOut({}, { forwardedTo: priya })] }));
    await expect(page.getByRole('heading')).toHaveText('Priya Raman');
    await expect(page).toHaveTitle('Priya Raman');
  });

  test('in the same place that one is heard, once that is so', async ({ open }) => {
    const page = await open('call', view({ calls: [callingOut({}, { earlyMedia: true })] }));
    const place = await page.getByRole('note').boundingBox();
    const hangUp = await button(page, 'Hang up').boundingBox();
    await show(page, view({ calls: [callingOut({ state: 'connected', lastedMs: 0 }, { earlyMedia: false })] }));
    await expect(page.getByRole('note')).toHaveText('They can hear you now.');
    expect((await page.getByRole('note').boundingBox())?.y).toBe(place?.y);
    expect(await button(page, 'Hang up').boundingBox()).toEqual(hangUp);
  });

  test('that it is an emergency call', async ({ open }) => {
    const page = await open('call', view({ calls: [callingOut({}, { emergency: true })] }));
    await expect(page.locator('.pill')).toHaveText('Emergency call');
  });
});

test.describe('More', () => {
  test('opens in place, with Hang up in reach, and takes turns with the keypad', async ({ open }) => {
    const page = await open('call', view({ calls: [connected()] }));
    const more = button(page, 'More');
    await more.click();
    await expect(more).toHaveAttribute('aria-expanded', 'true');
    const panel = page.getByRole('group', { name: 'More' });
    await expect(panel.getByRole('button')).toHaveText(['Copy number', 'Sound details2.9 of 5']);
    await expect(button(page, 'Hang up')).toBeVisible();
    await page.keyboard.press('Control+Shift+K');
    await expect(panel).toHaveCount(0);
    await expect(page.getByRole('group', { name: 'Keypad' })).toBeVisible();
    await expect(more).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('group', { name: 'Keypad' })).toHaveCount(0);
    await more.focus();
    await page.keyboard.press('Enter');
    await expect(panel).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(panel).toHaveCount(0);
  });

  test('leads to what is written with who is there, in the call and after it', async ({ openStill }) => {
    const actions = ['mute', 'hang-up', 'write-to-caller'] as const;
    const page = await openStill('call', view({ calls: [connected({ actions })] }));
    await button(page, 'More').click();
    await button(page, 'Write a message').click();
    const write = { type: 'write-to-caller', callId: 'call-1' };
    expect(await commands(page)).toEqual([write]);
    const ended = { state: 'ended', lastedMs: 0, actions: ['call-back', 'write-to-caller'] } as const;
    await show(page, view({ calls: [connected(ended)] }));
    await button(page, 'Write a message').click();
    expect(await commands(page)).toEqual([write, write]);
  });

  test('copies the number, and says that it did', async ({ open, context }) => {
    await context.grantPermissions(['clipboard-read']);
    const page = await open('call', view({ calls: [callingOut()] }));
    await button(page, 'More').click();
    const copy = page.getByRole('group', { name: 'More' }).getByRole('button');
    await expect(copy).toHaveText(['Copy number']);
    await copy.click();
    await expect(page.getByRole('group', { name: 'More' }).getByRole('status')).toHaveText('Copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('+46 8 5550 1234');
  });

  test('has the figures of the sound, for who wants them', async ({ open }) => {
    const page = await open('call', view({ calls: [connected()] }));
    await button(page, 'More').click();
    await page.getByRole('button', { name: 'Sound details' }).click();
    const row = page.getByRole('row', { name: 'Loss' });
    await expect(row.getByRole('cell')).toHaveText(['1.3 %', '0 %']);
    await expect(page.getByRole('columnheader')).toHaveText(['You heard', 'They heard']);
  });
});

test.describe('when it came to nothing', () => {
  const busy = { title: 'Busy', help: 'Ana Lindqvist is in another call.' };
  const ended = (changes: Partial<CallView> = {}): CallView =>
    callingOut({ state: 'ended', actions: ['call-back'], ending: busy, lastedMs: 0, ...changes });

  test('says why, and calls again', async ({ openStill }) => {
    const page = await openStill('call', view({ calls: [ended()] }));
    await expect(page.getByText('Call ended')).toBeVisible();
    await expect(page.locator('.ending')).toHaveText('Busy Ana Lindqvist is in another call.');
    const again = button(page, 'Call back');
    await expect(again).toBeFocused();
    await expect(page.getByRole('button')).toHaveText(['Call back', 'Close']);
    await page.clock.runFor(700);
    await page.keyboard.press('Enter');
    expect(await commands(page)).toEqual([{ type: 'call-back', callId: 'call-1' }]);
  });

  test('does not call again by what was pressed to hang up', async ({ openStill }) => {
    const page = await openStill('call', view({ calls: [callingOut()] }));
    await button(page, 'Hang up').focus();
    await page.keyboard.down('Enter');
    await show(page, view({ calls: [ended()] }));
    await page.keyboard.up('Enter');
    await page.keyboard.press('Enter');
    await button(page, 'Call back').click();
    await page.clock.runFor(700);
    expect((await commands(page)).filter(({ type }) => type === 'call-back')).toEqual([]);
    await button(page, 'Call back').click();
    await expect.poll(async () => (await commands(page)).at(-1)?.type).toBe('call-back');
  });

  test('Esc and Close close it', async ({ openStill }) => {
    const page = await openStill('call', view({ calls: [ended()] }));
    await page.clock.runFor(700);
    await page.keyboard.press('Escape');
    await button(page, 'Close').click();
    expect(await commands(page)).toEqual([
      { type: 'dismiss', callId: 'call-1' },
      { type: 'dismiss', callId: 'call-1' },
    ]);
  });

  test('says where it cannot be called again, and asks about an emergency number', async ({ openStill }) => {
    const page = await openStill('call', view({ calls: [ended({}), ended({ id: 'b' })], calling }));
    await page.clock.runFor(700);
    const refuse = (refusal: 'engaged' | 'emergency') =>
      page.evaluate((given) => {
        window.wire.answer = { ok: false, refusal: given };
      }, refusal);
    await refuse('engaged');
    await button(page, 'Call back').click();
    await expect(page.getByRole('alert')).toContainText('Hang up first.');
    await refuse('emergency');
    await button(page, 'Call back').click();
    const question = page.getByRole('alertdialog', { name: 'Call +46 8 5550 1234?' });
    await expect(question).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.clock.runFor(700);
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await commands(page)).at(-1))
      .toEqual({ type: 'call-emergency', to: '+46 8 5550 1234' });
    expect((await commands(page)).filter(({ type }) => type === 'call-emergency')).toHaveLength(1);
  });

  test('is there for a call that was simply hung up, too', async ({ open }) => {
    const ordinary = { title: 'Call ended', help: '', ordinary: true } as const;
    const page = await open('call', view({ calls: [ended({ ending: ordinary, party: longNamed, lastedMs: 9_000 })] }));
    await expect(page.getByText('Call ended · 0:09')).toBeVisible();
    await expect(button(page, 'Call back')).toBeVisible();
  });
});
