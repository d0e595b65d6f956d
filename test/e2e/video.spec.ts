import type { Page } from '@playwright/test';
import type {} from '../../renderer/bridge.ts';
import type { Desktop } from '../desktop/desktop.ts';
import type { DrivenApp } from '../driver/app.ts';
import { type Colour, GstPictures, isNear } from '../peers/gstreamer/gst-pictures.ts';
import type { Pictures } from '../ucwa-server/calls/pictures.ts';
import type { SimulatedCall, UcwaServer } from '../ucwa-server/index.ts';
import { devices } from './hostile/devices.ts';
import { startListener } from './hostile/listener.ts';
import { network, webRtc } from './hostile/network.ts';
import { attack, type Outcomes, type Probe } from './hostile/probe.ts';
import { answer, isHeard, press, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

const red: Colour = [220, 30, 30];

/** A camera that Chromium makes up: mostly green. Its microphone beeps. */
const camera = ['--use-fake-device-for-media-stream'];

/** The mean colour of what stands in a frame of the page of pictures; null while there is nothing. */
function colourIn(page: Page, frame: string): Promise<Colour | null> {
  return page.evaluate((selector) => {
    const video = document.querySelector<HTMLVideoElement>(selector);
    if (video === null || video.hidden || video.videoWidth === 0) return null;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1, 1];
    const context = canvas.getContext('2d');
    context?.drawImage(video, 0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
    return [r, g, b] as const;
  }, frame);
}

async function sees(app: DrivenApp, wanted: Colour): Promise<Page> {
  const page = await app.window('pictures');
  await expect
    .poll(async () => {
      const colour = await colourIn(page, '.far');
      return colour !== null && isNear(colour, wanted);
    })
    .toBe(true);
  return page;
}

/** An app with the camera, which can be rung. */
async function signedIn(
  launch: (changes: { arguments: string[] }) => Promise<DrivenApp>,
  server: UcwaServer,
): Promise<DrivenApp> {
  const app = await launch({ arguments: camera });
  await app.signIn({ ...server.credentials, keep: false });
  await app.status('Ready');
  await server.reachable();
  return app;
}

/** Both see each other, until the user stops their video, and then hangs up. */
async function seeEachOther(app: DrivenApp, desktop: Desktop, call: SimulatedCall, pictures: GstPictures) {
  const page = await sees(app, red);
  await expect.poll(() => pictures.frames).toBeGreaterThan(10);
  await expect.poll(() => pictures.seen?.[1] ?? 0).toBeGreaterThan(60);
  await expect.poll(() => colourIn(page, '.own-corner')).not.toBeNull();
  await isHeard(desktop, call);
  await press(app, 'call', 'Stop video');
  await expect.poll(() => colourIn(page, '.own-corner')).toBeNull();
  await sees(app, red);
  await press(app, 'call', 'Hang up');
  expect((await call.ended).kind).toBe('user-hung-up');
  await expect.poll(() => app.present('pictures')).toBeNull();
}

/** Calls with video from the box; resolves once the server has the call. */
async function showing(app: DrivenApp, server: UcwaServer, pictures: Pictures | null): Promise<SimulatedCall> {
  server.calls.manner = { kind: 'rings' };
  server.calls.farPictures = pictures;
  const dialled = server.calls.nextDialled();
  const main = await app.window('main');
  await main.getByRole('combobox', { name: 'Name or number' }).fill('ana.lindqvist@northwind.example');
  await press(app, 'main', 'Call with video');
  const call = await dialled;
  await app.shown('call');
  return call;
}

for (const codec of ['VP8', 'H264', 'H264 mode 0'] as const) {
  test(`a video call is answered with video, and both see each other: ${codec}`, async ({
    desktop,
    launch,
    server,
  }) => {
    const app = await signedIn(launch, server);
    const pictures = await GstPictures.start({ colour: red, codec });
    const call = await ring(server, app, { from: 'ana', video: true, pictures });
    const card = await app.window('ring');
    await expect(card.getByText('Incoming video call')).toBeVisible();
    await press(app, 'ring', 'Answer with video');
    await call.accepted;
    await seeEachOther(app, desktop, call, pictures);
  });
}

test('a call of voice becomes one with video, once the user has seen themselves', async ({ launch, server }) => {
  const app = await signedIn(launch, server);
  const pictures = await GstPictures.start({ colour: red });
  const call = await ring(server, app, { from: 'ana', pictures });
  await answer(app, call);
  await press(app, 'call', 'Video');
  const window = await app.window('call');
  await expect(window.getByText('Only you see this')).toBeVisible();
  const page = await app.window('pictures');
  await expect.poll(() => colourIn(page, '.own-alone')).not.toBeNull();
  await expect(window.getByRole('combobox', { name: 'Camera' })).toHaveText(/fake_device_0/);
  expect(pictures.frames).toBe(0);
  await press(app, 'call', 'Start video');
  await sees(app, red);
  await expect.poll(() => pictures.seen?.[1] ?? 0).toBeGreaterThan(60);
  await press(app, 'call', 'Hold');
  await expect.poll(() => call.heldByUser).toBe(true);
  await expect.poll(() => colourIn(page, '.own-corner')).toBeNull();
  await press(app, 'call', 'Resume');
  await expect.poll(() => call.heldByUser).toBe(false);
  await expect.poll(() => colourIn(page, '.own-corner')).not.toBeNull();
  await call.hangUp();
});

test('a call with video rings there while the user sees themselves, and both see each other from the answer on', async ({
  desktop,
  launch,
  server,
}) => {
  server.calling.links = ['startAudio', 'startAudioVideo'];
  const app = await signedIn(launch, server);
  const pictures = await GstPictures.start({ colour: red });
  const call = await showing(app, server, pictures);
  const window = await app.window('call');
  await expect(window.getByText('They see you once they answer')).toBeVisible();
  const page = await app.window('pictures');
  await expect.poll(() => colourIn(page, '.own-alone')).not.toBeNull();
  expect(pictures.frames).toBe(0);
  await call.pickUp();
  await seeEachOther(app, desktop, call, pictures);
});

test('who is called with video and takes none is talked to, and the camera closes', async ({
  desktop,
  launch,
  server,
}) => {
  server.calling.links = ['startAudio', 'startAudioVideo'];
  const app = await signedIn(launch, server);
  const call = await showing(app, server, null);
  await call.pickUp();
  await expect((await app.window('call')).getByText('The other side takes no video.')).toBeVisible();
  await isHeard(desktop, call);
  await expect.poll(() => app.present('pictures')).toBeNull();
  await call.hangUp();
});

test('a caller whose picture cannot be had keeps their voice, and that is said', async ({ app, server }) => {
  const call = await ring(server, app, { from: 'ana', video: true });
  await expect((await app.window('ring')).getByRole('button', { name: 'Answer with video' })).toBeHidden();
  await answer(app, call);
  await expect((await app.window('call')).getByText('No video with this caller.')).toBeVisible();
  await call.hangUp();
});

test('while pictures flow no page that draws words has a network or a camera, and theirs none but its way to the media process', async ({
  desktop,
  launch,
  server,
}) => {
  const app = await signedIn(launch, server);
  const pictures = await GstPictures.start({ colour: red });
  const call = await ring(server, app, { from: 'ana', video: true, pictures });
  await press(app, 'ring', 'Answer with video');
  await call.accepted;
  await sees(app, red);
  const listener = await startListener();
  const target = { ...listener, picture: desktop.share(import.meta.filename), inTurn: false };
  try {
    for (const window of ['main', 'ring', 'call'] as const) {
      const outcomes = await attack(await app.window(window), [...webRtc, ...cameras], { ...target, window });
      expect(succeededIn(outcomes), window).toEqual([]);
    }
    const outcomes = await attack(await app.window('pictures'), [...network, ...webRtc, ...microphones], {
      ...target,
      window: 'pictures',
    });
    expect(succeededIn(outcomes), 'pictures').toEqual([]);
    expect(listener.heard).toEqual([]);
    expect(listener.heardIce).toEqual([]);
    const own = await (await app.window('pictures')).evaluate(() => Object.keys(window.pictures).sort());
    expect(own).toEqual(['report', 'subscribe']);
    expect(await (await app.window('pictures')).evaluate(() => 'phone' in window || 'sound' in window)).toBe(false);
  } finally {
    listener.stop();
  }
  await call.hangUp();
});

const succeededIn = (outcomes: Outcomes): string[] => Object.keys(outcomes).filter((name) => outcomes[name] === null);
const named = (names: readonly string[]): readonly Probe[] => devices.filter(({ name }) => names.includes(name));
const cameras = named(['camera', 'both', 'screen', 'screen-as-electron']);
const microphones = named(['microphone', 'both', 'screen', 'screen-as-electron']);
