import { readPlainFile } from '../../storage/plain-file.ts';

/** All authorities that there are take less than one, in bytes. */
const longestPem = 16 * 1024 * 1024;

/** The text of a file of certificates that somebody named; throws where it cannot be one. */
export function readPemFile(path: string): string {
  return readPlainFile(path, longestPem).toString('utf8');
}
