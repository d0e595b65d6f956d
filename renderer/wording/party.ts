import type { PartyView } from '../../preload/contract.ts';

/** Names of more characters than this are set smaller, on more lines. */
const longName = 32;

/** Whether a name needs the smaller type. Counts characters as people see them, not UTF-16 units. */
export function isLongName(label: string): boolean {
  return [...label].length > longName;
}

/** The line under the name: the number, or that nothing was sent; null where there is nothing to add. */
export function secondLine({ named, label, number }: PartyView): string | null {
  if (number !== null) return number;
  return named || isNumberOrAddress(label) ? null : 'No name or number was sent';
}

/** An unnamed caller's label is a number, an address, or the sentence that it is hidden; only the first two have these. */
function isNumberOrAddress(label: string): boolean {
  return /[\d@]/.test(label);
}
