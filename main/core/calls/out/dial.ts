import { withAsciiDigits } from '../../../../preload/contract/index.ts';
import { fromAbroad, writeNumber } from '../../party/phone-number.ts';
import { cleanText } from '../../text.ts';

/** What somebody typed, as it can be called. */
export interface DialledAddress {
  /** A `sip:` or `tel:` URI; the server makes of a number what its dial plan says. */
  readonly to: string;
  readonly written: string;
  /** What a telephone would be pressed; null of a SIP address. */
  readonly keys: string | null;
}

/** No dial plan has longer numbers, and E.164 none past 15 digits. */
const mostKeys = 32;
/** RFC 3261 section 25.1, user and host as people have them; RFC 1035 section 2.3.4. */
const address =
  /^([a-z\d_.!~*'()&=+$,;?/%-]{1,64})@((?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d])$/i;
/** Digits and what is written between them (RFC 3966 section 3); letters stand for digits, behind a first one. */
const number = /^[+*#(]*\s*\d[\da-z*#\s().\-/\u00a0\u2010-\u2015]*$|^[*#]+\d[\d*#]*$/i;
const beside = /^(.*?\d)\s*(?:;\s*ext=|,?\s*\b(?:ext\.?|extension)\s*|\s+x\s*)(\d{1,8})$/i;

/** Reads a number or an address as people write them, with or without a scheme; null for what is neither. */
export function readDialled(typed: string): DialledAddress | null {
  const text = withAsciiDigits(cleanText(typed.normalize('NFKC')) ?? '');
  const [, scheme = '', rest = ''] = /^(?:callto:(?:\/\/)?)?(?:(sips?|tel):(?:\/\/)?)?(.*)$/i.exec(text) ?? [];
  const plain = rest.trim();
  const found = address.exec(plain);
  if (found !== null) return scheme.toLowerCase() === 'tel' ? null : addressed(found[0]);
  return scheme.toLowerCase().startsWith('sip') ? null : numbered(plain);
}

function addressed(found: string): DialledAddress {
  return { to: `sip:${found}`, written: found, keys: null };
}

function numbered(text: string): DialledAddress | null {
  const [, base = text, extension = null] = beside.exec(text) ?? [];
  if (!number.test(base) || isWord(base)) return null;
  const keys = keysOf(fromAbroad(base));
  const digits = keys.replaceAll(/\D/g, '').length;
  if (digits === 0 || keys.length > mostKeys || /.\+/.test(keys)) return null;
  const written = cleanText(
    writeNumber({ number: isVanity(base) ? base : keys, extension, subaddress: null, context: null }),
  );
  return { to: `tel:${keys}${extension === null ? '' : `;ext=${extension}`}`, written: written ?? keys, keys };
}

/** A street and its number, or a name with one: letters stand for digits only in words behind an area code, such as 1-800-FLOWERS. */
function isWord(base: string): boolean {
  return isVanity(base) && !/^\+?[\d\s().-]{3,}[a-z]{3,}[\da-z-]*$/i.test(base);
}

function isVanity(base: string): boolean {
  return /[a-z]/i.test(base);
}

/** Letters by the keys of a telephone (E.161). */
function keysOf(base: string): string {
  return base
    .toLowerCase()
    .replaceAll(/[a-z]/g, (letter) => '22233344455566677778889999'[letter.charCodeAt(0) - 97] ?? '')
    .replaceAll(/[^\d+*#]/g, '');
}
