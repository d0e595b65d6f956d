import { readFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Log, Records } from '../core/ports.ts';

/** {@link Records} over files; `flush` resolves when everything asked to be written has been. */
export interface FileRecords extends Records {
  flush(): Promise<void>;
}

/**
 * Keeps each document as `<folder>/<name>.json`, readable by the user only. Writes of one document go one after another,
 * and of those waiting only the newest is written.
 */
export function createRecords(folder: string, log: Log): FileRecords {
  const waiting = new Map<string, string>();
  let writing: Promise<void> | null = null;

  async function drain(): Promise<void> {
    for (let next = firstOf(waiting); next !== null; next = firstOf(waiting)) {
      waiting.delete(next.name);
      try {
        await replaceFile(join(folder, `${next.name}.json`), next.text);
      } catch (error) {
        log.warn('A record could not be written', { name: next.name, error });
      }
    }
    writing = null;
  }

  return {
    read(name) {
      try {
        return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as unknown;
      } catch (error) {
        if (!isMissing(error)) log.warn('A record could not be read', { name, error });
        return undefined;
      }
    },
    write(name, document) {
      waiting.set(name, JSON.stringify(document));
      writing ??= drain();
    },
    flush: async () => {
      await writing;
    },
  };
}

function firstOf(waiting: ReadonlyMap<string, string>): { name: string; text: string } | null {
  for (const [name, text] of waiting) return { name, text };
  return null;
}

/** A reader sees the old text or the new, also after a power cut. */
async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
