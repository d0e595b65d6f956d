import { until } from '../../test/desktop/until.ts';
import { askToQuit } from '../../test/driver/quit-from-tray.ts';
import type { SimulatedCall } from '../../test/ucwa-server/index.ts';
import { monotonicNow } from '../../test/ucwa-server/ledger.ts';
import type { Stage } from './stage.ts';
import type { Measured } from './story.ts';

/** What the user says into the microphone, in Hz; no caller's tone and no overtone of one. */
const userToneHz = 700;

/** Signs in by the form, and finds the sign-in in the keychain. */
export async function signIn({ story, app, server, desktop, pictures }: Stage): Promise<void> {
  await story.tell('Sign in', async (measured) => {
    await pictures.ofWindow(app, 'main', 'sign-in');
    const pressed = performance.now();
    await app.signIn({ ...server.credentials, keep: true });
    await app.status('Ready');
    await server.reachable();
    measured['ready after, ms'] = Math.round(performance.now() - pressed);
    const account = server.credentials.address.toLowerCase();
    const secret = await until('the sign-in in the keychain', () =>
      desktop.secretTool('lookup', 'service', 'Switchhook', 'account', account),
    );
    measured['kept in the keychain, characters'] = secret.length;
    await pictures.ofWindow(app, 'main', 'ready');
  });
}

/** Rings on the speakers, talks on the headset. */
export async function chooseDevices({ story, app, pictures }: Stage): Promise<void> {
  await story.tell('Choose Speakers to ring on, Headset to talk on', async () => {
    const main = await app.window('main');
    await main.getByRole('button', { name: 'Settings' }).click();
    await main.getByLabel('Ring on').selectOption({ label: 'Speakers' });
    await main.getByRole('button', { name: 'Devices' }).click();
    await main.getByLabel('Speaker', { exact: true }).selectOption({ label: 'Headset' });
    await main.getByLabel('Microphone', { exact: true }).selectOption({ label: 'Microphone' });
    await pictures.ofWindow(app, 'main', 'settings');
    await main.getByRole('button', { name: 'Calls' }).click();
  });
}

/** A colleague calls: window, sound and notification. */
export async function ring(stage: Stage, from: string, name: string): Promise<SimulatedCall> {
  const { story, app, server, desktop, pictures } = stage;
  return story.tell(`${name} calls`, async (measured) => {
    const speakers = await desktop.sound.listenAt('speakers');
    const call = await server.call({ from });
    const { at } = await call.ringing;
    await app.shown('ring');
    measured['ring window seen after the event, ms'] = Math.round(monotonicNow() - at);
    const bell = await until('the ring tone on Speakers', () => {
      const tone = speakers.hearing.last;
      return tone.level > -50 && tone;
    });
    speakers.stop();
    measured['ring tone on Speakers, Hz'] = Math.round(bell.frequency);
    const shown = await until('a notification', () =>
      desktop.notifications.shown().findLast(({ summary }) => summary.includes(name)),
    );
    measured.notification = shown.summary;
    measured.tray = String(((await (await desktop.trayItems())[0]?.property('ToolTip')) as unknown[])?.[2] ?? '');
    await pictures.ofWindow(app, 'ring', `ring-${from}`);
    await pictures.ofDesktop(desktop, `desktop-ring-${from}`);
    return call;
  });
}

