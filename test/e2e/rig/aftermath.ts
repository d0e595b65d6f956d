import type { Desktop } from '../../desktop/desktop.ts';
import { until } from '../../desktop/until.ts';
import type { UcwaServer } from '../../ucwa-server/index.ts';
import { appProcesses, udpPorts } from './app-processes.ts';
import type { Launcher } from './launcher.ts';
import { findSecrets, lookAtRunning } from './secrets.ts';
import { audibleStreams, openStreams } from './sound-streams.ts';

export interface Aftermath {
  readonly desktop: Desktop;
  readonly server: UcwaServer;
  readonly launcher: Launcher;
}

/**
 * What holds after every test: nothing of a call is left once all calls are over; once the app has quit, no process and
 * no stream is; no secret was written down, nor shown to other programs or to a page; the protocol allowed all that was asked. Leaves the desktop as it was.
 */
export async function checkAftermath({ desktop, server, launcher }: Aftermath): Promise<void> {
  try {
    if (server.calls.all.every(({ state }) => state === 'ended')) await nothingOfCalls(desktop);
    const shown = await lookAtRunning(desktop, launcher);
    await launcher.quitAll();
    await until('the end of every process of the app', () => appProcesses(desktop).length === 0);
    await until('the end of every sound stream', async () => (await openStreams(desktop)).length === 0);
    const secrets = findSecrets({ launcher, server }, shown);
    if (secrets.length > 0) throw new Error(`written down, but secret:\n${secrets.join('\n')}`);
    server.assertNoViolations();
  } finally {
    await desktop.sound.replugAll();
    await desktop.notifications.clear();
    await desktop.secretTool('clear', 'service', 'Switchhook');
  }
}

async function nothingOfCalls(desktop: Desktop): Promise<void> {
  await until('the end of the sound of calls', async () => (await audibleStreams(desktop)).length === 0);
  await until('the end of the sockets of calls', () => udpPorts(desktop).length === 0);
}
