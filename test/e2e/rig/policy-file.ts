import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../../desktop/desktop.ts';

/** Writes an administrator's policy, in place of one before; returns the environment in which the app finds it. */
export function writePolicy(desktop: Desktop, policy: object) {
  const folder = desktop.makeFolder('home/policy');
  // Whatever the umask is: a folder that others may write in is not believed.
  chmodSync(folder, 0o755);
  const file = join(folder, 'policy.json');
  writeFileSync(file, JSON.stringify(policy), { mode: 0o644 });
  return { SWITCHHOOK_TEST_POLICY: file };
}
