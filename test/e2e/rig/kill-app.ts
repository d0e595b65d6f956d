import type { Desktop } from '../../desktop/desktop.ts';
import { until } from '../../desktop/until.ts';
import type { DrivenApp } from '../../driver/app.ts';
import { appProcesses, browserProcesses } from './app-processes.ts';
import { openStreams } from './sound-streams.ts';

/** Ends the main process as the system does that is out of memory; nothing of the app may stay behind. */
export async function killApp(app: DrivenApp, desktop: Desktop): Promise<void> {
  for (const pid of browserProcesses(desktop)) process.kill(pid, 'SIGKILL');
  await app.ended();
  await until('the end of every process of the app', () => appProcesses(desktop).length === 0);
  await until('the end of every sound stream', async () => (await openStreams(desktop)).length === 0);
}
