import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PolicyRefusal } from '../../../preload/contract/index.ts';
import { failed, ok, type Result } from '../../core/result.ts';
import { readWhole, withPlainFile } from '../plain-file.ts';
import { type PolicyPart, readPolicyDocument } from './read-document.ts';

const longestBytes = 64 * 1024;
/** Of one folder. */
const mostFiles = 100;

/** Who may have written a policy, by user id; on Windows nobody asks. */
export type Owners = readonly number[];

/**
 * What an administrator wrote into a folder: `policy.json`, and before it the files of `policy.d`, of which the last by name is the most important. What is
 * not there says nothing. Never throws.
 */
export function readPolicyFolder(folder: string, owners: Owners): readonly PolicyPart[] {
  const more = namesIn(join(folder, 'policy.d'));
  const files = [...more.slice(0, mostFiles).reverse(), join(folder, 'policy.json')];
  const parts = files.flatMap((file) => readPolicyFile(file, owners) ?? []);
  const surplus = more.slice(mostFiles).map((file) => refusedPart(file, 'too-many'));
  return [...parts, ...surplus];
}

function namesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.startsWith('.'));
    return names.sort().map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Null where there is none. */
export function readPolicyFile(file: string, owners: Owners): PolicyPart | null {
  const bytes = readTrusted(file, owners);
  if (bytes === null) return null;
  return bytes.ok ? partOfJson(bytes.value.toString('utf8'), file) : refusedPart(file, bytes.failure);
}

/** Of a source that gives JSON; `adapt` makes of it what a file would have. */
export function partOfJson(
  text: string,
  source: string,
  adapt: (document: unknown) => unknown = (document) => document,
): PolicyPart {
  try {
    return readPolicyDocument(adapt(JSON.parse(text.replace(/^\ufeff/, ''))), source);
  } catch {
    return refusedPart(source, 'no-json');
  }
}

/** A source of which nothing holds. */
export function refusedPart(source: string, why: PolicyRefusal): PolicyPart {
  return { source, said: {}, refused: [{ source, key: null, why }] };
}

/**
 * A file that somebody else could have written, or put in its place, is nobody's policy: neither it nor its folder may be writable by others. Null where
 * there is none.
 */
export function readTrusted(path: string, owners: Owners): Result<Buffer, PolicyRefusal> | null {
  try {
    return withPlainFile(path, (file, about) => {
      if (!isOnlyOf(owners, about) || !isOnlyOf(owners, statSync(dirname(path)))) return failed('others-may-write');
      return about.size > longestBytes ? failed('too-large') : ok(readWhole(file, about.size));
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : failed('unreadable');
  }
}

/** Windows says nothing of that by numbers. */
function isOnlyOf(owners: Owners, { uid, mode }: { readonly uid: number; readonly mode: number }): boolean {
  return process.platform === 'win32' || (owners.includes(uid) && (mode & 0o022) === 0);
}