/** Answers by the global hotkey and measures both voices where they are heard. */
export async function answerAndTalk(stage: Stage, call: SimulatedCall): Promise<void> {
  const { story, app, desktop, pictures } = stage;
  await story.tell('Answer with Ctrl+Shift+F9', async (measured) => {
    const pressed = monotonicNow();
    await desktop.screen.pressKeys('ctrl+shift+F9');
    await call.accepted;
    measured['accepted after, ms'] = Math.round(monotonicNow() - pressed);
    await app.shown('ring', false);
    await app.shown('call');
  });
  await story.tell('Both hear each other', async (measured) => {
    const headset = await desktop.sound.listenAt('headset');
    const stopTalking = desktop.sound.startTone(userToneHz);
    const [userHears, callerHears] = await Promise.all([
      headset.hearing.heard(call.peer.toneHz),
      call.peer.heard(userToneHz),
    ]);
    headset.stop();
    measured['caller says, Hz'] = call.peer.toneHz;
    measured['user hears on Headset, Hz'] = Math.round(userHears.frequency);
    measured['user says, Hz'] = userToneHz;
    measured['caller hears at its RTP port, Hz'] = Math.round(callerHears.frequency);
    await pictures.ofWindow(app, 'call', 'call');
    await pictures.ofDesktop(desktop, 'desktop-call');
    await mute(stage, call, measured);
    stopTalking();
  });
}

async function mute({ app, desktop, pictures }: Stage, call: SimulatedCall, measured: Measured): Promise<void> {
  await desktop.screen.pressKeys('ctrl+shift+F11');
  const muted = await call.peer.quiet();
  measured['muted, caller hears, dBFS'] = Math.round(muted.level);
  await pictures.ofWindow(app, 'call', 'call-muted');
  await desktop.screen.pressKeys('ctrl+shift+F11');
  measured['unmuted, caller hears, Hz'] = Math.round((await call.peer.heard(userToneHz)).frequency);
}

/** Hangs up by the global hotkey. */
export async function hangUp({ story, app, desktop, pictures }: Stage, call: SimulatedCall): Promise<void> {
  await story.tell('Hang up with Ctrl+Shift+F12', async (measured) => {
    const pressed = monotonicNow();
    await desktop.screen.pressKeys('ctrl+shift+F12');
    const ending = await call.ended;
    measured['ended at the server after, ms'] = Math.round(monotonicNow() - pressed);
    expectEnding(ending.kind, 'user-hung-up');
    await pictures.ofWindow(app, 'call', 'call-ended');
    await app.shown('call', false);
    await noStreams(desktop, measured);
  });
}

/** Declines in the ring window. */
export async function decline({ story, app, desktop, pictures }: Stage, call: SimulatedCall): Promise<void> {
  await story.tell('Decline in the ring window', async (measured) => {
    const page = await app.window('ring');
    const pressed = monotonicNow();
    await page.getByRole('button', { name: 'Decline', exact: true }).click();
    const ending = await call.ended;
    measured['declined at the server after, ms'] = Math.round(monotonicNow() - pressed);
    await app.shown('ring', false);
    measured['ring window gone after, ms'] = Math.round(monotonicNow() - pressed);
    expectEnding(ending.kind, 'declined');
    await noStreams(desktop, measured);
    await pictures.ofWindow(app, 'main', 'calls');
  });
}

/** Quits by the tray's menu, and says yes when asked; the server must have nothing to complain about. */
export async function quit({ story, app, server, desktop, pictures }: Stage): Promise<void> {
  await story.tell('Quit from the tray menu', async (measured) => {
    const ended = app.ended();
    await askToQuit(desktop);
    await pictures.ofDesktop(desktop, 'desktop-quit');
    await desktop.screen.pressKeys('shift+Tab', 'Return');
    await ended;
    await server.waitFor(({ kind, method, rel }) => kind === 'request' && method === 'DELETE' && rel === 'application');
    server.assertNoViolations();
    measured['violations of the protocol'] = server.violations.length;
  });
}

function expectEnding(found: string, wanted: string): void {
  if (found !== wanted) throw new Error(`the call ended by "${found}", not by "${wanted}"`);
}

/** No sound is played or recorded any more. */
async function noStreams({ sound }: Stage['desktop'], measured: Measured): Promise<void> {
  const began = performance.now();
  await until('the end of all sound', async () => {
    const { playing, recording } = await sound.streams();
    return playing + recording === 0;
  });
  measured['audio streams closed after that, ms'] = Math.round(performance.now() - began);
}
