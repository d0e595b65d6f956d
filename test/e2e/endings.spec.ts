import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import { colleague } from '../ucwa-server/index.ts';
import { appProcessesWith, udpPorts } from './rig/app-processes.ts';
import { answer, bothAreHeard, isHeard, requests, ring } from './rig/calls.ts';
import { keepFigures } from './rig/figures.ts';
import { endsWith } from './rig/gone.ts';
import { audibleStreams } from './rig/sound-streams.ts';
import { expect, test } from './rig/test.ts';

/** The newest row of the history says this. */
async function historySays(app: DrivenApp, ...texts: readonly string[]): Promise<void> {
  const row = (await app.window('main')).getByRole('option').first();
  for (const text of texts) await expect(row).toContainText(text);
}

/** Sockets are bound and the tone plays: there is something to get rid of. */
async function ringsAloud(desktop: Desktop): Promise<void> {
  await until('the sockets of the call', () => udpPorts(desktop).length > 0);
  await until('a ring tone', async () => (await audibleStreams(desktop)).length > 0);
}

function mediaProcess(desktop: Desktop): number {
  const [media] = appProcessesWith(desktop, '--utility-sub-type=node.mojom.NodeService');
  if (media === undefined) throw new Error('there is no media process');
  return media;
}

async function talks(desktop: Desktop): Promise<void> {
  await until('a microphone', async () => (await audibleStreams(desktop)).some(({ kind }) => kind === 'recording'));
}

test('the caller gives up, someone else answers, the user declines', async ({ app, desktop, server }) => {
  const ringing = async () => {
    const call = await ring(server, app, { from: 'ana' });
    await ringsAloud(desktop);
    return { call, notices: desktop.notifications.shown().length };
  };
  await test.step('the caller gives up', async () => {
    const { call, notices } = await ringing();
    await endsWith('caller gives up', { app, desktop }, () => call.cancel());
    await historySays(app, 'Missed', 'The caller hung up.');
    const missed = await until('a notice', () => desktop.notifications.shown()[notices]);
    expect(missed?.summary).toBe('Missed call from Ana Lindqvist');
    expect(await app.isVisible('call')).toBe(false);
  });
  await test.step('someone else answers', async () => {
    const { call, notices } = await ringing();
    await endsWith('answered elsewhere', { app, desktop }, () => call.answerElsewhere(colleague('tomas')?.person));
    await historySays(app, 'Elsewhere', 'Answered by Tomás Oliveira');
    expect(desktop.notifications.shown().slice(notices)).toEqual([]);
  });
  await test.step('the user declines', async () => {
    const { call } = await ringing();
    await endsWith('the user declines', { app, desktop }, () => desktop.screen.pressKeys('ctrl+shift+F10'));
    expect((await call.ended).kind).toBe('declined');
  });
});

test('the network drops while it rings, and comes back', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await ringsAloud(desktop);
  const notices = desktop.notifications.shown().length;
  await endsWith('network drops while it rings', { app, desktop }, () => server.faults.refuse(true));
  await historySays(app, 'Missed', 'The network dropped');
  const notice = await until('a notice', () => desktop.notifications.shown()[notices] ?? null);
  expect(notice.body).toContain('The network dropped');
  await app.status('Reconnecting');

  await server.faults.refuse(false);
  await app.shown('ring');
  await app.status('Ready');
  await answer(app, call);
  await call.hangUp();
});

test('the network drops in a call: voice goes on, and so does the call', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  const ear = await desktop.sound.listenAt('speakers');
  await ear.hearing.heard(call.peer.toneHz);
  await server.faults.refuse(true);
  await app.status('Reconnecting');
  await ear.hearing.heard(call.peer.toneHz);
  await server.faults.refuse(false);
  await app.status('Ready');
  await ear.hearing.heard(call.peer.toneHz);
  ear.stop();
  expect(call.state).toBe('talking');
  await endsWith('caller hangs up', { app, desktop }, () => call.hangUp());
});

