/** The app on a computer behind a NAT or a firewall; the server and its callers are outside. */
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../../desktop/desktop.ts';
import type { HiddenNetwork } from '../../peers/network/hidden-network.ts';
import { testBuild } from './test.ts';

const runInside = join(import.meta.dirname, '../../peers/network/run-inside.ts');

/** Path of an executable that starts the test build inside. */
export function programInside(desktop: Desktop, network: HiddenNetwork): string {
  const folder = desktop.makeFolder(`home/inside-${randomUUID().slice(0, 8)}`);
  const script = join(folder, 'switchhook');
  const words = [process.execPath, runInside, network.name, folder, desktop.programFor(testBuild)];
  writeFileSync(script, `#!/bin/sh\nexec ${words.map((word) => `'${word}'`).join(' ')} "$@"\n`, { mode: 0o755 });
  return script;
}
