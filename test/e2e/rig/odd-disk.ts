import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desktop } from '../../desktop/desktop.ts';
import { testBuild } from './test.ts';

/** What is wrong with a disk: it has no byte left, or nothing may be written to it. */
export type OddDisk = 'full' | 'read-only';

/**
 * Path of an executable that starts the test build with a real file system of this kind as that folder, which nobody but the app
 * sees (mount_namespaces(7)). Only root can.
 */
export function onOddDisk(desktop: Desktop, disk: OddDisk, folder: string): string {
  const owner = desktop.user === null ? '' : `,uid=${desktop.user.uid},gid=${desktop.user.gid}`;
  const spoil = disk === 'full' ? 'cat /dev/zero >"$0/filler" 2>/dev/null' : 'mount -o remount,ro "$0"';
  const inside = [
    `mount -t tmpfs -o size=64k,mode=700${owner} none "$0"`,
    spoil,
    `exec "${desktop.programFor(testBuild)}" "$@"`,
  ].join('; ');
  const path = join(desktop.makeFolder('odd-disks'), `switchhook-${disk}`);
  writeFileSync(path, `#!/bin/sh\nexec unshare --mount /bin/sh -c '${inside}' '${folder}' "$@"\n`, { mode: 0o755 });
  return path;
}