test('there is no microphone', async ({ app, desktop, server }) => {
  await desktop.sound.unplug('microphone');
  const call = await ring(server, app, { from: 'ana' });
  const card = await app.window('ring');
  await expect(card.getByText('No microphone. Plug one in to answer.')).toBeVisible();
  await endsWith('no microphone', { app, desktop }, () => desktop.screen.pressKeys('ctrl+shift+F9'));
  await app.shown('call');
  const page = await app.window('call');
  await expect(page.getByText('No microphone was found.')).toBeVisible();
  await historySays(app, 'No microphone was found');
  // The rest of the user's phones ring on.
  expect(requests(server, 'acceptWithAnswer', call.id)).toBe(0);
  expect(await call.ended).toEqual({ kind: 'declined', reason: 'Local' });
  await app.shown('call', false);
});

test('the system does not allow the microphone', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await ringsAloud(desktop);
  // Chromium asks no system for it on Linux (docs/shipped-not-run.md): only the app's own decision is replaced.
  await app.electron.evaluate(({ session }) =>
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => {
      Object.assign(globalThis, { refusedAt: performance.timeOrigin + performance.now() });
      decide(false);
    }),
  );
  await endsWith(
    'microphone denied',
    { app, desktop },
    () => desktop.screen.pressKeys('ctrl+shift+F9'),
    () => app.electron.evaluate(() => (globalThis as unknown as { refusedAt: number }).refusedAt),
  );
  await app.shown('call');
  await expect((await app.window('call')).getByText('The microphone is not allowed.')).toBeVisible();
  await historySays(app, 'Failed', 'The microphone is not allowed');
  await call.ended;
  await app.shown('call', false);
});

test('another program has the microphone for itself', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await ringsAloud(desktop);
  // What Chromium answers when a driver refuses; PulseAudio refuses nobody (docs/shipped-not-run.md).
  const sound = await app.window('sound');
  await sound.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => {
      Object.assign(globalThis, { refusedAt: performance.timeOrigin + performance.now() });
      return Promise.reject(new DOMException('in use', 'NotReadableError'));
    };
  });
  await endsWith(
    'microphone fails',
    { app, desktop },
    () => desktop.screen.pressKeys('ctrl+shift+F9'),
    () => sound.evaluate(() => (globalThis as unknown as { refusedAt: number }).refusedAt),
  );
  await app.shown('call');
  await expect((await app.window('call')).getByText('The microphone could not be opened.')).toBeVisible();
  await historySays(app, 'Failed', 'The microphone could not be opened');
  await call.ended;
  await app.shown('call', false);
});

test('the media process dies in a call that takes no offers; the next call has sound again', async ({
  app,
  desktop,
  server,
}) => {
  const call = await ring(server, app, { from: 'ana', renegotiable: false });
  await answer(app, call);
  await talks(desktop);
  await endsWith('the media process dies', { app, desktop }, async () =>
    process.kill(mediaProcess(desktop), 'SIGKILL'),
  );
  await expect((await app.window('call')).getByText('Sound could not be set up.')).toBeVisible();
  expect(await call.ended).toEqual({ kind: 'user-hung-up', reason: 'MediaConnectivityFailure' });

  const next = await ring(server, app, { from: 'tomas' });
  await answer(app, next);
  await isHeard(desktop, next);
  await next.hangUp();
});

for (const [how, options] of [
  ['in the clear', {}],
  ['encrypted, over ICE', { security: 'sdes', transport: 'ice' }],
] as const)
  test(`the media process dies in a call ${how}: it is said, and both hear each other again`, async ({
    app,
    desktop,
    server,
  }) => {
    const call = await ring(server, app, { from: 'ana', ...options });
    await answer(app, call);
    await bothAreHeard(desktop, call);
    const note = (await app.window('call')).getByText('The sound broke off.');
    const said = note.waitFor();
    const killedAt = performance.now();
    process.kill(mediaProcess(desktop), 'SIGKILL');
    await said;
    await expect(note).toBeHidden();
    keepFigures(`media-process, ${how}`, { restoredMs: Math.round(performance.now() - killedAt) });
    await bothAreHeard(desktop, call);
    expect(await (await app.window('call')).getByRole('button', { name: 'Hang up' }).isEnabled()).toBe(true);
    await call.hangUp();
  });

