import { cpSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Session } from './session.ts';

/** See `Desktop.programFor`. */
export function programFor(session: Session, binary: string): string {
  if (!session.user) return binary;
  const copy = join(session.folder, 'programs', basename(dirname(binary)));
  session.makeFolder('programs');
  cpSync(dirname(binary), copy, { recursive: true, force: false });
  const [command, args] = session.commandFor(join(copy, basename(binary)), []);
  const line = [command, ...args].map((word) => `'${word}'`).join(' ');
  return session.writeFile(`programs/${basename(binary)}`, `#!/bin/sh\nexec ${line} "$@"\n`, 0o755);
}
