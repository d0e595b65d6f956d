import type { Page } from '@playwright/test';
import type { AppView, SoundWordView } from '../../preload/contract/index.ts';
import { connected, view } from '../views/samples.ts';
import { measuredView, testFailed, testOver, testTalking } from './pictures/quality-samples.ts';
import { commands, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

const good: SoundWordView = { level: 'good', text: 'Good sound' };
const weak: SoundWordView = { level: 'weak', text: 'Weak sound: your network' };
const none: SoundWordView = { level: 'none', text: 'No sound: your microphone' };

test.describe('in a call', () => {
  test.use({ viewport: { width: 340, height: 460 } });
  const sounding = (sound: SoundWordView | null, more: Parameters<typeof connected>[0] = {}): AppView =>
    view({ calls: [connected({ sound, ...more })] });

  test('says how it sounds, and reads out only a turn for the worse', async ({ open }) => {
    const page = await open('call', sounding(null));
    const [word, status] = [page.locator('.sound-word'), page.getByRole('status')];
    await expect(word).toHaveCount(0);
    await expect(status).toHaveText('');
    for (const [sound, readOut] of [
      [good, ''],
      [weak, weak.text],
      [none, none.text],
      [weak, ''],
      [good, ''],
      [none, none.text],
    ] as const) {
      await show(page, sounding(sound));
      await expect(word).toHaveText(sound.text);
      await expect(word).toHaveAttribute('data-sound', sound.level);
      await expect(status).toHaveText(readOut);
    }
  });

  test('nothing moves when the word comes', async ({ open }) => {
    const page = await open('call', sounding(null));
    const height = async () => (await page.locator('.call').boundingBox())?.height;
    const before = await height();
    await show(page, sounding(weak));
    await expect(page.locator('.sound-word')).toBeVisible();
    expect(await height()).toBe(before);
  });

  test('what a note says is read out once', async ({ open }) => {
    const page = await open('call', sounding(good));
    const note = { id: 'nothing-heard', kind: 'warning', title: 'Nothing arrives from Ana.', help: '' } as const;
    await show(page, sounding({ level: 'none', text: 'No sound: their side' }, { notes: [note] }));
    await expect(page.getByText('Nothing arrives from Ana.')).toBeVisible();
    await expect(page.getByRole('status')).toHaveText('');
  });

  test('asks how it sounded, by keys alone, and thanks', async ({ open }) => {
    const over = { state: 'ended', actions: [], ending: { title: 'Call ended', help: '', ordinary: true } } as const;
    const page = await open('call', sounding(null, { ...over, rating: 'asked' }));
    await expect(page.getByRole('group', { name: 'How did it sound?' }).getByRole('button')).toHaveCount(5);
    await page.getByRole('button', { name: '1 star', exact: true }).focus();
    for (let star = 1; star < 4; star += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await commands(page)).toEqual([{ type: 'rate-call', callId: 'call-1', stars: 4 }]);
    await show(page, sounding(null, { ...over, rating: 'thanked' }));
    await expect(page.getByText('Thank you. It was sent to your organization.')).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).click();
    expect((await commands(page)).at(-1)).toEqual({ type: 'dismiss', callId: 'call-1' });
  });

  test('asks nothing where nothing is to be asked', async ({ open }) => {
    const page = await open('call', sounding(null, { state: 'ended', actions: [] }));
    await expect(page.getByRole('button', { name: 'Close' })).toBeVisible();
    await expect(page.getByRole('group')).toHaveCount(0);
  });
});

test.describe('on Diagnostics', () => {
  test.use({ viewport: { width: 1080, height: 1120 } });
  const goToQuality = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: /^Diagnostics/ }).click();
    await page.getByRole('tab', { name: 'Call quality' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Call quality');
  };
  const asked = async (page: Page) => (await commands(page)).filter(({ type }) => type !== 'see-history');

  test('shows the last calls, and of the chosen one four graphs and the same in a table', async ({ open }) => {
    const page = await open('main', measuredView());
    await goToQuality(page);
    await expect(page.getByText('2 of your last 4 calls sounded good.')).toBeVisible();
    const entries = page.locator('.measured-entry');
    await expect(entries).toHaveCount(4);
    await expect(entries.first()).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByText(/^Weak for \d+ s: your network\.$/)).toBeVisible();
    await expect(page.getByRole('img', { name: /^Loss: 1\.\d %, worst 8 %$/ })).toBeVisible();
    await expect(page.getByRole('img')).toHaveCount(4);
    const row = page.getByRole('row', { name: /^You heard/ });
    await expect(row).toContainText(/1\.\d %/);
    await expect(row).toContainText(/ms/);
    await expect(page.locator('.graph-span')).not.toHaveCount(0);
    await entries.nth(2).click();
    await expect(page.getByText(/^No sound for \d+ s: their side\.$/)).toBeVisible();
    await entries.nth(1).click();
    await expect(page.locator('.graph-span')).toHaveCount(0);
  });

  test('tells networks and devices apart', async ({ open }) => {
    const page = await open('main', measuredView());
    await goToQuality(page);
    const networks = page.getByRole('table', { name: 'By network, last 30 days' });
    await expect(networks.getByRole('row')).toHaveCount(3);
    await expect(networks.getByRole('row', { name: /Wi-Fi/ })).toContainText('2');
    const devices = page.getByRole('table', { name: 'By device, last 30 days' });
    await expect(devices.getByRole('row', { name: /Office headset/ })).toBeVisible();
  });

  test('moves between its halves by keys', async ({ open }) => {
    const page = await open('main', measuredView());
    await page.getByRole('button', { name: /^Diagnostics/ }).click();
    await page.getByRole('tab', { name: 'Will I ring?' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('tab', { name: 'Call quality' })).toBeFocused();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Call quality');
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Will I ring?');
  });

  test('makes a call to oneself, and says what came of it', async ({ open }) => {
    const page = await open('main', view());
    await goToQuality(page);
    await expect(page.getByText('No calls measured yet.')).toBeVisible();
    await page.getByRole('button', { name: 'Test call' }).click();
    await show(page, testTalking());
    await expect(page.getByText('Say something. You hear it back after 1 s.')).toBeVisible();
    await expect(page.locator('[data-test-call] .sound-word')).toHaveText('Good sound');
    await page.getByRole('button', { name: 'Stop' }).click();
    expect(await asked(page)).toEqual([{ type: 'test-call' }, { type: 'stop-test-call' }]);
    await show(page, testOver());
    await expect(page.getByText('The test call is over.')).toBeVisible();
    await expect(page.locator('[data-test-call] .sound-word')).toHaveText('Good sound');
    await show(page, testFailed());
    await expect(page.getByRole('alert')).toContainText('The test call failed.');
  });

  test('makes none during a call', async ({ open }) => {
    const page = await open('main', { ...measuredView(), calls: [connected()] });
    await goToQuality(page);
    const button = page.getByRole('button', { name: 'Test call' });
    await expect(button).toHaveAccessibleDescription('Not during a call');
    await button.click({ force: true });
    expect(await asked(page)).toEqual([]);
  });
});
