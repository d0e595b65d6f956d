import { startLoginManager } from '../desktop/login-manager.ts';
import { until } from '../desktop/until.ts';
import { killApp } from './rig/kill-app.ts';
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

test('a sleep sends calls elsewhere; killed in it, the next start sets forwarding back', async ({
  desktop,
  launch,
  server,
}) => {
  server.forwarding.rights.offered = true;
  server.forwarding.period = 'Workhours';
  const logind = await startLoginManager(desktop);
  const env = { desktop: { ...desktop, env: { ...desktop.env, ...logind.env } } };
  try {
    const first = await launch(env);
    await first.signIn({ ...server.credentials, keep: true });
    await first.status('Ready');
    await until('the sign-in in the keychain', () =>
      desktop.secretTool('lookup', 'service', 'Switchhook', 'account', server.credentials.address),
    );
    await until('the app to ask for time before a sleep', async () => (await logind.inhibitors()).length > 0);
    const main = await first.window('main');
    await main.getByRole('button', { name: 'Settings' }).click();
    await main.getByRole('button', { name: 'Call forwarding' }).click();
    await main.getByRole('combobox', { name: 'Forward while away' }).selectOption('Voicemail');
    await expect(main.getByRole('combobox', { name: 'Forward while away' })).toHaveValue('voicemail');
    await logind.prepareForSleep(true);
    await until('the forwarding', () => server.forwarding.isForwarded);
    await killApp(first, desktop);
    expect(server.forwarding.isForwarded).toBe(true);
    const second = await launch({ ...env, userDataDir: first.userDataDir });
    await second.status('Ready');
    await until('forwarding as it was', () => !server.forwarding.isForwarded);
    expect([server.forwarding.setting, server.forwarding.period]).toEqual(['None', 'Workhours']);
    // Quitting is being away as well.
    await second.quit();
    await until('the forwarding', () => server.forwarding.isForwarded);
  } finally {
    logind.stop();
  }
});
