import { networkInterfaces } from 'node:os';
import { Coturn } from '../peers/coturn.ts';
import { startMsTurnServer } from '../peers/ms-turn/server.ts';
import { meansWith } from '../ucwa-server/application/media-means.ts';
import { colleagues } from '../ucwa-server/people.ts';
import { answer, bothAreHeard, press, ring, userTone } from './rig/calls.ts';
import { writePolicy } from './rig/policy-file.ts';
import { expect, test } from './rig/test.ts';
import { bringUpCall } from './rig/x-windows.ts';

test('both hear each other; mute by key and by button; the meters move', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  const headset = await desktop.sound.listenAt('speakers');
  const stopTalking = desktop.sound.startTone(userTone);
  await Promise.all([headset.hearing.heard(call.peer.toneHz), call.peer.heard(userTone)]);

  const page = await app.window('call');
  for (const name of ['Microphone level', 'Speaker level']) {
    await expect
      .poll(async () => Number(await page.getByRole('meter', { name, exact: true }).getAttribute('aria-valuenow')))
      .toBeGreaterThan(0);
  }
  await expect(page.getByText(/^\d:[0-5]\d$/)).toBeVisible();
  await expect(page.locator('.sound-word')).toHaveText('Good sound');

  await desktop.screen.pressKeys('ctrl+shift+F11');
  await expect(page.getByRole('button', { name: 'Unmute', exact: true })).toBeVisible();
  await call.peer.quiet();
  await expect
    .poll(() => page.getByRole('meter', { name: 'Microphone level', exact: true }).getAttribute('aria-valuenow'))
    .toBe('0');
  await headset.hearing.heard(call.peer.toneHz);
  await press(app, 'call', 'Unmute');
  await call.peer.heard(userTone);
  await press(app, 'call', 'Mute');
  await call.peer.quiet();
  await desktop.screen.pressKeys('ctrl+shift+F11');
  await call.peer.heard(userTone);

  stopTalking();
  headset.stop();
  const { traffic } = call.peer;
  expect(traffic.malformed).toBe(0);
  expect(traffic.payloadTypes.every((type) => [0, 13].includes(type))).toBe(true);
  await call.hangUp();
});

test('both hear each other where the caller encrypts, and insists on it', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana', security: 'sdes' });
  await answer(app, call);
  expect((await call.accepted).sdp).toMatch(/RTP\/SAVP[\s\S]*a=crypto:3 [\s\S]*a=encryption:required/);
  await bothAreHeard(desktop, call);
  await call.hangUp();
});

test('both hear each other where the caller is found by ICE alone, as Skype for Business speaks it, and begins it anew', async ({
  app,
  desktop,
  server,
}) => {
  const call = await ring(server, app, { from: 'ana', security: 'sdes', transport: 'ice' });
  await answer(app, call);
  await bothAreHeard(desktop, call);
  expect((await call.restart()).kind).toBe('answered');
  await bothAreHeard(desktop, call);
  await call.hangUp();
});

test('both hear each other in each codec, encrypted and over ICE', async ({ app, desktop, server }) => {
  for (const codec of ['PCMA', 'G722', 'opus'] as const) {
    const call = await ring(server, app, { from: 'ana', security: 'sdes', transport: 'ice', codec });
    await answer(app, call);
    await bothAreHeard(desktop, call);
    await call.hangUp();
  }
});

test('both hear each other where packets name their key, and where encryption is the caller’s wish', async ({
  app,
  desktop,
  server,
}) => {
  for (const [options, taken] of [
    [{ security: 'mki', media: 'gstreamer' }, /^a=crypto:1 \S+ inline:\S+\|2\^31\|7:1$/m],
    [{ security: 'optional' }, /^m=audio \d+ RTP\/S?AVP /m],
    [{ security: 'optional', transport: 'ice' }, /^m=audio \d+ RTP\/S?AVP /m],
  ] as const) {
    const call = await ring(server, app, { from: 'ana', ...options });
    await answer(app, call);
    const { sdp } = await call.accepted;
    expect(sdp).toMatch(taken);
    expect(sdp).toContain('a=crypto:');
    await bothAreHeard(desktop, call);
    await call.hangUp();
  }
});

test('both hear each other over IPv6, as offered and by ICE', async ({ app, desktop, server }) => {
  const hasIpv6 = Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
  test.skip(!hasIpv6, 'this computer has no IPv6');
  for (const options of [{}, { security: 'sdes', transport: 'ice' }] as const) {
    const call = await ring(server, app, { from: 'ana', address: '::1', ...options });
    await answer(app, call);
    expect((await call.accepted).sdp).toContain('IN IP6 ::1');
    await bothAreHeard(desktop, call);
    await call.hangUp();
  }
});

