import type { DrivenApp } from '../driver/app.ts';
import type { SimulatedCall } from '../ucwa-server/calls/simulated-call.ts';
import { answer, bothAreHeard, press, requests, ring, userTone } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

const holdTile = { name: 'Hold', exact: true } as const;

/** The user puts the call on hold; resolves once the caller knows. */
async function hold(app: DrivenApp, call: SimulatedCall): Promise<void> {
  await press(app, 'call', 'Hold');
  await expect.poll(() => call.heldByUser).toBe(true);
}

/** Nothing but silence comes, or nothing at all. */
async function hearsNothing({ peer }: SimulatedCall): Promise<void> {
  const before = peer.traffic.rtpPackets;
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(peer.traffic.rtpPackets - before).toBeLessThanOrEqual(1);
}

for (const [what, request] of [
  ['in the clear', {}],
  ['encrypted, over ICE', { security: 'sdes', transport: 'ice' }],
] as const) {
  test(`a call ${what} is put on hold, and talked on again`, async ({ app, desktop, server }) => {
    const call = await ring(server, app, { from: 'ana', ...request });
    await answer(app, call);
    await bothAreHeard(desktop, call);
    const page = await app.window('call');
    const stopTalking = desktop.sound.startTone(userTone);
    await hold(app, call);
    await expect(page.getByText('You put Ana Lindqvist on hold. They hear nothing.')).toBeVisible();
    await expect(page.getByText(/^On hold/)).toBeVisible();
    await hearsNothing(call);
    stopTalking();
    await press(app, 'call', 'Resume');
    await expect.poll(() => call.heldByUser).toBe(false);
    await expect(page.getByRole('button', holdTile)).toBeVisible();
    await bothAreHeard(desktop, call);
    expect(requests(server, 'resumeAudio', call.id)).toBe(1);
    await page.keyboard.press('Control+Shift+H');
    await expect.poll(() => call.heldByUser).toBe(true);
    await page.keyboard.press('Control+Shift+H');
    await expect.poll(() => call.heldByUser).toBe(false);
    await press(app, 'call', 'Hang up');
    expect((await call.ended).kind).toBe('user-hung-up');
  });
}

test('both hold, and each comes back by itself', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  const page = await app.window('call');
  await expect(page.getByRole('button', holdTile)).toBeVisible();
  await hold(app, call);
  expect((await call.hold()).kind).toBe('answered');
  await expect(page.getByText('On hold by both.')).toBeVisible();
  await press(app, 'call', 'Resume');
  await expect(page.getByText('On hold by the other side.')).toBeVisible();
  // What they offer before that crosses the user's offer.
  await expect.poll(() => call.heldByUser).toBe(false);
  expect((await call.resume()).kind).toBe('answered');
  await expect(page.getByText('On hold by the other side.')).toBeHidden();
  await bothAreHeard(desktop, call);
  await call.hangUp();
});

test('a hold that the other side refuses is said, and they hear the user again', async ({ app, desktop, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  call.toOffers = 'refuses';
  await press(app, 'call', 'Hold');
  const page = await app.window('call');
  await expect(page.getByText('Ana Lindqvist could not be put on hold. They hear you again.')).toBeVisible();
  await bothAreHeard(desktop, call);
  call.toOffers = 'answers';
  await hold(app, call);
  await call.hangUp();
});

test('an offer of the other side that crosses the user’s is answered first', async ({ app, server }) => {
  const call = await ring(server, app, { from: 'ana' });
  await answer(app, call);
  const page = await app.window('call');
  await expect(page.getByRole('button', holdTile)).toBeVisible();
  const [theirs] = await Promise.all([call.hold('inactive'), press(app, 'call', 'Hold')]);
  expect(['answered', 'crossed']).toContain(theirs.kind);
  await expect.poll(() => call.heldByUser).toBe(true);
  await call.hangUp();
});

test('a second call is answered, the first goes on hold, and Resume swaps them', async ({ app, desktop, server }) => {
  const ana = await ring(server, app, { from: 'ana' });
  await answer(app, ana);
  const page = await app.window('call');
  await expect(page.getByRole('button', holdTile)).toBeVisible();
  const tomas = await ring(server, app, { from: 'tomas', toneHz: 1300 });
  await expect((await app.window('ring')).getByText('Ana Lindqvist goes on hold')).toBeVisible();
  await answer(app, tomas);
  await expect.poll(() => ana.heldByUser).toBe(true);
  await expect(page).toHaveTitle('Tomás Oliveira');
  await bothAreHeard(desktop, tomas);
  const row = page.getByRole('list', { name: 'Calls on hold' }).getByRole('listitem');
  await expect(row).toContainText('Ana Lindqvist');
  await row.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(() => [ana.heldByUser, tomas.heldByUser]).toEqual([false, true]);
  await expect(page).toHaveTitle('Ana Lindqvist');
  await bothAreHeard(desktop, ana);
  await press(app, 'call', 'Hang up');
  await ana.ended;
  await expect(page).toHaveTitle('Tomás Oliveira');
  await press(app, 'call', 'Resume');
  await bothAreHeard(desktop, tomas);
  await tomas.hangUp();
});

test('without a link there is no button, and a second call has to wait', async ({ app, server }) => {
  const call = await ring(server, app, { from: 'ana', renegotiable: false });
  await answer(app, call);
  const page = await app.window('call');
  await expect(page.getByRole('button', { name: 'Mute', exact: true })).toBeVisible();
  await expect(page.getByRole('button', holdTile)).toHaveCount(0);
  const second = await ring(server, app, { from: 'tomas' });
  const card = await app.window('ring');
  await expect(card.getByText('Hang up your other call to answer')).toBeVisible();
  await second.cancel();
  await call.hangUp();
});
