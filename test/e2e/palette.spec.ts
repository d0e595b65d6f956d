import { press } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

/** As the simulator's directory has it. */
const ana = '+46 8 555 012 34';

test('by the palette alone a setting is found, and a number called', async ({ app, desktop, server }) => {
  const { screen } = desktop;
  const main = await app.window('main');
  const box = main.getByRole('combobox', { name: 'Search and commands' });
  await screen.activateWindow('^Switchhook$');
  await screen.pressKeys('ctrl+k');
  await expect(box).toBeFocused();
  await screen.type('text si');
  await expect(main.getByRole('listbox', { name: 'Search and commands' }).getByRole('option')).toHaveCount(1);
  await screen.pressKeys('Return');
  await expect(main.getByRole('combobox', { name: 'Text size' })).toBeVisible();

  server.calls.manner = { kind: 'rings' };
  const dialled = server.calls.nextDialled();
  await screen.pressKeys('ctrl+k');
  await expect(box).toBeFocused();
  await screen.type(ana);
  await expect(main.getByRole('option', { name: `Call ${ana}` })).toBeVisible();
  await screen.pressKeys('Return');
  const call = await dialled;
  await app.shown('call');
  await expect(box).toHaveCount(0);
  await press(app, 'call', 'Hang up');
  expect((await call.ended).kind).toBe('user-cancelled');
});
