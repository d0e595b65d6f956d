import { answer, bothAreHeard, press, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

test('a meeting: asked to it, in the lobby, heard, led, and left', async ({ app, desktop, server }) => {
  const { meetings } = server;
  const meeting = meetings.invite({
    from: 'priya',
    subject: 'Supplier review',
    people: ['ana'],
    lobby: true,
    leads: true,
  });
  await app.shown('ring');
  const card = await app.window('ring');
  await expect(card.getByText('Meeting invitation')).toBeVisible();
  await expect(card.getByText('Supplier review')).toBeVisible();
  await press(app, 'ring', 'Answer');
  await app.shown('call');
  const call = await app.window('call');
  await expect(call.getByText('You wait in the lobby.')).toBeVisible();
  meeting.enter();
  await expect.poll(() => meeting.sound?.state).toBe('talking');
  const sound = meeting.sound;
  if (sound === undefined) throw new Error('there is no sound');
  await bothAreHeard(desktop, sound);

  await call.getByRole('button', { name: 'People, 3', exact: true }).click();
  meetings.join(meeting, 'noor', { inLobby: true });
  await call.getByRole('button', { name: 'Admit Noor Galal', exact: true }).click();
  await expect(call.getByRole('button', { name: 'People, 4', exact: true })).toBeVisible();
  await call.getByRole('button', { name: 'Mute Noor Galal', exact: true }).click();
  await expect(call.getByRole('button', { name: 'Unmute Noor Galal', exact: true })).toBeVisible();

  meeting.muteUser(true);
  await expect(call.getByText('You were muted by the meeting.')).toBeVisible();
  await call.getByRole('button', { name: 'Unmute', exact: true }).click();
  await expect(call.getByText('You were muted by the meeting.')).toHaveCount(0);
  await press(app, 'call', 'Leave');
  await expect.poll(() => meeting.isOver).toBe(true);
  expect((await sound.ended).kind).toMatch(/hung-up/);
});

test('a meeting is joined by its address, and a locked one is not', async ({ app, server }) => {
  const [scheduled] = server.meetings.scheduled;
  if (scheduled === undefined) throw new Error('no meeting is scheduled');
  scheduled.refusal = { code: 'RemoteFailure', subcode: 'InviteesOnly' };
  const main = await app.window('main');
  await main.getByRole('button', { name: 'Meetings', exact: true }).click();
  await main.getByRole('menuitem', { name: 'Join meeting', exact: true }).click();
  await main.keyboard.type(scheduled.joinUrl);
  await main.keyboard.press('Enter');
  await app.shown('call');
  const call = await app.window('call');
  await expect(call.getByText('The meeting is locked')).toBeVisible();
  delete scheduled.refusal;
  await call.getByRole('button', { name: 'Try again' }).click();
  await expect(call.getByRole('heading', { name: 'Weekly logistics' })).toBeVisible();
  await expect.poll(() => server.meetings.newest?.sound?.state).toBe('talking');
  server.meetings.newest?.removeUser();
  await expect(call.getByText('You were removed from the meeting.')).toBeVisible();
});

test('a call is made a meeting while both talk, and somebody is added', async ({ app, desktop, server }) => {
  const { meetings } = server;
  meetings.escalates = true;
  const call = await ring(server, app);
  await answer(app, call);
  const window = await app.window('call');
  await bothAreHeard(desktop, call);
  await window.getByRole('button', { name: 'More', exact: true }).click();
  await window.getByRole('button', { name: 'Make this a meeting', exact: true }).click();
  await expect.poll(() => meetings.newest?.sound?.state).toBe('talking');
  expect((await call.ended).kind).toBe('in-meeting');
  const sound = meetings.newest?.sound;
  if (sound === undefined) throw new Error('there is no sound');
  await bothAreHeard(desktop, sound);

  await window.getByRole('button', { name: 'People, 2', exact: true }).click();
  await window.getByRole('button', { name: 'Add person', exact: true }).click();
  await window.getByRole('combobox', { name: 'Number or address' }).fill('priya.raman@northwind.example');
  await window.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(window.getByRole('button', { name: 'People, 3', exact: true })).toBeVisible();
  await press(app, 'call', 'Leave');
  await expect.poll(() => meetings.newest?.isOver).toBe(true);
  expect((await sound.ended).kind).toMatch(/hung-up/);
});
