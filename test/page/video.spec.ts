import type { CallView, VideoView } from '../../preload/contract/index.ts';
import { callingOut, connected, devices, ringing, view } from '../views/samples.ts';
import { commands, reports, show } from './rig/fake-phone.ts';
import { expect, test } from './rig/windows.ts';

const preview: VideoView = { offered: false, stage: 'preview', sends: false, there: 'none' };
const pictures: VideoView = { offered: false, stage: 'pictures', sends: true, there: 'shown' };
const brio = { id: 'brio', label: 'Logitech BRIO (Ultra HD)' };
const builtIn = { id: 'built-in', label: 'Built-in camera' };

function inCall(call: Partial<CallView>) {
  const cameras = { all: [brio, builtIn], chosen: brio };
  return view({ calls: [connected(call)], devices: { ...devices, cameras } });
}

test.describe('the call window', () => {
  test.use({ viewport: { width: 340, height: 640 } });

  test('shows the user to themselves while a call with video rings, says when they are seen, and takes it back', async ({
    open,
  }) => {
    const actions = ['mute', 'stop-video', 'hang-up'] as const;
    const cameras = { all: [brio, builtIn], chosen: brio };
    const calls = [callingOut({ video: preview, actions })];
    const page = await open('call', view({ calls, devices: { ...devices, cameras } }));
    await expect(page.getByText('They see you once they answer')).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Camera' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Start video' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Stop video' }).click();
    expect(await commands(page)).toEqual([{ type: 'stop-video', callId: 'call-1' }]);
  });

  test('has a tile for video where one can be begun, and none elsewhere', async ({ open }) => {
    const page = await open('call', inCall({ actions: ['mute', 'preview-video', 'hang-up'] }));
    await page.getByRole('button', { name: 'Video', exact: true }).click();
    expect(await commands(page)).toEqual([{ type: 'preview-video', callId: 'call-1' }]);
    await show(page, inCall({}));
    await expect(page.getByRole('button', { name: 'Video', exact: true })).toBeHidden();
  });

  test('leaves room for the user’s own picture, says who sees it, and asks before anybody else does', async ({
    open,
  }) => {
    const actions = ['mute', 'cancel-preview', 'start-video', 'hang-up'] as const;
    const page = await open('call', inCall({ video: preview, actions }));
    await expect(page.getByText('Only you see this')).toBeVisible();
    const room = await page.locator('.picture-room').boundingBox();
    await expect
      .poll(async () => (await reports(page)).filter(({ type }) => type === 'picture-place').at(-1))
      .toEqual({
        type: 'picture-place',
        place: room,
      });
    await page.getByRole('combobox', { name: 'Camera' }).selectOption('Built-in camera');
    await page.getByRole('button', { name: 'Start video' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await commands(page)).toEqual([
      { type: 'choose-device', purpose: 'camera', deviceId: 'built-in' },
      { type: 'start-video', callId: 'call-1' },
      { type: 'cancel-preview', callId: 'call-1' },
    ]);
    await show(page, inCall({}));
    await expect.poll(async () => (await reports(page)).at(-1)).toMatchObject({ type: expect.any(String) });
    const places = (await reports(page)).filter(({ type }) => type === 'picture-place');
    expect(places.at(-1)).toEqual({ type: 'picture-place', place: null });
  });
});

test.describe('the call window with pictures', () => {
  test.use({ viewport: { width: 720, height: 740 } });

  test('gives them its width, stops the user’s own, and moves them away from its question', async ({ open }) => {
    const page = await open('call', inCall({ video: pictures, actions: ['mute', 'stop-video', 'hang-up'] }));
    const room = await page.locator('.picture-room').boundingBox();
    expect([room?.width, room?.height]).toEqual([688, 387]);
    await page.getByRole('button', { name: 'Stop video' }).click();
    expect(await commands(page)).toEqual([{ type: 'stop-video', callId: 'call-1' }]);
    await page.evaluate(() => window.wire.askToClose());
    await expect(page.getByRole('dialog', { name: 'Hang up?' })).toBeVisible();
    const last = async () => (await reports(page)).filter(({ type }) => type === 'picture-place').at(-1);
    await expect.poll(last).toEqual({ type: 'picture-place', place: null });
    await page.getByRole('button', { name: 'Keep talking' }).click();
    await expect.poll(last).toEqual({ type: 'picture-place', place: room });
  });

  test('only offers the camera to who is seen', async ({ open }) => {
    const page = await open('call', inCall({ video: { ...pictures, sends: false }, actions: ['mute', 'hang-up'] }));
    await expect(page.locator('.picture-room')).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Camera' })).toBeHidden();
  });
});

test.describe('the card', () => {
  test.use({ viewport: { width: 360, height: 420 } });
  const offered: VideoView = { offered: true, stage: 'none', sends: false, there: 'none' };

  test('says that it is a video call, and has its button from the beginning, before it works', async ({ open }) => {
    const usual = ['answer', 'decline', 'silence'] as const;
    const page = await open('ring', view({ calls: [ringing({ video: offered, actions: usual })] }));
    await expect(page.getByText('Incoming video call')).toBeVisible();
    const button = page.getByRole('button', { name: 'Answer with video' });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    const place = await button.boundingBox();
    await show(page, view({ calls: [ringing({ video: offered, actions: [...usual, 'answer-with-video'] })] }));
    await expect(button).not.toHaveAttribute('aria-disabled', 'true');
    expect(await button.boundingBox()).toEqual(place);
    await page.waitForTimeout(800);
    await button.click();
    expect(await commands(page)).toEqual([{ type: 'answer-with-video', callId: 'call-1' }]);
    await expect(page.getByRole('button', { name: 'Connecting' })).toBeVisible();
  });

  test('is of a call without pictures as it was', async ({ open }) => {
    const page = await open('ring', view({ calls: [ringing()] }));
    await expect(page.getByText('Incoming call', { exact: true })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Answer with video' })).toBeHidden();
  });
});
