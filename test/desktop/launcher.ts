import { createHash } from 'node:crypto';
import { cpSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Session } from './session.ts';

/** See `Desktop.programFor`. */
export function programFor(session: Session, binary: string): string {
  if (!session.user) return binary;
  // Packages are alike in name: the release build and the test build lie in folders called the same.
  const programs = join('programs', createHash('sha256').update(dirname(binary)).digest('hex').slice(0, 8));
  // Not beside the script, which may be called as the folder is.
  const copy = join(session.makeFolder(join(programs, 'files')), basename(dirname(binary)));
  cpSync(dirname(binary), copy, { recursive: true, force: false });
  const binaryCopy = join(copy, basename(binary));
  const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');
  const [command, args] = session.commandFor(binaryCopy, []);
  const script = [
    '#!/bin/sh',
    `if [ "$(id -u)" = ${session.user.uid} ]; then exec ${quoted([binaryCopy])} "$@"; fi`,
    `exec ${quoted([command, ...args])} "$@"`,
  ];
  return session.writeFile(`${programs}/${basename(binary)}`, `${script.join('\n')}\n`, 0o755);
}
