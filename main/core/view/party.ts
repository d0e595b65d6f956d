import type { PartyView } from '../../../preload/contract.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import { cleanText } from './text.ts';

const hidden = 'Caller’s number is hidden';

/** Someone at the other end as the windows name them. */
export function projectParty(party: Participant | null): PartyView {
  const number = cleanText(numberOf(party));
  const name = cleanText(party?.name ?? null);
  if (name !== null && name !== number) return { label: name, named: true, number, initials: initialsOf(name) };
  if (number !== null) return { label: number, named: false, number: null, initials: '' };
  return { label: hidden, named: false, number: null, initials: '' };
}

/** A phone number where there is one, else the SIP address without its scheme; null for a hidden caller (RFC 3323 section 4.1.1.3). */
function numberOf(party: Participant | null): string | null {
  const uri = party?.phoneNumber ?? party?.uri ?? null;
  if (uri === null) return null;
  const [, scheme = '', rest = ''] = /^(sips?|tel|callto):(.*)$/is.exec(uri) ?? [null, '', uri];
  const address = decodeEscapes(rest.split(/[;?]/, 1)[0] ?? '');
  if (/@anonymous\.invalid$/i.test(address)) return null;
  const user = /^([+\d][\d.\-() ]*)@/.exec(address)?.[1];
  if (scheme.toLowerCase() === 'tel' || user !== undefined) return formatNumber(user ?? address);
  return address;
}

/** E.164 digits in groups that can be read aloud; the country code is not guessed beyond what groups need. */
export function formatNumber(number: string): string {
  const digits = number.replace(/[^\d+]/g, '');
  if (!/^\+\d{7,15}$/.test(digits)) return number;
  const country = countryCodeOf(digits);
  const rest = digits.slice(country.length);
  const groups: string[] = [];
  for (let end = rest.length; end > 0; ) {
    const size = groups.length === 0 ? (end > 5 ? 4 : end) : end > 4 ? 3 : end;
    groups.unshift(rest.slice(end - size, end));
    end -= size;
  }
  return [country, ...groups].join(' ');
}

/** Country codes (ITU-T E.164): of one digit in zones 1 and 7, of two for those listed, else of three. */
const twoDigitCodes = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
);

function countryCodeOf(digits: string): string {
  if (/^\+[17]/.test(digits)) return digits.slice(0, 2);
  return digits.slice(0, twoDigitCodes.has(digits.slice(1, 3)) ? 3 : 4);
}

function decodeEscapes(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The first letters of the first and the last word that begin with a letter. */
function initialsOf(name: string): string {
  const words = name.split(/[\s,]+/).filter((word) => /^\p{L}/u.test(word) && !/\.$/.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return [...letters.join('').toUpperCase()].slice(0, 2).join('');
}
