import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project.ts';

/** The folders that the app is built from. */
const folders = ['main', 'preload', 'renderer', 'assets'];
/** An editor writes one file in several steps, and version control many files. */
const quietMs = 60;

/** Tells which files changed, relative to the project, once nothing has for a moment; until it is ended. */
export function watchSources(changed: (paths: readonly string[]) => void): () => void {
  const paths = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    const all = [...paths];
    paths.clear();
    changed(all);
  };
  const watchers = folders.map(
    (folder): FSWatcher =>
      watch(join(projectRoot, folder), { recursive: true }, (_event, name) => {
        paths.add(join(folder, name ?? ''));
        clearTimeout(timer);
        timer = setTimeout(tell, quietMs);
      }),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
