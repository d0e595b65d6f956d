import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../../desktop/desktop.ts';

/** Writes an administrator's policy; resolves with what SWITCHHOOK_TEST_POLICY has to be. */
export function writePolicy(desktop: Desktop, policy: object): string {
  const folder = desktop.makeFolder('home/policy');
  // Whatever the umask is: a folder that others may write in is not believed.
  chmodSync(folder, 0o755);
  const file = join(folder, 'policy.json');
  writeFileSync(file, JSON.stringify(policy), { mode: 0o644 });
  return file;
}
