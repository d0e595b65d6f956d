import { runAsTask } from './project.ts';
import { describeRuntime, type ElectronRuntime, resolveElectronRuntime } from './setup/electron-runtime.ts';
import { ensureKeytar } from './setup/keytar.ts';

/** Makes sure of keytar's binary and of an Electron runtime, and prints which one that is. */
export async function setUp(options: { readonly retry?: boolean } = {}): Promise<ElectronRuntime> {
  await ensureKeytar();
  const runtime = await resolveElectronRuntime({ env: process.env, ...options });
  console.log(describeRuntime(runtime));
  return runtime;
}

await runAsTask(import.meta.url, async () => {
  await setUp({ retry: true });
});