test('the media process dies while a call rings: it rings on, and is answered with sound', async ({
  app,
  desktop,
  server,
}) => {
  const call = await ring(server, app, { from: 'ana' });
  await ringsAloud(desktop);
  const ports = udpPorts(desktop);
  process.kill(mediaProcess(desktop), 'SIGKILL');
  await until('other sockets', () => {
    const now = udpPorts(desktop);
    return now.length > 0 && now.every((port) => !ports.includes(port));
  });
  await answer(app, call);
  await bothAreHeard(desktop, call);
  await call.hangUp();
});

test('nothing comes from the other side for 30 s: the call ends, and why is said', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  await talks(desktop);
  await isHeard(desktop, call);
  const start = performance.now();
  call.peer.fallSilent();
  expect(await call.ended).toEqual({ kind: 'user-hung-up', reason: 'MediaTimeout' });
  const seconds = (performance.now() - start) / 1000;
  expect(seconds).toBeGreaterThan(29);
  await expect((await app.window('call')).getByText('The sound stopped.')).toBeVisible();
  await until('the end of sound and microphone', async () => (await audibleStreams(desktop)).length === 0);
  await until('closed sockets', () => udpPorts(desktop).length === 0);
  await historySays(app, 'The sound stopped', 'Nothing came from the other side for 30 seconds');
  keepFigures('far-silent', { 'ended after, s': Math.round(seconds * 10) / 10 });
});

test('an offer whose sound cannot be set up does not ring', async ({ app, desktop, server }) => {
  const notices = desktop.notifications.shown().length;
  const call = await server.call({ from: 'ana', alterSdp: (sdp) => sdp.replace('RTP/AVP', 'RTP/SAVP') });
  expect(await call.ended).toEqual({ kind: 'declined', reason: 'EncryptionMismatch' });
  await historySays(app, 'Ana Lindqvist', 'encrypts its sound in a way');
  const notice = await until('a notice', () =>
    desktop.notifications
      .shown()
      .slice(notices)
      .find(({ body }) => body.includes('Sound could not be set up')),
  );
  expect(notice.summary).toContain('Ana Lindqvist');
  const relay = 'a=ice-ufrag:abcd\r\na=candidate:1 1 UDP 1 127.0.0.1 50000 typ relay\r\n';
  for (const [alterSdp, reason, words] of [
    [(sdp: string) => sdp.replace('RTP/AVP 0', 'RTP/AVP 104'), 'CodecMismatch', 'no sound format'],
    [(sdp: string) => `${sdp}${relay}`, 'MediaConnectivityFailure', 'cannot reach the other side’s sound'],
    [(sdp: string) => sdp.replace(/c=.*/, 'c=IN IP4 169.254.169.254'), 'MediaConnectivityFailure', 'cannot reach'],
    [(sdp: string) => sdp.replace('m=audio', 'm=video'), 'UnsupportedMedia', 'offered no sound'],
  ] as const) {
    const other = await server.call({ from: 'tomas', alterSdp });
    expect(await other.ended).toEqual({ kind: 'declined', reason });
    await historySays(app, 'Tomás Oliveira', words);
  }
  await app.shown('ring', false);
  // Nobody was to talk to, so no window for talking was made.
  expect(app.electron.windows().filter((page) => page.url().endsWith('call.html'))).toEqual([]);
});

test('the user hangs up', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  await talks(desktop);
  await endsWith('the user hangs up', { app, desktop }, () => desktop.screen.pressKeys('ctrl+shift+F12'));
  expect((await call.ended).kind).toBe('user-hung-up');
});
