import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A telephone number in parts (RFC 3966). */
export interface TelephoneNumber {
  /** As it was written, without parameters. */
  readonly number: string;
  readonly extension: string | null;
  /** ISDN subaddress. */
  readonly subaddress: string | null;
  /** Where a local number is one: a domain, or the leading digits of a global number. */
  readonly context: string | null;
}

/** The number as it is written for people: a global one in the groups of its country (E.123), a local one as it came. */
export function writeNumber({ number, extension, subaddress, context }: TelephoneNumber): string {
  const written = formatNumber(globalOf(number, context) ?? number);
  const more = [
    extension === null ? '' : ` ext. ${extension}`,
    subaddress === null ? '' : `, subaddress ${subaddress}`,
  ];
  return written + more.join('');
}

/** E.164 digits in the groups that are usual in the number's country; no digit is lost or added. Anything else stays as it is. */
export function formatNumber(number: string): string {
  const digits = `+${number.replace(/\D/g, '')}`;
  if (!/^\s*\+[\d\s().\-/\u00a0\u2010-\u2015]+$/.test(number) || !/^\+\d{7,15}$/.test(digits)) return number;
  const parsed = parse(digits);
  const usual = parsed?.formatInternational() ?? '';
  return usual.replace(/[^\d+]/g, '') === digits && usual.includes(' ') ? usual : inGroups(digits, parsed);
}

/** An international number with what is dialled in its country alone, in brackets that begin with a zero. */
const withNationalPrefix = /^(\(?\+|00|011)([\s\d.\-/)]{1,8}\(\s*0[\d\s().\-/\u00a0\u2010-\u2015]*)$/;

/** A number such as +46 (0)8 123 456 as it is dialled from abroad: without the national prefix, where the country has one. Any other as it is. */
export function fromAbroad(number: string): string {
  const [, prefix = '', rest = ''] = withNationalPrefix.exec(number) ?? [];
  const parsed = rest === '' ? undefined : parse(`+${rest.replace(/\D/g, '')}`);
  return parsed?.isPossible() === true ? parsed.number.replace('+', prefix.replace('(', '')) : number;
}

/** For numbers that no plan knows: the country code, threes, and four or fewer at the end. */
function inGroups(digits: string, parsed: PhoneNumber | undefined): string {
  const country = digits.slice(0, (parsed?.countryCallingCode.length ?? 3) + 1);
  const rest = digits.slice(country.length);
  const groups: string[] = [];
  for (let end = rest.length; end > 0; ) {
    const size = groups.length === 0 ? (end > 5 ? 4 : end) : end > 4 ? 3 : end;
    groups.unshift(rest.slice(end - size, end));
    end -= size;
  }
  return [country, ...groups].join(' ');
}

/** The global number that a local one is, where its context is the beginning of one and together they are possible. */
function globalOf(number: string, context: string | null): string | null {
  if (context === null || !/^\+\d{1,12}$/.test(context) || !/^[\d\s().-]+$/.test(number)) return null;
  const joined = parse(`${context}${number.replace(/\D/g, '')}`);
  if (joined === undefined) return null;
  const { countryCallingCode } = joined;
  // Below a country's code a number may have the prefix that is dialled before it.
  const isCountry = context === `+${countryCallingCode}`;
  const full = isCountry ? parsePhoneNumberFromString(number, { defaultCallingCode: countryCallingCode }) : joined;
  return full?.isPossible() ? full.number : null;
}

/** Whether a text is the number, written in any way: with or without country code, trunk prefix, separators or extension. */
export function isSameNumber(text: string, { number, context }: TelephoneNumber): boolean {
  const [, base = '', extension] =
    /^([+\d*#(][\d*#\s().\-/\u00a0\u2010-\u2015]*?)\s*(?:(?:;ext=|ext\.?|x|#)\s*(\d{1,8}))?$/i.exec(text) ?? [];
  if (base === '') return text === number;
  const [mine, theirs] = [keys(base), keys(globalOf(number, context) ?? number)];
  if (mine === theirs || `${mine}${extension ?? ''}` === theirs) return true;
  const parsed = theirs.startsWith('+') ? parse(theirs) : undefined;
  if (parsed === undefined) return mine.replace(/^\+/, '') === theirs.replace(/^\+/, '');
  if ([`${parsed.number.slice(1)}`, `00${parsed.number.slice(1)}`, `011${parsed.number.slice(1)}`].includes(mine))
    return true;
  return parsePhoneNumberFromString(base, { defaultCallingCode: parsed.countryCallingCode })?.number === parsed.number;
}

/** What is pressed on a telephone. */
function keys(number: string): string {
  return number.replace(/[^\d*#+]/g, '');
}

function parse(number: string): PhoneNumber | undefined {
  return parsePhoneNumberFromString(number);
}
