import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import type { SimulatedCall } from '../ucwa-server/index.ts';
import { answer, press, requests, ring } from './rig/calls.ts';
import { keepFigures } from './rig/figures.ts';
import { expect, test } from './rig/test.ts';

/** What is said into either microphone, in Hz; no caller's tone and no overtone of one. */
const [userTone, secondTone] = [700, 980];

async function choose(app: DrivenApp, purpose: 'Speaker' | 'Microphone', label: string): Promise<void> {
  const main = await app.window('main');
  await press(app, 'main', 'Settings');
  await press(app, 'main', 'Devices');
  await main.getByLabel(purpose, { exact: true }).selectOption({ label });
  await press(app, 'main', 'Calls');
}

/** Milliseconds until each is heard, a window of 400 ms of it whole. */
async function heardAfter(what: Readonly<Record<string, Promise<unknown>>>): Promise<Record<string, number>> {
  const start = performance.now();
  const times = Object.entries(what).map(async ([name, heard]) => {
    await heard;
    return [name, Math.round(performance.now() - start)] as const;
  });
  return Object.fromEntries(await Promise.all(times));
}

async function notice(desktop: Desktop, summary: string, body: string): Promise<void> {
  const shown = await until(`a notice of "${summary}"`, () =>
    desktop.notifications.shown().findLast((one) => one.summary === summary),
  );
  expect(shown.body).toBe(body);
}

async function noteInCall(app: DrivenApp, text: string): Promise<void> {
  await expect((await app.window('call')).getByRole('note').filter({ hasText: text })).toBeVisible();
}

async function talking(app: DrivenApp, call: SimulatedCall, desktop: Desktop): Promise<() => void> {
  await answer(app, call);
  const stop = desktop.sound.startTone(userTone);
  await call.peer.heard(userTone);
  return stop;
}

test('a headset unplugged in a call: both hear each other on the other devices', async ({ app, desktop, server }) => {
  await desktop.sound.plug('second-microphone');
  await choose(app, 'Speaker', 'Headset');
  await choose(app, 'Microphone', 'Microphone');
  const call = await ring(server, app, { from: 'ana' });
  const stopTalking = await talking(app, call, desktop);
  const stopSecond = desktop.sound.startTone(secondTone, 'secondfeed');
  const [headset, speakers] = [await desktop.sound.listenAt('headset'), await desktop.sound.listenAt('speakers')];
  await headset.hearing.heard(call.peer.toneHz);
  headset.stop();

  // What is played into a microphone that goes would go on in the speakers.
  stopTalking();
  const unplugged = Promise.all([desktop.sound.unplug('headset'), desktop.sound.unplug('microphone')]);
  const figures = await heardAfter({
    'the user hears, on Speakers': speakers.hearing.heard(call.peer.toneHz),
    'the caller hears, from Built-in microphone': call.peer.heard(secondTone),
    unplugged,
  });
  keepFigures('devices', { 'headset and microphone unplugged': figures });
  await noteInCall(app, 'Microphone removed. Your call goes on with Built-in microphone.');
  await noteInCall(app, 'Headset removed. You hear the call on');
  await notice(desktop, 'Microphone removed', 'Your call goes on with Built-in microphone.');

  await desktop.sound.plug('microphone');
  const stopTalkingAgain = desktop.sound.startTone(userTone);
  await call.peer.heard(userTone);
  await expect((await app.window('call')).getByText('Your call goes on with')).toBeHidden();
  expect(call.state).toBe('talking');
  stopTalkingAgain();
  stopSecond();
  speakers.stop();
  await call.hangUp();
});

test('the only microphone unplugged in a call: it goes on, and is whole again with the next', async ({
  app,
  desktop,
  server,
}) => {
  const call = await ring(server, app, { from: 'ana' });
  const stop = await talking(app, call, desktop);
  const speakers = await desktop.sound.listenAt('speakers');
  stop();
  const start = performance.now();
  await desktop.sound.unplug('microphone');
  await noteInCall(app, 'No microphone is left. They cannot hear you.');
  const told = Math.round(performance.now() - start);
  await notice(desktop, 'No microphone is left', 'They cannot hear you. Plug one in to go on talking.');
  const page = await app.window('call');
  await expect(page.getByLabel('Microphone', { exact: true })).toHaveText('No microphone');
  await speakers.hearing.heard(call.peer.toneHz);
  expect(call.state).toBe('talking');

  await desktop.sound.plug('second-microphone');
  const stopSecond = desktop.sound.startTone(secondTone, 'secondfeed');
  const figures = await heardAfter({ 'the caller hears': call.peer.heard(secondTone) });
  await expect(page.getByText('No microphone is left.')).toBeHidden();
  keepFigures('devices', { 'the only microphone unplugged': { 'told in the call window': told } });
  keepFigures('devices', { 'a microphone plugged in': figures });
  stopSecond();
  speakers.stop();
  await call.hangUp();
});

test('no speaker in a call: it goes on, and is heard again with the next', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  for (const device of ['headset', 'microphone', 'speakers'] as const) await desktop.sound.unplug(device);
  await noteInCall(app, 'No speaker is left. You cannot hear them.');
  await desktop.sound.plug('headset');
  const headset = await desktop.sound.listenAt('headset');
  keepFigures('devices', {
    'a speaker plugged in': await heardAfter({ 'the user hears': headset.hearing.heard(call.peer.toneHz) }),
  });
  await expect((await app.window('call')).getByText('No speaker is left.')).toBeHidden();
  expect(call.state).toBe('talking');
  headset.stop();
  await call.hangUp();
});

test('a microphone that goes while it rings: the card says so before one answers', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  const card = await app.window('ring');
  await desktop.sound.unplug('microphone');
  await expect(card.getByText('No microphone. Plug one in to answer.')).toBeVisible();
  await desktop.sound.plug('second-microphone');
  await expect(card.getByText('You will talk on')).toBeVisible();
  await desktop.sound.unplug('second-microphone');
  // Whoever is quicker than the card is told all the same.
  await desktop.screen.pressKeys('ctrl+shift+F9');
  await app.shown('call');
  await expect((await app.window('call')).getByText('No microphone was found.')).toBeVisible();
  expect((await call.ended).kind).toMatch(/declined|user-hung-up/);
  expect(requests(server, 'acceptWithAnswer', call.id)).toBeLessThanOrEqual(1);
});
