import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import type { Log } from '../../core/ports.ts';

/** Of polkit: asks for the rights in a window of the desktop. */
const pkexec = '/usr/bin/pkexec';

/** Whoever is asked for a password may have to look for it; somebody who has gone home answers tomorrow. */
const patienceMs = 600_000;

export interface RootInstallDeps {
  /** The program that comes with the package; it belongs to root. */
  readonly helper: string;
  readonly log: Log;
}

/**
 * Has the system's package manager install a file, with the rights that the user is asked for. The sum goes with it, because only what root has copied can no longer be
 * exchanged. Resolves with whether it was installed.
 */
export async function installAsRoot({ helper, log }: RootInstallDeps, file: string, sha512: string): Promise<boolean> {
  if (!(await isThere(pkexec)) || !(await isThere(helper))) {
    log.error('an update cannot be installed: nobody asks for the rights', { helper });
    return false;
  }
  const sum = Buffer.from(sha512, 'base64').toString('hex');
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(pkexec, ['--disable-internal-agent', helper, file, sum], {
      stdio: 'ignore',
      timeout: patienceMs,
    });
    child.on('error', () => resolve(null));
    child.on('exit', resolve);
  });
  // 126: the user said no; 127: they may not.
  if (code !== 0) log.warn('an update was not installed', { code });
  return code === 0;
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
