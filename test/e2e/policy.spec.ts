import { writePolicy } from './rig/policy-file.ts';
import { expect, test } from './rig/test.ts';

const note = 'Your administrator’s settings for Switchhook could not be read.';

test('the administrator’s file leads to the server and decides settings; a wrong key in it is told and harms nothing else', async ({
  desktop,
  launch,
  server,
}) => {
  const policy = { discoveryUrl: server.discoveryUrl, httpDiscovery: false };
  const changes = {
    env: writePolicy(desktop, policy),
    server: null,
    arguments: [`--extra-ca=${desktop.share(server.caFile)}`],
  };
  const first = await launch(changes);
  await first.signIn({ ...server.credentials, keep: false });
  await first.status('Ready');
  await expect((await first.window('main')).getByText(note)).toHaveCount(0);
  await first.quit();

  writePolicy(desktop, { ...policy, trustedDomains: 'fabrikam.com' });
  const second = await launch({ ...changes, userDataDir: first.userDataDir });
  await second.signIn({ ...server.credentials, keep: false });
  await second.status('Ready');
  await expect((await second.window('main')).getByText(note)).toBeVisible();
  await second.quit();

  writePolicy(desktop, { ...policy, settings: { textSize: 150 } });
  const third = await launch({ ...changes, userDataDir: first.userDataDir });
  await third.signIn({ ...server.credentials, keep: false });
  await third.status('Ready');
  const main = await third.window('main');
  await expect(main.locator('html')).toHaveCSS('font-size', '24px');
  await main.getByRole('button', { name: 'Settings' }).click();
  await main.getByRole('button', { name: 'Appearance' }).click();
  await expect(main.getByRole('combobox', { name: 'Text size' })).toBeDisabled();
  await expect(main.getByText('Set by your organization')).toBeVisible();
  const chosen = await main.evaluate(() =>
    window.phone.send({ type: 'choose-setting', setting: 'textSize', value: 200 }),
  );
  expect(chosen).toEqual({ ok: false, refusal: 'locked' });
  await expect(main.locator('html')).toHaveCSS('font-size', '24px');
});
