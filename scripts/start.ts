import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { SetupError } from './bootstrap.mjs';
import { playDemo } from './demo/demo.ts';
import { packApp } from './pack.ts';
import { runAsTask } from './project.ts';
import type { ElectronRuntime } from './setup/electron-runtime.ts';
import { setUp } from './setup.ts';
import { playTour } from './tour.ts';

/**
 * `npm start`: with a display the demo, without one the tour; with `--server=DOMAIN` the app alone, for a real server.
 */
await runAsTask(import.meta.url, async () => {
  const { values } = parseArgs({ options: { server: { type: 'string' } } });
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (values.server !== undefined && !display) throw new SetupError('There is no display to show Switchhook on.');
  const runtime = await setUp();
  if (values.server !== undefined) await startAlone(runtime, values.server);
  else if (display) await playDemo(runtime, await packApp('test', runtime));
  else await playTour(runtime);
});

/** Root needs the test build, because a release build refuses to run without Chromium's sandbox. */
async function startAlone(runtime: ElectronRuntime, server: string): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  const binary = await packApp(isRoot ? 'test' : 'release', runtime);
  const child = spawn(binary, [...(isRoot ? ['--no-sandbox'] : []), `--server=${server}`], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 0;
}
