import type { Page } from '@playwright/test';
import { busy } from '../ucwa-server/calls/dialled/manner.ts';
import { bothAreHeard, dial, press } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

const title = (page: Page, name: string) => page.getByText(name, { exact: true }).first();

test('a call out rings there, and both hear each other, encrypted and by ICE', async ({ app, desktop, server }) => {
  const call = await dial(server, app, '+46 8 555 012 34', { kind: 'rings' });
  const page = await app.window('call');
  await expect(page.getByText(/^Ringing/).first()).toBeVisible();
  await expect(title(page, 'Ana Lindqvist')).toBeVisible();
  expect(call.dialled?.offer.sdp).toMatch(/a=ice-ufrag:[\s\S]*a=crypto:/);
  await call.pickUp();
  await bothAreHeard(desktop, call);
  await press(app, 'call', 'Hang up');
  expect(await call.ended).toEqual({ kind: 'user-hung-up', reason: 'UserInitiatedAction' });
});

test('early sound is heard, and the user is not, until somebody answers', async ({ app, desktop, server }) => {
  const call = await dial(server, app, '+46 8 555 012 34', { kind: 'rings' });
  await call.answerEarly();
  const headset = await desktop.sound.listenAt('speakers');
  await headset.hearing.heard(call.peer.toneHz);
  const page = await app.window('call');
  await expect(page.getByText(/They cannot hear you yet/)).toBeVisible();
  headset.stop();
  await call.pickUp();
  await bothAreHeard(desktop, call);
  await call.hangUp();
});

test('hung up while it rings, it stops ringing there', async ({ app, server }) => {
  const call = await dial(server, app, '+46 8 555 012 34', { kind: 'rings' });
  await press(app, 'call', 'Hang up');
  expect(await call.ended).toEqual({ kind: 'user-cancelled' });
});

test('busy says so, and calls back from the window and from the list', async ({ app, desktop, server }) => {
  const call = await dial(server, app, '+46 8 555 012 34', busy);
  expect((await call.ended).kind).toBe('failed');
  const page = await app.window('call');
  await expect(title(page, 'Busy')).toBeVisible();

  server.calls.manner = { kind: 'answers', afterMs: 500 };
  // A press that follows the end at once is taken for one that was meant to hang up.
  const back = page.getByRole('button', { name: 'Call back', exact: true });
  await expect(async () => {
    if (await back.isVisible()) await back.click({ timeout: 500 });
    expect(server.calls.all).toHaveLength(2);
  }).toPass();
  const [, answered] = server.calls.all;
  if (answered === undefined) throw new Error('there is no second call');
  await bothAreHeard(desktop, answered);
  await answered.hangUp();

  const third = server.calls.nextDialled();
  const main = await app.window('main');
  const row = main.getByRole('option').first();
  await row.focus();
  await row.press('Control+Enter');
  const fromList = await third;
  expect(fromList.from.id).toBe('ana');
  await press(app, 'call', 'Hang up');
  await fromList.ended;
});
