import type { CallView, PartyView, Words } from '../../preload/contract/index.ts';

/** Names of more characters than this are set smaller, on more lines. */
const longName = 32;

/** Whether a name needs the smaller type. Counts characters as people see them, not UTF-16 units. */
export function isLongName(label: string): boolean {
  return [...label].length > longName;
}

/** The line under the name: the number, or that nothing was sent; null where there is nothing to add. */
export function secondLine({ number, hidden }: PartyView, { say }: Words): string | null {
  return number ?? (hidden === true ? say('party.nothing-sent') : null);
}

/** The same of a call, with who they are before it: the parts of one line, as who they are may come to be known while it rings. */
export function callerLine({ party, who }: Pick<CallView, 'party' | 'who'>, words: Words): readonly string[] {
  const isStranger = who?.contact === false && who.line === '' && !party.named && party.hidden !== true;
  const parts = [who?.line, secondLine(party, words), isStranger ? words.say('party.not-in-contacts') : null];
  return parts.flatMap((part) => part || []);
}

/** A word of warning where a name or a number proves nothing; null for who is known to the organization. */
export function outsideLine({ outside, unconfirmed }: PartyView, { say }: Words): string | null {
  if (unconfirmed === true) return say('party.unconfirmed');
  return outside === true ? say('party.outside') : null;
}

/** A name where it stands for the second time in a sentence: of two words the first, else all of it. */
export function nameAgain(label: string): string {
  const [first, last, ...more] = label.split(' ');
  const isPlain = first !== undefined && last !== undefined && more.length === 0 && /^\p{L}+$/u.test(first);
  return isPlain ? first : label;
}
