import { until } from '../desktop/until.ts';
import { press, ring } from './rig/calls.ts';
import { holdKey } from './rig/held-keys.ts';
import { expect, test } from './rig/test.ts';

test('keys are recorded, refused where another program has them, proven by a press, and kept', async ({
  app,
  desktop,
  launch,
  server,
}) => {
  const { screen } = desktop;
  const main = await app.window('main');
  const letGo = await holdKey(desktop, 'C-S-F7');
  try {
    await screen.activateWindow('^Switchhook$');
    await press(app, 'main', 'Settings');
    await press(app, 'main', 'Shortcuts');
    await main.getByRole('button', { name: 'Change the keys: Answer, Ctrl Shift F9' }).click();
    const field = main.getByRole('textbox', { name: 'Keys for Answer' });
    await expect(field).toBeFocused();
    // The present keys rest: these would be swallowed otherwise.
    await screen.pressKeys('ctrl+shift+F10');
    await expect(main.getByRole('alert')).toContainText('is set for “Decline” already');
    await main.evaluate(() => window.phone.send({ type: 'set-shortcut', action: 'answer', keys: 'Control+Shift+F7' }));
    await expect(main.getByRole('alert')).toContainText('Another program uses Ctrl Shift F7');
  } finally {
    await letGo();
  }
  await until('the key', async () => {
    await screen.pressKeys('ctrl+shift+F7');
    return main.getByRole('button', { name: 'Change the keys: Answer, Ctrl Shift F7' }).isVisible();
  });

  const call = await ring(server, app, { from: 'ana' });
  await screen.pressKeys('ctrl+shift+F7');
  await call.accepted;
  await expect(main.getByText('It works.')).toBeVisible();
  await call.hangUp();

  await app.quit();
  const again = await launch({ userDataDir: app.userDataDir });
  await again.signIn({ ...server.credentials, keep: false });
  await again.status('Ready');
  await press(again, 'main', 'Settings');
  await press(again, 'main', 'Shortcuts');
  const next = await again.window('main');
  await expect(next.getByRole('button', { name: 'Change the keys: Answer, Ctrl Shift F7' })).toBeVisible();
  await press(again, 'main', 'Use the usual keys');
  await expect(next.getByRole('button', { name: 'Change the keys: Answer, Ctrl Shift F9' })).toBeVisible();
});
