import { answer, bothAreHeard, press, ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

for (const [how, options] of [
  ['in the clear', {}],
  ['encrypted, over ICE', { security: 'sdes', transport: 'ice' }],
] as const) {
  test(`keys that are pressed here are heard there, and the other way round, ${how}`, async ({
    app,
    desktop,
    server,
  }) => {
    const call = await ring(server, app, { from: 'ana', media: 'gstreamer', ...options });
    await answer(app, call);
    await bothAreHeard(desktop, call);
    const page = await app.window('call');
    await press(app, 'call', 'Keypad');
    const keypad = page.getByRole('group', { name: 'Keypad', exact: true });
    await keypad.getByRole('button', { name: /^2/ }).click();
    await keypad.getByRole('button', { name: /^0/ }).click();
    await page.keyboard.type('48#');
    await expect(page.getByText('2048#')).toBeVisible();
    await expect.poll(() => call.peer.keysHeard).toBe('2048#');
    await call.peer.press('5#');
    await expect(page.getByText('They pressed 5 #.')).toBeVisible();
    await call.hangUp();
  });
}
