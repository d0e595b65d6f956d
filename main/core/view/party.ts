import type { PartyView } from '../../../preload/contract.ts';
import type { SessionModel } from '../session/state.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import { type CallerAddress, readCallerAddress } from './caller-address.ts';
import { hiddenLabel, isPlaceholder } from './hidden.ts';
import { formatNumber, isSameNumber, writeNumber } from './phone-number.ts';
import { cleanText } from './text.ts';

/** Of a longer domain the end is shown. */
const longestDomain = 40;

/** The domains of the user's own addresses: the one that signs in and the one that is called need not be of the same. */
export function homeDomains({ user, account }: SessionModel): readonly string[] {
  return [user?.address ?? account.address, user?.uri ?? ''].flatMap((address) => {
    const read = readCallerAddress(address);
    return read.kind === 'hidden' || read.host === null || read.host === '' ? [] : read.host;
  });
}

/**
 * Someone at the other end as the windows name them. `home`: the user's own domains. A number means what the domain that it comes
 * from makes of it, so one of another domain is shown with it.
 */
export function projectParty(party: Participant | null, home: readonly string[]): PartyView {
  const reached = reachedAt(party);
  const shown = written(reached, hostOf(party) ?? (reached.kind === 'hidden' ? null : reached.host), home);
  const outside = isOutside(party, reached) ? { outside: true as const } : {};
  const name = nameOf(party, reached);
  if (name !== null && name !== shown) {
    return {
      label: name,
      named: !isNumber(name) || shown !== null,
      number: shown,
      initials: initialsOf(name),
      ...outside,
    };
  }
  if (shown !== null) return { label: shown, named: false, number: null, initials: '', ...outside };
  return { label: hiddenLabel, named: false, number: null, initials: '', hidden: true, ...outside };
}

/** The telephone number where there is one, else what the address says. */
function reachedAt(party: Participant | null): CallerAddress {
  const number = readCallerAddress(party?.phoneNumber ?? '');
  return number.kind === 'hidden' ? readCallerAddress(party?.uri ?? '') : number;
}

/** A number that the server adds to a caller is no better than where the caller comes from. */
function hostOf(party: Participant | null): string | null {
  const address = readCallerAddress(party?.uri ?? '');
  return address.kind === 'hidden' ? null : address.host;
}

function written(reached: CallerAddress, host: string | null, home: readonly string[]): string | null {
  if (reached.kind === 'hidden') return null;
  if (reached.kind === 'address') return cleanText(reached.address);
  const number = cleanText(writeNumber(reached.number));
  const domain = cleanText(host);
  const isHome = domain === null || home.some((own) => isWithin(domain, own));
  return number === null || isHome ? number : `${number} at ${endOf(domain)}`;
}

/** Whose a domain is says its end. */
function endOf(domain: string): string {
  const characters = [...domain];
  return characters.length > longestDomain ? `…${characters.slice(1 - longestDomain).join('')}` : domain;
}

/** The domain itself, one below it, or one above it. */
function isWithin(host: string, own: string): boolean {
  return host === own || host.endsWith(`.${own}`) || (host.includes('.') && own.endsWith(`.${host}`));
}

/**
 * Whether the server says that the caller is not of the user's organization (UCWA reference: participant, sourceNetwork; an open
 * list). `Everyone` is anybody, and says something only of who comes with an address: every telephone is outside.
 */
function isOutside(party: Participant | null, reached: CallerAddress): boolean {
  switch (party?.sourceNetwork?.toLowerCase() ?? 'unknown') {
    case 'sameenterprise':
    case 'unknown':
    case '':
      return false;
    case 'everyone':
      return reached.kind === 'address';
    default:
      return true;
  }
}

/** The display name; null where it says no more than the number or the address does. */
function nameOf(party: Participant | null, reached: CallerAddress): string | null {
  const name = cleanText(party?.name ?? null);
  if (name === null || isPlaceholder(name)) return null;
  const said = /^<?(?:sips?|tel|im):/i.test(name) ? readCallerAddress(name) : null;
  const plain =
    said === null ? name : said.kind === 'hidden' ? '' : said.kind === 'number' ? said.number.number : said.address;
  if (plain === '') return null;
  if (reached.kind === 'number' && isSameNumber(plain, reached.number)) return null;
  if (reached.kind === 'address' && plain.toLowerCase() === reached.address.toLowerCase()) return null;
  return formatNumber(plain);
}

function isNumber(name: string): boolean {
  return /^[+\d*#(][\d*#\s().-]*$/.test(name);
}

/** The first letters of the first and the last word that begin with a letter. */
function initialsOf(name: string): string {
  const words = name.split(/[\s,]+/).filter((word) => /^\p{L}/u.test(word) && !/\.$/.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return [...letters.join('').toUpperCase()].slice(0, 2).join('');
}
