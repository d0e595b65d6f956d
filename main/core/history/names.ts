import type { History } from './state.ts';

/** What somebody was called in the newest call with that number, as people write it; null where there was none, or none with a name. */
export function nameOfNumber(history: History, written: string): string | null {
  const found = history.find(({ party }) => party.hidden !== true && party.named && party.number === written);
  return found === undefined || found.party.hidden === true ? null : found.party.label;
}
