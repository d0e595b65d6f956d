import type { PartyView } from '../../preload/contract/index.ts';

/** The address that messages to somebody go to; null where none is known. */
export function writtenTo({ label, number, named, hidden, elsewhere }: PartyView): string | null {
  if (hidden === true || elsewhere === true) return null;
  const reached = number ?? (named ? '' : label);
  return reached.includes('@') ? reached : null;
}
