import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { startLoginManager } from '../desktop/login-manager.ts';
import { until } from '../desktop/until.ts';
import { appProcesses } from './rig/app-processes.ts';
import { ring } from './rig/calls.ts';
import { expect, test } from './rig/test.ts';

/** The ports of this computer that are connected to a port on it, as Linux lists them. */
function connectionsTo(port: number): readonly string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const rows = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return rows.flatMap(([, local = '', remote = '', state]) =>
    remote.endsWith(`:${hex}`) && state === '01' ? local : [],
  );
}

test('after a sleep nothing goes over an old connection, and calls ring again at once', async ({
  desktop,
  launch,
  server,
}) => {
  const logind = await startLoginManager(desktop);
  try {
    const app = await launch({ desktop: { ...desktop, env: { ...desktop.env, ...logind.env } } });
    await app.signIn({ ...server.credentials, keep: false });
    await app.status('Ready');
    await server.reachable();
    await until('the app to ask for time before a sleep', async () => (await logind.inhibitors()).length > 0);
    const port = Number(new URL(server.discoveryUrl).port);
    const before = await until('connections', () => {
      const found = connectionsTo(port);
      return found.length > 0 && found;
    });

    // What another program tells in the login manager's place is not believed.
    for (const begins of ['true', 'false']) {
      const told = ['org.freedesktop.login1.Manager.PrepareForSleep', `boolean:${begins}`];
      const address = `--address=${logind.env.DBUS_SYSTEM_BUS_ADDRESS}`;
      await desktop.run('dbus-send', [address, '--type=signal', '/org/freedesktop/login1', ...told]);
    }
    await (await ring(server, app)).cancel();
    await app.shown('ring', false);
    expect(connectionsTo(port).filter((end) => before.includes(end)).length).toBeGreaterThan(0);

    await logind.prepareForSleep(true);
    await logind.prepareForSleep(false);
    const wokeAt = performance.now();
    await until('the end of the old connections', () => !connectionsTo(port).some((end) => before.includes(end)));
    const droppedMs = performance.now() - wokeAt;
    await app.status('Ready');
    await server.reachable();
    const ringableMs = performance.now() - wokeAt;
    console.log(`dropped after ${Math.round(droppedMs)} ms, ringable after ${Math.round(ringableMs)} ms`);
    // Without the login manager's word it would take minutes.
    expect(droppedMs).toBeLessThan(10_000);
    expect(ringableMs).toBeLessThan(20_000);
    const call = await ring(server, app);
    await call.cancel();
    await app.shown('ring', false);
    // Chromium ends with a message bus that it is connected to.
    await app.quit();
  } finally {
    logind.stop();
  }
});

/** Longer than a timer that shows by its delay that nothing ran is late by itself (`surroundings.ts`). */
const frozenMs = 50_000;

test('the whole app frozen for a while: it is reached again at once, and lists what was missed', async ({
  app,
  desktop,
  server,
}) => {
  const all = appProcesses(desktop);
  for (const pid of all) process.kill(pid, 'SIGSTOP');
  try {
    const missed = await server.call({ from: 'ana' });
    await delay(frozenMs / 2);
    await missed.cancel();
    await delay(frozenMs / 2);
  } finally {
    for (const pid of all) process.kill(pid, 'SIGCONT');
  }
  const wokeAt = performance.now();
  await app.status('Ready');
  const call = await ring(server, app, { from: 'noor' });
  console.log(`rang ${Math.round(performance.now() - wokeAt)} ms after it went on`);
  await call.cancel();
  await app.shown('ring', false);
  const main = await app.window('main');
  await expect(main.getByRole('option', { name: /^Missed call, Ana Lindqvist/ })).toBeVisible();
  await expect(main.getByRole('option', { name: /^Missed call, Noor Galal/ })).toBeVisible();
});
