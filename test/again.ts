import { relative } from 'node:path';

/** The line with which every failure of drawn inputs ends: what to type so that the same are drawn again. */
export function againWith(command: string): string {
  return `Again with: ${command}`;
}

/** Of a test that took its inputs from a seed: its file, with that seed. */
export function againInThisFile(seed: number): string {
  const file = relative(process.cwd(), process.argv[1] ?? '');
  return againWith(`SWITCHHOOK_SEED=${seed} node --test ${quoted(file)}`);
}

/** A word of a command as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
