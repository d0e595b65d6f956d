import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './rig/test.ts';

const note = 'Your administrator’s settings for Switchhook could not be read.';

test('the administrator’s file leads to the server; a wrong key in it is told and harms nothing else', async ({
  desktop,
  launch,
  server,
}) => {
  const file = join(desktop.makeFolder('home/policy'), 'policy.json');
  const env = { ...desktop.env, SWITCHHOOK_TEST_POLICY: file };
  const changes = {
    desktop: { ...desktop, env },
    server: null,
    arguments: [`--extra-ca=${desktop.share(server.caFile)}`],
  };
  const policy = { discoveryUrl: server.discoveryUrl, httpDiscovery: false };

  writeFileSync(file, JSON.stringify(policy), { mode: 0o644 });
  const first = await launch(changes);
  await first.signIn({ ...server.credentials, keep: false });
  await first.status('Ready');
  await expect((await first.window('main')).getByText(note)).toHaveCount(0);
  await first.quit();

  writeFileSync(file, JSON.stringify({ ...policy, trustedDomains: 'fabrikam.com' }));
  const second = await launch({ ...changes, userDataDir: first.userDataDir });
  await second.signIn({ ...server.credentials, keep: false });
  await second.status('Ready');
  await expect((await second.window('main')).getByText(note)).toBeVisible();
});
