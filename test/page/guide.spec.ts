import type { Page } from '@playwright/test';
import type { AppView, CheckView, Command, RingStepView, TestCallView } from '../../preload/contract/index.ts';
import { busyHistory, connected, health, type SampleView, shortcutSetup, view } from '../views/samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

test.use({ viewport: { width: 1080, height: 680 } });

const sent = async (page: Page): Promise<readonly Command[]> =>
  (await commands(page)).filter(({ type }) => type !== 'see-history');
const guide = (page: Page) => page.getByRole('complementary', { name: 'Getting ready for calls' });
const guided = (changes: Partial<AppView> = {}): SampleView => view({ past: busyHistory(), guide: 'open', ...changes });
const testCall = (state: TestCallView['state']): Partial<AppView> => ({
  quality: { ...view().quality, test: { state, text: 'Say something.', sound: null, measured: null } },
});
const loud = (page: Page, microphone: number): Promise<void> =>
  page.evaluate((level) => window.wire.levels({ callId: 't', microphone: level, speaker: 0 }), microphone);

const check = (id: CheckView['id'], fix: string): CheckView => ({
  ...{ id, level: 'warning', title: `Title of ${id}`, evidence: ['What was seen'], fix },
  action: { label: 'Choose a device', settings: 'ringing' },
});
const step = (path: RingStepView['path'], outcome: RingStepView['outcome']): RingStepView => ({
  ...{ path, outcome, words: [`${path} ${outcome}`] },
});
const rung = (ringing: boolean, ...steps: readonly RingStepView[]): Partial<AppView> => ({
  health: health({
    ringTest: { ringing, steps },
    checks: [check('ring-device', 'Turn it up.'), check('notifications', 'Start the service.')],
  }),
});

test('is offered above the calls, and comes when it is wanted', async ({ open }) => {
  const page = await open('main', guided({ guide: 'offered' }));
  const offer = page.getByRole('region', { name: 'Getting ready for calls' });
  await expect(offer).toContainText('it takes a minute');
  await expect(guide(page)).toHaveCount(0);
  await expect(page.getByRole('option').first()).toBeVisible();
  await offer.getByRole('button', { name: 'Try them' }).click();
  expect(await sent(page)).toEqual([{ type: 'open-guide' }]);
  await show(page, guided());
  await expect(offer).toHaveCount(0);
  await expect(guide(page).getByRole('heading', { name: 'Can we hear you?' })).toBeFocused();
});

test('is not offered again to whoever does not want it', async ({ open }) => {
  const page = await open('main', guided({ guide: 'offered' }));
  await page.getByRole('button', { name: 'Not now' }).click();
  expect(await sent(page)).toEqual([{ type: 'close-guide' }]);
});

test('stands beside the calls, and is skipped for good', async ({ open }) => {
  const page = await open('main', guided());
  await expect(guide(page)).toContainText('Step 1 of 3');
  await expect(guide(page).getByRole('heading', { name: 'Can we hear you?' })).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('Ready Calls ring here');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.getByRole('button', { name: 'People', exact: true }).click();
  await expect(guide(page)).toHaveCount(0);
  await page.getByRole('button', { name: /^Calls/ }).click();
  await guide(page).getByRole('button', { name: 'Skip' }).click();
  expect(await sent(page)).toContainEqual({ type: 'close-guide' });
  await show(page, view({ past: busyHistory() }));
  await expect(guide(page)).toHaveCount(0);
});

test('hears the user: opens the microphone when it is pressed, and closes it when they go on', async ({ open }) => {
  const page = await open('main', guided());
  expect(await sent(page)).toEqual([]);
  await guide(page).getByRole('button', { name: 'Try the microphone' }).click();
  expect(await sent(page)).toEqual([{ type: 'test-call' }]);
  await show(page, guided(testCall('talking')));
  await loud(page, 0.1);
  await expect(guide(page).getByText('We hear you.')).toHaveCount(0);
  await loud(page, 0.6);
  const meter = guide(page).getByRole('meter', { name: 'Microphone level' });
  await expect(meter).toHaveAttribute('aria-valuenow', '5');
  const segments = await meter
    .locator('span')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  expect(Math.min(...segments)).toBeGreaterThan(4);
  await expect(guide(page).getByText('We hear you. The microphone closes when you go on.')).toBeVisible();
  await guide(page).getByRole('button', { name: 'Next' }).click();
  expect((await sent(page)).at(-1)).toEqual({ type: 'stop-test-call' });
  await expect(guide(page).getByRole('heading', { name: 'Will you hear a call?' })).toBeFocused();
});

