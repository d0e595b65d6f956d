import { answeredTarget } from '../peers/gateway-call.ts';
import { answer, bothAreHeard, isHeard, ring, userTone } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

test('who hears nothing is told whose side it is, and that sound is back', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana', security: 'sdes', transport: 'ice' });
  await answer(app, call);
  await bothAreHeard(desktop, call);
  // A microphone that hears nothing would be told of, too.
  const stopTalking = desktop.sound.startTone(userTone);
  const page = await app.window('call');
  const word = page.locator('.sound-word');
  await expect(word).toHaveText('Good sound');
  call.peer.fallSilent();
  await expect(word).toHaveText('No sound: their side', { timeout: 15_000 });
  await expect(page.getByText('Nothing arrives from Ana Lindqvist.')).toBeVisible();
  await call.peer.talkTo(answeredTarget((await call.accepted).sdp));
  await expect(word).toHaveText('Good sound', { timeout: 15_000 });
  await isHeard(desktop, call);
  stopTalking();
  await call.hangUp();
});

test('a call that begins on hold by the other side says so, and is heard once they come back', async ({
  app,
  desktop,
  server,
}) => {
  const alterSdp = (sdp: string) => sdp.replace('a=sendrecv', 'a=inactive');
  const call = await ring(server, app, { from: 'ana', alterSdp });
  await answer(app, call);
  const page = await app.window('call');
  await expect(page.getByText('On hold by the other side.')).toBeVisible();
  expect((await call.resume()).kind).toBe('answered');
  await expect(page.getByText('On hold by the other side.')).toBeHidden();
  await bothAreHeard(desktop, call);
  await call.hangUp();
});
