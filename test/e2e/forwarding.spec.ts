import { until } from '../desktop/until.ts';
import { expect, test } from './rig/test.ts';
import { chooseInTray, trayItem, trayLabels, trayTooltip } from './rig/tray.ts';

test('calls go to voicemail, the tray says so, and one press there lets them ring again', async ({
  app,
  server,
  desktop,
}) => {
  server.forwarding.rights.offered = true;
  const main = await app.window('main');
  // It is read with the next application.
  server.endApplications();
  await app.status('Ready');
  await main.getByRole('button', { name: 'Settings' }).click();
  await main.getByRole('button', { name: 'Call forwarding' }).click();
  await main.getByRole('combobox', { name: 'Forward calls to' }).selectOption('Voicemail');
  await until('the forwarding', () => server.forwarding.isForwarded);
  await expect(main.getByText('Calls do not ring here. They go to voicemail at once.')).toBeVisible();
  await expect(main.getByRole('status').first()).toHaveText(/^Ready\s+Forwarding to voicemail$/);
  const item = await trayItem(desktop);
  await until('the line of the tray', async () => (await trayLabels(item)).includes('Forwarding to voicemail'));
  expect(await trayTooltip(item)).toBe('Switchhook: forwarding to voicemail');
  await chooseInTray(desktop, 'Turn off forwarding');
  await until('the end of it', () => !server.forwarding.isForwarded);
  await expect(main.getByRole('radio', { name: 'Ring here' })).toBeChecked();
});

test('presence and note are told to the server', async ({ app, server }) => {
  const main = await app.window('main');
  const account = main.getByRole('button', { name: 'Account of Dana Whitfield' });
  await account.click();
  await main.getByRole('menuitemradio', { name: 'Do not disturb' }).click();
  await until('the presence', () => server.standing.presence.availability === 'DoNotDisturb');
  await expect(main.getByRole('status').first()).toHaveText(/Do not disturb is on/);
  await account.click();
  const note = main.getByRole('textbox', { name: 'Note others see' });
  await note.fill('In Gothenburg until Friday');
  await note.press('Enter');
  await until('the note', () => server.standing.note.message === 'In Gothenburg until Friday');
});
