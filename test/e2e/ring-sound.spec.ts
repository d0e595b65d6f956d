import { beep, bells } from '../../scripts/assets/make-tones.ts';
import { soundRate } from '../desktop/sound.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import { measureTone } from '../peers/tone.ts';
import { answer, press, ring } from './rig/calls.ts';
import { audibleStreams } from './rig/sound-streams.ts';
import { expect, test } from './rig/test.ts';

async function chooseDevices(app: DrivenApp): Promise<void> {
  const main = await app.window('main');
  await press(app, 'main', 'Settings');
  await main.getByLabel('Ring on', { exact: true }).selectOption({ label: 'Speakers' });
  await press(app, 'main', 'Devices');
  await main.getByLabel('Speaker', { exact: true }).selectOption({ label: 'Headset' });
  await main.getByLabel('Microphone', { exact: true }).selectOption({ label: 'Microphone' });
}

test('it rings on the ring device, and the caller speaks on the call device', async ({ app, desktop, server }) => {
  await chooseDevices(app);
  const [speakers, headset] = [await desktop.sound.listenAt('speakers'), await desktop.sound.startRecording('headset')];
  const call = await ring(server, app, { from: 'ana' });
  await Promise.any(bells.map((bell) => speakers.hearing.heard(bell)));
  const whileRinging = headset.samples();
  expect(measureTone(whileRinging, soundRate).level).toBeLessThan(-80);
  await expect((await app.window('ring')).getByText('You will talk on Microphone')).toBeVisible();

  await answer(app, call);
  await until('silence on the ring device', () => speakers.hearing.last.level < -80);
  const ear = await desktop.sound.listenAt('headset');
  await ear.hearing.heard(call.peer.toneHz);
  expect(speakers.hearing.last.level).toBeLessThan(-80);
  ear.stop();
  speakers.stop();
  await headset.stop();
  await call.hangUp();
});

test('a tone is heard where it is chosen, as a call would ring, until it is stopped', async ({ app, desktop }) => {
  await chooseDevices(app);
  const main = await app.window('main');
  await press(app, 'main', 'Ringing');
  const speakers = await desktop.sound.listenAt('speakers');
  await press(app, 'main', 'Play Glass');
  await until('a tone', () => speakers.hearing.last.level > -45);
  await press(app, 'main', 'Stop Glass');
  await until('silence', () => speakers.hearing.last.level < -80);
  await expect(main.getByRole('button', { name: 'Play Glass' })).toBeVisible();
  speakers.stop();
});

/** Pieces of a tone that are closer than this are one sound: a busy machine's recording has holes. In seconds. */
const oneSoundWithin = 2;

/** When a tone began in a recording, and how much of it was heard; in seconds. */
function beepsIn(samples: Int16Array, frequency: number): { readonly at: number; heard: number }[] {
  const piece = 0.05;
  const step = soundRate * piece;
  const found: { readonly at: number; heard: number }[] = [];
  for (let start = 0; start + step <= samples.length; start += step) {
    const tone = measureTone(samples.subarray(start, start + step), soundRate);
    if (tone.level < -45 || Math.abs(tone.frequency - frequency) > 25) continue;
    const [at, last] = [start / soundRate, found.at(-1)];
    if (last !== undefined && at - last.at < oneSoundWithin) last.heard += piece;
    else found.push({ at, heard: piece });
  }
  return found;
}

test('a second call beeps softly in the call device, and once more after 10 s', async ({ app, desktop, server }) => {
  await chooseDevices(app);
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  const ear = await desktop.sound.listenAt('headset');
  await ear.hearing.heard(call.peer.toneHz);
  // So that nothing but the beep is to be heard.
  call.peer.fallSilent();
  await until('silence', () => ear.hearing.last.level < -60);
  ear.stop();
  const [headset, speakers] = [
    await desktop.sound.startRecording('headset'),
    await desktop.sound.startRecording('speakers'),
  ];
  const second = await ring(server, app, { from: 'tomas' });
  const beepsSoFar = () => beepsIn(headset.samples(), beep.frequency);
  await until('both beeps, whole', () => {
    const last = beepsSoFar()[1];
    return last !== undefined && headset.samples().length > (last.at + oneSoundWithin) * soundRate;
  });
  await headset.stop();
  const beeps = beepsSoFar();
  expect(beeps.length).toBe(2);
  for (const { heard } of beeps) expect(heard).toBeLessThanOrEqual(0.3);
  expect((beeps[1]?.at ?? 0) - (beeps[0]?.at ?? 0)).toBeGreaterThan(9);
  expect(measureTone(await speakers.stop(), soundRate).level).toBeLessThan(-80);
  await second.cancel();
  await call.hangUp();
});

test('Silence stops the sound, the card stays', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await until('a ring tone', async () => (await audibleStreams(desktop)).length === 1);
  await press(app, 'ring', 'Silence');
  await until('no sound', async () => (await audibleStreams(desktop)).length === 0);
  const page = await app.window('ring');
  await expect(page.getByRole('button', { name: 'Silenced', exact: true })).toBeVisible();
  expect(await app.isVisible('ring')).toBe(true);
  expect(call.state).toBe('ringing');
  await press(app, 'ring', 'Answer');
  await call.accepted;
  await call.hangUp();
});
