import { until } from '../desktop/until.ts';
import { answer, press, requests, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

test('an answer, a hang-up and a decline that the server refuses once', async ({ app, server }) => {
  await test.step('the answer: the card stays, says so, and is pressed again', async () => {
    const call = await ring(server, app, { from: 'ana' });
    const card = await app.window('ring');
    const name = card.getByRole('button', { name: 'Answer', exact: true });
    const place = await name.boundingBox();
    server.faults.failNext('acceptWithAnswer', 503, 'Service unavailable');
    await name.click();
    await expect(card.getByRole('alert')).toHaveText('The call could not be answered. Try again.');
    expect(await app.isVisible('ring')).toBe(true);
    expect(await name.boundingBox()).toEqual(place);
    expect(call.state).toBe('ringing');
    await answer(app, call);
    expect(requests(server, 'acceptWithAnswer', call.id)).toBe(2);

    server.faults.failNext('stopAudioVideo', 200, '<html>Sign in to this network first</html>');
    await press(app, 'call', 'Hang up');
    expect(await call.ended).toEqual({ kind: 'user-hung-up', reason: 'UserInitiatedAction' });
    await app.shown('call', false);
  });
  await test.step('the decline', async () => {
    const call = await ring(server, app, { from: 'ana' });
    server.faults.failNext('decline', 429, { code: 'TooManyRequests' }, { 'Retry-After': '1' });
    await press(app, 'ring', 'Decline');
    await app.shown('ring', false);
    expect(await call.ended).toEqual({ kind: 'declined', reason: 'Global' });
    expect(requests(server, 'decline', call.id)).toBe(2);
  });
});

test('an offer that cannot be met is on no screen, and is told of as missed', async ({ app, desktop, server }) => {
  const notices = desktop.notifications.shown().length;
  const call = await server.call({ from: 'ana', alterSdp: (sdp) => sdp.replace('RTP/AVP', 'RTP/SAVP') });
  expect((await call.ended).kind).toBe('declined');
  const missed = await until('a notice', () => desktop.notifications.shown()[notices]);
  expect(missed?.summary).toBe('Missed call from Ana Lindqvist');
  expect(missed?.body).toContain('Sound could not be set up.');
  expect(await app.isVisible('ring')).toBe(false);
  const row = (await app.window('main')).getByRole('option').first();
  await expect(row).toContainText('Sound could not be set up');
  const since = desktop.notifications.shown().slice(notices);
  expect(since.filter(({ summary }) => summary.includes('is calling'))).toEqual([]);
});

test('a transfer takes the place of the call that is up', async ({ app, desktop, server }) => {
  const before = await ring(server, app, { from: 'ana' });
  await answer(app, before);
  const ear = await desktop.sound.listenAt('speakers');
  await ear.hearing.heard(before.peer.toneHz);
  const after = await server.call({ from: 'tomas', replaces: before });
  await after.accepted;
  await ear.hearing.heard(after.peer.toneHz);
  ear.stop();
  const page = await app.window('call');
  await expect(page.getByRole('heading', { name: 'Tomás Oliveira' })).toBeVisible();
  expect(await app.isVisible('ring')).toBe(false);
  await press(app, 'call', 'Hang up');
  expect((await after.ended).kind).toBe('user-hung-up');
  await app.shown('call', false);
  await expect((await app.window('main')).getByRole('option')).toHaveCount(1);
});

test('an account that may not take calls', async ({ launch, server, desktop }) => {
  server.account.refusedModalities = ['Audio', 'Video', 'PhoneAudio'];
  const app = await launch();
  await app.signIn({ ...server.credentials, keep: false });
  await app.status('No calls');
  const main = await app.window('main');
  await expect(main.getByText('Your account cannot take calls in this app.')).toBeVisible();
  await expect(main.getByText('Ask your administrator to turn on calls for it.')).toBeVisible();
  const told = () => desktop.notifications.shown().filter(({ summary }) => summary === 'Calls do not ring here');
  await until('a notice', () => told().length === 1);
  expect(told()[0]?.body).toContain('Your account cannot take calls in this app.');
});
