import type { UpdateProblem } from '../../../preload/contract/index.ts';
import type { Urls } from '../ports.ts';
import { failed, ok, type Result } from '../result.ts';
import type { PackageKind, Update } from '../updater.ts';
import { isListOfSomebody, readList, readSigned, type UpdateList } from './update-list.ts';
import { compareVersions } from './versions.ts';

/** What a list is held against. */
export interface Standing {
  /** Where the list came from, absolute. */
  readonly url: string;
  readonly running: string;
  readonly kind: PackageKind;
  readonly architecture: string;
  /** When the newest list of all that were believed was signed, in ms since 1970; 0: there was none. */
  readonly newestAt: number;
  /** In ms since 1970. */
  readonly wall: number;
  /** Whether the text was signed by the organization. */
  verify(text: string, signature: string): boolean;
}

/** What a list says that is believed. */
export interface Believed {
  /** When it was signed, in ms since 1970. */
  readonly signedAt: number;
  /** Null: what runs is the newest. */
  readonly update: Update | null;
}

/** Looks at what a server gave. Nothing in it is read before the signature holds, and nothing older than what was there before is taken. */
export function judge(body: string, standing: Standing, urls: Urls): Result<Believed, UpdateProblem> {
  const signed = readSigned(body);
  if (signed === null) return failed(isListOfSomebody(body) ? 'unsigned' : 'no-list');
  if (!standing.verify(signed.list, signed.signature)) return failed('unsigned');
  const list = readList(signed.list);
  if (list === null) return failed('no-list');
  const signedAt = Date.parse(list.signedAt);
  if (signedAt < standing.newestAt) return failed('replayed');
  if (Date.parse(list.expiresAt) <= standing.wall) return failed('expired');
  const newer = compareVersions(list.version, standing.running);
  if (newer < 0) return failed('older');
  if (newer === 0) return ok({ signedAt, update: null });
  const update = updateIn(list, standing, urls);
  return update === null ? failed('no-package') : ok({ signedAt, update });
}

function updateIn(list: UpdateList, { url, kind, architecture }: Standing, urls: Urls): Update | null {
  const found = list.packages.find((one) => one.kind === kind && one.architecture === architecture);
  const place = found === undefined ? null : urls.parse(found.name, url);
  if (found === undefined || place === null) return null;
  const { name, size, sha512 } = found;
  return { version: list.version, url: place.href, name, size, sha512 };
}
