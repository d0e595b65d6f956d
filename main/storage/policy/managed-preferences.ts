import { execFileSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { isRecord } from '../../core/schema/record.ts';
import { type Owners, partOfJson, readTrusted, refusedPart } from './policy-files.ts';
import type { PolicyPart } from './read-document.ts';

/** Where macOS writes what a profile decides. Root alone may write there: what users set with `defaults` is elsewhere. */
const folder = '/Library/Managed Preferences';
/** Of the app; also the name of the domain in a profile. */
export const preferenceDomain = 'org.switchhook.Switchhook';

const longestMs = 5_000;
const longestBytes = 256 * 1024;

/** The files with preferences that a profile forces: the computer's, then the user's. */
export function managedFiles(userName: string): readonly string[] {
  const file = `${preferenceDomain}.plist`;
  return [join(folder, file), join(folder, userName, file)];
}

/** A property list as JSON; throws where it is none. */
export type ToJson = (plist: Buffer) => string;

/** What profiles say. macOS alone has them. Never throws. */
export function readManagedPreferences(
  files: readonly string[] = managedFiles(userInfo().username),
  owners: Owners = [0],
  toJson: ToJson = byPlutil,
): readonly PolicyPart[] {
  return files.flatMap((file) => {
    const bytes = readTrusted(file, owners);
    if (bytes === null) return [];
    if (!bytes.ok) return [refusedPart(file, bytes.failure)];
    try {
      return [partOfJson(toJson(bytes.value), file, withoutKeys)];
    } catch {
      return [refusedPart(file, 'unreadable')];
    }
  });
}

/** A property list has no null: an action with an empty text has no keys. */
function withoutKeys(document: unknown): unknown {
  if (!isRecord(document) || !isRecord(document.shortcuts)) return document;
  const named = Object.entries(document.shortcuts).map(([action, keys]) => [action, keys === '' ? null : keys]);
  return { ...document, shortcuts: Object.fromEntries(named) };
}

/** The system's own tool; most property lists are binary. */
function byPlutil(plist: Buffer): string {
  return execFileSync('/usr/bin/plutil', ['-convert', 'json', '-o', '-', '-'], {
    input: plist,
    encoding: 'utf8',
    timeout: longestMs,
    maxBuffer: longestBytes,
  });
}
