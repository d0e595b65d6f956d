import { type History, mostEntries } from './state.ts';

/** A history with calls that it had before, each where it stood by its time. What is there already is not there twice. */
export function mergedHistory(history: History, back: History): History {
  const ids = new Set(history.map(({ id }) => id));
  const waiting = back.filter(({ id }) => !ids.has(id));
  const merged = history.flatMap((entry) => {
    const newer = waiting.findIndex(({ at }) => at < entry.at);
    return [...waiting.splice(0, newer < 0 ? waiting.length : newer), entry];
  });
  return [...merged, ...waiting].slice(0, mostEntries);
}
