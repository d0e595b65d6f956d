import { until } from '../desktop/until.ts';
import { answer, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';
import { trayItem, trayTooltip } from './rig/tray.ts';

const heldWords = 'On hold by the other side.';
/** What the user says, in Hz; no caller's tone and no overtone of one. */
const userTone = 700;

test('the other side holds, by each way, and comes back', async ({ app, desktop, server }) => {
  const odd = 'm=x-data 5002 RTP/SAVP 127\r\n';
  const call = await ring(server, app, { from: 'ana', alterSdp: (sdp) => `${sdp}${odd}` });
  await answer(app, call);
  const page = await app.window('call');
  const item = await trayItem(desktop);
  const tooltip = async (words: string): Promise<void> => {
    await until(`"${words}" in the tray`, async () => (await trayTooltip(item)) === `Switchhook: ${words}`);
  };
  const ear = await desktop.sound.listenAt('speakers');
  const stopTalking = desktop.sound.startTone(userTone);
  for (const form of ['inactive', 'sendonly', 'no-address'] as const) {
    await test.step(form, async () => {
      await Promise.all([ear.hearing.heard(call.peer.toneHz), call.peer.heard(userTone)]);
      expect((await call.hold(form)).kind).toBe('answered');
      await expect(page.getByText(heldWords)).toBeVisible();
      await tooltip('on hold by Ana Lindqvist');
      if (form === 'sendonly') await ear.hearing.heard(call.peer.toneHz);
      expect((await call.resume()).kind).toBe('answered');
      await expect(page.getByText(heldWords)).toBeHidden();
      await tooltip('in a call with Ana Lindqvist');
    });
  }
  await test.step('an offer that cannot be met', async () => {
    const outcome = await call.renegotiate((sdp) => sdp.replace('RTP/AVP', 'RTP/SAVP'));
    expect(outcome).toEqual({ kind: 'dismissed', reason: 'EncryptionMismatch' });
    await Promise.all([ear.hearing.heard(call.peer.toneHz), call.peer.heard(userTone)]);
  });
  stopTalking();
  ear.stop();
  expect(call.state).toBe('talking');
  await call.hangUp();
});