test('says why nothing is heard, and what to do', async ({ open }) => {
  const page = await open('main', guided(testCall('talking')));
  await loud(page, 0);
  await expect
    .poll(async () => {
      await loud(page, 0);
      return guide(page).getByText('No sound from your microphone. Is it muted on the headset?').count();
    })
    .toBe(1);
  const failed = testCall('failed');
  const checks = [check('microphone', 'Allow it in the settings of this computer.')];
  await show(page, guided({ ...failed, health: health({ checks }) }));
  await expect(guide(page).getByText('The microphone could not be tested.')).toBeVisible();
  await expect(guide(page).getByText('Allow it in the settings of this computer.')).toBeVisible();
  await guide(page).getByRole('button', { name: 'Choose a device' }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('leaves the microphone to a call', async ({ open }) => {
  const page = await open('main', guided({ calls: [connected()] }));
  const start = guide(page).getByRole('button', { name: 'Try the microphone' });
  await expect(start).toHaveAttribute('aria-disabled', 'true');
  await start.click({ force: true });
  expect(await sent(page)).toEqual([]);
});

test('rings once by every path, and believes the user', async ({ open }) => {
  const page = await open('main', guided());
  await guide(page).getByRole('button', { name: 'Next' }).click();
  await guide(page).getByRole('button', { name: 'Ring once' }).click();
  expect((await sent(page)).at(-1)).toEqual({ type: 'ring-test' });
  const well = [step('card', 'worked'), step('sound', 'worked'), step('notification', 'worked')];
  await show(page, guided(rung(true, ...well)));
  const heard = guide(page).getByRole('group', { name: 'Did you hear the tone?' });
  const seen = guide(page).getByRole('group', { name: 'Did you see a notification?' });
  await heard.getByRole('button', { name: 'Yes' }).click();
  await seen.getByRole('button', { name: 'Yes' }).click();
  await expect(guide(page).getByText('You will notice a call.')).toBeVisible();
  await heard.getByRole('button', { name: 'No' }).click();
  await expect(guide(page).getByText('You heard nothing. The tone was played.')).toBeVisible();
  await expect(guide(page).getByText('Turn it up.')).toBeVisible();
  await expect(guide(page).getByText('Start the service.')).toHaveCount(0);
  await expect(guide(page).getByText('You will notice a call.')).toHaveCount(0);
});

test('says what to do about a path that failed by itself', async ({ open }) => {
  const page = await open('main', guided());
  await guide(page).getByRole('button', { name: 'Next' }).click();
  await guide(page).getByRole('button', { name: 'Ring once' }).click();
  await show(page, guided(rung(false, step('card', 'worked'), step('notification', 'failed'))));
  await expect(guide(page).getByText('Start the service.')).toBeVisible();
  await expect(guide(page).getByText('Turn it up.')).toHaveCount(0);
});

test('counts a key once it was pressed, and says which another program holds', async ({ open }) => {
  const page = await open('main', guided());
  await guide(page).getByRole('button', { name: 'Next' }).click();
  await guide(page).getByRole('button', { name: 'Next' }).click();
  await expect(guide(page).getByRole('heading', { name: 'Answer from anywhere' })).toBeFocused();
  const keys = view().shortcuts.map((shortcut) => ({ ...shortcut, registered: shortcut.action !== 'hang-up' }));
  await show(page, guided({ shortcuts: keys, shortcutSetup: { ...shortcutSetup, proven: ['answer'] } }));
  const key = (action: string) => guide(page).locator(`[data-key="${action}"]`);
  await expect(key('answer')).toContainText('Works');
  await expect(key('decline')).toContainText('Not pressed yet');
  await expect(key('hang-up')).toContainText('Another program uses these keys');
  await guide(page).getByRole('button', { name: 'Back' }).click();
  await expect(guide(page)).toContainText('Step 2 of 3');
  await guide(page).getByRole('button', { name: 'Next' }).click();
  await guide(page).getByRole('button', { name: 'Finish' }).click();
  expect((await sent(page)).at(-1)).toEqual({ type: 'close-guide' });
});

test('comes again from the settings', async ({ open }) => {
  const page = await open('main', view({ past: busyHistory() }));
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await page.getByRole('button', { name: 'Go through it' }).click();
  expect(await sent(page)).toContainEqual({ type: 'open-guide' });
  await expect(page.getByRole('heading', { name: 'Calls', exact: true })).toBeVisible();
});

test('has the window for itself where that is narrow', async ({ open }) => {
  const page = await open('main', guided());
  await page.setViewportSize({ width: 700, height: 600 });
  await expect(guide(page)).toBeVisible();
  await expect(page.getByRole('listbox', { name: 'Calls' })).toBeHidden();
  await guide(page).getByRole('button', { name: 'Skip' }).focus();
  await page.keyboard.press('Enter');
  expect(await sent(page)).toContainEqual({ type: 'close-guide' });
});
