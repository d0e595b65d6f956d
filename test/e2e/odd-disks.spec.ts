import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Desktop } from '../desktop/desktop.ts';
import { until } from '../desktop/until.ts';
import type { DrivenApp } from '../driver/app.ts';
import type { UcwaServer } from '../ucwa-server/index.ts';
import { browserProcesses } from './rig/app-processes.ts';
import { answer, ring } from './rig/calls.ts';
import { onOddDisk } from './rig/odd-disk.ts';
import { packagedUser } from './rig/packaged-user.ts';
import { audibleStreams } from './rig/sound-streams.ts';
import { expect, test } from './rig/test.ts';

const run = promisify(execFile);

test.skip(process.getuid?.() !== 0, 'only root can mount a disk');

/** Signs in, lets it ring with sound and card, and talks. */
async function ringsAndTalks(app: DrivenApp, server: UcwaServer, desktop: Desktop): Promise<void> {
  await app.signIn({ ...server.credentials, keep: false });
  await app.status('Ready');
  await server.reachable();
  const call = await ring(server, app, { from: 'ana' });
  await until('a ring tone', async () => (await audibleStreams(desktop)).length === 1);
  await answer(app, call);
  await call.hangUp();
}

const times = (text: string, part: string): number => text.split(part).length - 1;

for (const { disk, said } of [
  { disk: 'full', said: 'The disk is full' },
  { disk: 'read-only', said: 'may not write' },
] as const) {
  test(`a ${disk} disk: it starts and rings, and says once that nothing is kept`, async ({
    desktop,
    launch,
    launcher,
    server,
  }) => {
    const userDataDir = desktop.makeFolder(`home/app-${disk}`);
    const executable = onOddDisk(desktop, disk, userDataDir);
    const app = await launch({ executable, userDataDir });
    await ringsAndTalks(app, server, desktop);
    await expect((await app.window('main')).getByRole('note').filter({ hasText: said })).toHaveCount(1);
    expect(times(launcher.printed, 'A record could not be written')).toBe(1);
    expect(times(launcher.printed, 'main.log')).toBeLessThanOrEqual(1);
    if (disk === 'full') return;
    // Its lock is where it can be made.
    const sandbox = packagedUser === null ? ['--no-sandbox'] : [];
    await run(executable, [...sandbox, `--user-data-dir=${userDataDir}`], { env: desktop.env });
    expect(browserProcesses(desktop)).toHaveLength(1);
  });
}

test('records and settings of Chromium that are no such thing: it starts without, and rings', async ({
  desktop,
  launch,
  launcher,
  server,
}) => {
  const userDataDir = desktop.makeFolder('home/app-broken');
  const records = desktop.makeFolder('home/app-broken/records');
  const names = ['account', 'devices', 'endpoint', 'found-server', 'history', 'kept-addresses', 'window-places'];
  names.push('notices', 'rings', 'trusted-domains');
  for (const name of names) writeFileSync(join(records, `${name}.json`), '\0\xff{"sha256":', { mode: 0o644 });
  for (const name of ['Preferences', 'Local State']) {
    writeFileSync(join(userDataDir, name), '\0\xff{"a":', { mode: 0o666 });
  }
  const app = await launch({ userDataDir });
  await ringsAndTalks(app, server, desktop);
  await expect((await app.window('main')).getByRole('note')).toHaveCount(0);
  for (const name of names) {
    const warnings = times(launcher.printed, `A record could not be read {"name":"${name}"`);
    expect.soft(warnings, name).toBeLessThanOrEqual(1);
  }
  expect(times(launcher.printed, 'A record could not be read')).toBeGreaterThan(4);
  expect(times(launcher.printed, 'A record could not be written')).toBe(0);
});
