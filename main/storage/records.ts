import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Unsaved } from '../core/health/state.ts';
import type { Clock, Log, Records } from '../core/ports.ts';
import { readPlainFile } from './plain-file.ts';
import { codeOf, isMissing, replaceFile } from './replace-file.ts';

/** What could not be written is tried again after this long, in milliseconds. */
const againMs = 30_000;
/** The longest document, the history of years, has a few of them; in bytes. */
const longestDocument = 64 * 1024 * 1024;

/** {@link Records} over files; `flush` resolves when everything asked to be written has been, or could not be. */
export interface FileRecords extends Records {
  flush(): Promise<void>;
}

export interface RecordsDeps {
  readonly log: Log;
  readonly clock: Pick<Clock, 'after'>;
  /** Told when writing begins to fail, and null once everything is written again. */
  onUnsaved(unsaved: Unsaved): void;
  /** In place of {@link replaceFile}, where a disk is wanted that has no room. */
  readonly replace?: typeof replaceFile;
}

/**
 * Keeps each document as `<folder>/<name>.json`, readable by the user only. Writes of one document go one after another,
 * and of those waiting only the newest is written. What cannot be written stays in memory until a later try; that it fails
 * is said once.
 */
export function createRecords(
  folder: string,
  { log, clock, onUnsaved, replace = replaceFile }: RecordsDeps,
): FileRecords {
  const waiting = new Map<string, string>();
  const brokenNames = new Set<string>();
  let writing: Promise<void> | null = null;
  let failing = false;
  let cancelTry: (() => void) | null = null;

  async function drain(): Promise<void> {
    cancelTry?.();
    cancelTry = null;
    const tried = new Map<string, string>();
    let failure: { readonly name: string; readonly error: unknown } | null = null;
    for (let next = untried(tried); next !== null; next = untried(tried)) {
      const { name, text } = next;
      tried.set(name, text);
      try {
        await replace(pathOf(name), text);
        if (waiting.get(name) === text) waiting.delete(name);
      } catch (error) {
        failure = { name, error };
      }
    }
    writing = null;
    if (failure !== null) cancelTry = clock.after(againMs, start);
    if ((failure !== null) === failing) return;
    failing = failure !== null;
    if (failure === null) log.info('Records are written again');
    else log.warn('A record could not be written', failure);
    onUnsaved(failure === null ? null : reasonOf(failure.error));
  }

  /** What waits and has not been tried in this very text. */
  function untried(tried: ReadonlyMap<string, string>): { name: string; text: string } | null {
    for (const [name, text] of waiting) if (tried.get(name) !== text) return { name, text };
    return null;
  }

  function start(): void {
    writing ??= drain();
  }

  const pathOf = (name: string): string => join(folder, `${name}.json`);

  function write(name: string, document: unknown): void {
    brokenNames.delete(name);
    waiting.set(name, sealed(document));
    start();
  }

  return {
    read(name) {
      const text = waiting.get(name);
      try {
        if (text !== undefined) return unsealed(text);
        return unsealed(readPlainFile(pathOf(name), longestDocument).toString('utf8'));
      } catch (error) {
        // Some are read again and again.
        if (!isMissing(error) && !brokenNames.has(name)) log.warn('A record could not be read', { name, error });
        if (!isMissing(error)) brokenNames.add(name);
        return undefined;
      }
    },
    write,
    async keep(name, document) {
      write(name, document);
      await writing;
      return !waiting.has(name);
    },
    flush: async () => {
      start();
      await writing;
      cancelTry?.();
    },
  };
}

const head = /^\{"sha256":"([0-9a-f]{64})","document":/;

/** With its own sum, so that a document in which a disk changed one letter is not taken for what the app wrote. */
function sealed(document: unknown): string {
  const text = JSON.stringify(document);
  return `{"sha256":"${sumOf(text)}","document":${text}}`;
}

function unsealed(file: string): unknown {
  const [start, sum] = head.exec(file) ?? [''];
  const text = file.slice(start.length, -1);
  if (!file.endsWith('}') || sumOf(text) !== sum) throw new Error('It is not as it was written');
  return JSON.parse(text) as unknown;
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function reasonOf(error: unknown): Exclude<Unsaved, null> {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'full';
  return code === 'EROFS' || code === 'EACCES' || code === 'EPERM' ? 'forbidden' : 'failed';
}