test('both hear each other whatever way a colleague of the demo speaks', async ({ desktop, launch, server }) => {
  const relay = await startMsTurnServer();
  Object.assign(server.media, meansWith(relay));
  const app = await launch();
  await app.signIn({ ...server.credentials, keep: false });
  await app.status('Ready');
  await server.reachable();
  for (const { person, voice, video } of colleagues.filter((each) => each.voice !== undefined)) {
    const call = await ring(server, app, { from: person.id });
    await answer(app, call);
    await bothAreHeard(desktop, call);
    const { sdp } = await call.accepted;
    if (video === true) expect(sdp).toMatch(/^m=video 0 RTP\/AVP /m);
    if (voice?.transport === 'relay') expect(call.offer.sdp).not.toMatch(/ typ host/);
    await call.hangUp();
  }
  await relay.stop();
});

test('both hear each other over a relay alone, whose token the server gives', async ({ desktop, launch, server }) => {
  const relay = await Coturn.start();
  const { address: host, port, userName, password } = relay;
  Object.assign(server.media, { relays: [{ host, udpPort: port, tcpPort: port }], userName, password });
  const app = await launch({ env: writePolicy(desktop, { mediaRelayOnly: true }) });
  await app.signIn({ ...server.credentials, keep: false });
  await app.status('Ready');
  await server.reachable();
  const call = await ring(server, app, { from: 'ana', security: 'sdes', transport: 'ice' });
  await answer(app, call);
  const { sdp } = await call.accepted;
  const candidates = sdp.match(/^a=candidate:.*$/gm) ?? [];
  expect(candidates.length).toBe(2);
  for (const line of candidates) expect(line).toMatch(/ typ relay raddr 0\.0\.0\.0 rport 9$/);
  await bothAreHeard(desktop, call);
  const main = await app.window('main');
  await main.getByRole('button', { name: /^Diagnostics/ }).click();
  await expect(main.locator('[data-check="relay"]')).toContainText('Reached at the last call');
  await call.hangUp();
  await relay.stop();
});

test('a caller who does not encrypt is turned down where the server wants it, in words', async ({ launch, server }) => {
  server.media.audioVideoEncryption = 'Enforced';
  const app = await launch();
  await app.signIn({ ...server.credentials, keep: false });
  await app.status('Ready');
  await server.reachable();
  await server.ledger.waitFor(({ rel }) => rel === 'mediaPolicies');
  const call = await server.call({ from: 'ana' });
  expect(await call.ended).toEqual({ kind: 'declined', reason: 'EncryptionMismatch' });
  await expect((await app.window('main')).getByRole('option').first()).toContainText(
    'does not encrypt its sound, which your organization wants',
  );
  const encrypted = await ring(server, app, { from: 'ana', security: 'sdes' });
  await answer(app, encrypted);
  await encrypted.hangUp();
});

test('a call can be hung up by each way', async ({ app, desktop, server }) => {
  const ways: Readonly<Record<string, () => Promise<void>>> = {
    'the global key': () => desktop.screen.pressKeys('ctrl+shift+F12'),
    'its button': () => press(app, 'call', 'Hang up'),
    'the tray menu': async () => (await desktop.trayItems())[0]?.choose('Hang up'),
    'closing the window': async () => {
      const page = await app.window('call');
      await bringUpCall(desktop, '^Ana Lindqvist$');
      await desktop.screen.pressKeys('alt+F4');
      const question = page.getByRole('dialog', { name: 'Hang up?' });
      await question.getByRole('button', { name: 'Keep talking', exact: true }).click();
      await expect(question).toBeHidden();
      expect(await app.isVisible('call')).toBe(true);
      await desktop.screen.pressKeys('alt+F4');
      await question.getByRole('button', { name: 'Hang up', exact: true }).click();
    },
  };
  for (const [name, way] of Object.entries(ways)) {
    await test.step(name, async () => {
      const call = await ring(server, app, { from: 'ana' });
      await answer(app, call);
      await way();
      expect(await call.ended).toEqual({ kind: 'user-hung-up', reason: 'UserInitiatedAction' });
      await press(app, 'call', 'Close');
      await app.shown('call', false);
    });
  }
});

test('when the other side hangs up the window says so, and goes', async ({ app, server }) => {
  const call = await ring(server, app, { from: 'tomas' });
  await answer(app, call);
  await call.hangUp();
  const page = await app.window('call');
  await expect(page.getByRole('status').filter({ hasText: 'Call ended' }).first()).toBeVisible();
  expect(await app.isVisible('call')).toBe(true);
  await app.shown('call', false);
  const main = await app.window('main');
  await expect(main.getByRole('option').first()).toHaveAccessibleName(/Tomás Oliveira/);
});
