import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DrivenApp } from '../../test/driver/app.ts';
import { startMsTurnServer } from '../../test/peers/ms-turn/server.ts';
import { meansWith } from '../../test/ucwa-server/application/media-means.ts';
import { startControl } from '../../test/ucwa-server/control/control.ts';
import { colleagues, startUcwaServer, type UcwaServer } from '../../test/ucwa-server/index.ts';
import { projectRoot } from '../project.ts';
import type { ElectronRuntime } from '../setup/electron-runtime.ts';
import { openColleagues } from './colleagues-window.ts';

/** Time to look round before the first call. */
const firstCallAfterMs = 3_000;

/**
 * Runs the app on the user's own desktop against a simulated server: the user is signed in, the "Colleagues" window can
 * make calls, and the first colleague does so soon. Resolves when the app was quit.
 */
export async function playDemo(runtime: ElectronRuntime, binary: string): Promise<void> {
  const relay = await startMsTurnServer();
  const server = await startUcwaServer({ mediaMeans: meansWith(relay) });
  const control = await startControl(server);
  server.phoneCalls.giveDemoPhone();
  server.forwarding.rights.offered = true;
  const app = await DrivenApp.start({
    executable: binary,
    userDataDir: join(projectRoot, 'out', 'demo'),
    arguments: [`--discovery-url=${server.discoveryUrl}`, `--extra-ca=${server.caFile}`],
    env: process.env,
  });
  const window = await openColleagues(runtime, control.url);
  window.on('error', (error) => console.log(`The Colleagues window did not open: ${error.message}`));
  const quit = (): void => void app.quit();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, quit);
  const ended = app.ended();
  try {
    await Promise.race([ended, signInAndCall(app, server, control.url)]);
    await ended;
  } finally {
    window.kill();
    await control.stop();
    await server.stop();
    await relay.stop();
  }
}

async function signInAndCall(app: DrivenApp, server: UcwaServer, page: string): Promise<void> {
  const { address } = server.credentials;
  await app.signIn({ ...server.credentials, keep: false });
  await app.status('Ready');
  await server.reachable();
  console.log(`Signed in as ${address} at a simulated server.`);
  console.log(`The Colleagues window makes calls; it is also at ${page}`);
  console.log('Quit Switchhook from its tray icon, or press Ctrl+C here.');
  await delay(firstCallAfterMs);
  const [first] = colleagues;
  if (first && app.isRunning) await server.call({ from: first.person.id });
}
