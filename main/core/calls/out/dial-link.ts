import { cleanText } from '../../text.ts';
import { type DialledAddress, readDialled } from './dial.ts';

/** What another program's link asks to be called, as it is put into the box to dial in. Nothing is called by it. */
export interface LinkedNumber {
  readonly text: string;
  /** Asterisks and hashes, by which a telephone's settings are changed. */
  readonly isCode: boolean;
}

/** Longer ones are nobody's number. */
const longestLink = 256;
/** RFC 3966 and RFC 3261 section 19.1; `callto:` was never registered. Some programs write slashes as in a web address. */
const schemes = /^(tel|callto|sips?):(?:\/\/)?/i;
/** What may stand behind a number and says whom to call; all else would be for the call, and is no business of a link's. */
const extension = /;ext=([\d().-]{1,16})(?=;|$)/i;

/** Whether it is a link of the kind that the app opens, good or bad. */
export function isDialLink(text: string): boolean {
  return schemes.test(text);
}

/** Reads a link such as `tel:+44-20-7946-0123;ext=12` or `sip:ana@contoso.com?subject=hi`; null where it holds nothing that can be called. */
export function readDialLink(link: string): LinkedNumber | null {
  const [scheme, name = ''] = schemes.exec(link) ?? [];
  if (scheme === undefined || link.length > longestLink) return null;
  const plain = decoded(link.slice(scheme.length).replace(/[?\s].*$/s, ''));
  if (plain === null || plain !== cleanText(plain)) return null;
  const isTel = name.toLowerCase() === 'tel';
  const found =
    isTel || !plain.includes('@')
      ? readDialled(`${isTel ? 'tel:' : ''}${numberIn(plain)}`)
      : readDialled(plain.replace(/(@[^;/]*)[;/].*$/, '$1'));
  return found === null ? null : filledIn(found);
}

/** As it stands in the box: what is typed and what was asked for must be the same call. */
export function filledIn({ to, written, keys }: DialledAddress): LinkedNumber {
  return { text: readDialled(written)?.to === to ? written : to, isCode: keys !== null && /[*#]/.test(keys) };
}

function numberIn(plain: string): string {
  const [, inside] = extension.exec(plain) ?? [];
  const [base = ''] = plain.split(';', 1);
  return inside === undefined ? base : `${base};ext=${inside.replaceAll(/\D/g, '')}`;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
