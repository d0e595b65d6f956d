import type { PartyView, Words } from '../../../preload/contract/index.ts';
import type { SessionModel } from '../session/state.ts';
import { cleanText } from '../text.ts';
import type { Participant } from '../ucwa/decode/participant.ts';
import { type CallerAddress, readCallerAddress, writeAddress } from './caller-address.ts';
import { isPlaceholder } from './hidden.ts';
import { formatNumber, isSameNumber, writeNumber } from './phone-number.ts';

/** Of a longer domain the end is shown. */
const longestDomain = 40;
const longestUser = 64;

/** The domains of the user's own addresses: the one that signs in and the one that is called need not be of the same. */
export function homeDomains({ user, account }: SessionModel): readonly string[] {
  return [user?.address ?? account.address, user?.uri ?? ''].flatMap((address) => {
    const read = readCallerAddress(address);
    return read.kind === 'hidden' || read.host === null || read.host === '' ? [] : read.host;
  });
}

/** What the user is called by, and signs in with; some may be empty. */
export function ownAddresses({ user, account }: SessionModel): readonly string[] {
  return [user?.uri ?? '', user?.address ?? '', account.address];
}

/** Someone as they are kept: as the windows name them, but who sent nothing has no sentence in place of a name. */
export type KeptParty = NamedParty | HiddenParty;

type NamedParty = Omit<PartyView, 'hidden' | 'elsewhere'> & {
  readonly hidden?: never;
  /** The other domain that the number is of, which the label has in place of a name or `number`. */
  readonly domain?: string;
};

interface HiddenParty {
  readonly hidden: true;
  readonly outside?: true;
}

/** Someone at the other end as the windows name them. `home`: the user's own domains. */
export function projectParty(party: Participant | null, home: readonly string[], words: Words): PartyView {
  return shownParty(keptParty(party, home), words);
}

/** What somebody is called, as the windows show it. */
export function shownParty(party: KeptParty, { say }: Words): PartyView {
  if (party.hidden === true) return { label: say('party.hidden'), named: false, number: null, initials: '', ...party };
  const { domain, ...view } = party;
  if (domain === undefined) return view;
  const ofDomain = (number: string): string => say('party.number-of-domain', { number, domain });
  const shown: PartyView = { ...view, elsewhere: true };
  return view.number === null ? { ...shown, label: ofDomain(view.label) } : { ...shown, number: ofDomain(view.number) };
}

/**
 * Someone at the other end, to be kept. `home`: the user's own domains. A number means what the domain that it comes
 * from makes of it, so one of another domain is shown with it.
 */
export function keptParty(party: Participant | null, home: readonly string[]): KeptParty {
  const domains = home.join(' ');
  const before = party === null ? undefined : known.get(party);
  if (before?.domains === domains) return before.kept;
  const kept = named(party, home);
  if (party !== null) known.set(party, { domains, kept });
  return kept;
}

/** A participant never changes, and is asked for with each snapshot. */
const known = new WeakMap<Participant, { readonly domains: string; readonly kept: KeptParty }>();

/** The first number takes some milliseconds to write, which a ring does not have: one is written before it. */
export function readyToProject(): void {
  named({ name: 'Ana Lindqvist', uri: 'sip:ana@contoso.com', phoneNumber: 'tel:+14255550133' }, []);
}

function named(party: Participant | null, home: readonly string[]): KeptParty {
  const reached = reachedAt(party);
  const host = hostOf(party) ?? (reached.kind === 'hidden' ? null : reached.host);
  const foreign = host === null || home.some((own) => isWithin(host, own)) ? '' : host;
  const shown = written(reached, foreign !== '');
  const outside = isOutside(party, reached.kind === 'address' || foreign !== '') ? { outside: true as const } : {};
  const unconfirmed = party?.anonymous === true ? { unconfirmed: true as const } : {};
  const domain = reached.kind === 'number' && shown !== null && foreign !== '' ? { domain: endOf(foreign) } : {};
  const name = nameOf(party, reached);
  if (name !== null && name !== shown) {
    return {
      label: name,
      named: !isNumber(name) || shown !== null,
      number: shown,
      initials: initialsOf(name),
      ...domain,
      ...outside,
      ...unconfirmed,
    };
  }
  if (shown !== null) return { label: shown, named: false, number: null, initials: '', ...domain, ...outside };
  return { hidden: true, ...outside };
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

/** `isForeign`: of a domain that is not the user's, which stands behind it. */
function written(reached: CallerAddress, isForeign: boolean): string | null {
  if (reached.kind === 'hidden') return null;
  if (reached.kind === 'address') {
    const user = beginOf(reached.user);
    return cleanText(writeAddress({ user, host: reached.host === null ? null : endOf(reached.host) }));
  }
  const number = cleanText(writeNumber(reached.number));
  return number === null || !isForeign ? number : beginOf(number);
}

/** So that a long user does not push the domain out of sight (RFC 5321 section 4.5.3.1.1). */
function beginOf(user: string): string {
  const characters = [...user];
  return characters.length > longestUser ? `${characters.slice(0, longestUser - 1).join('')}…` : user;
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
 * list). `Everyone` is anybody, and says something only of who comes with an address, or by another domain: every telephone is outside.
 */
function isOutside(party: Participant | null, hasAddress: boolean): boolean {
  switch (party?.sourceNetwork?.toLowerCase() ?? 'unknown') {
    case 'sameenterprise':
    case 'unknown':
    case '':
      return false;
    case 'everyone':
      return hasAddress;
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
    said === null
      ? name
      : said.kind === 'hidden'
        ? ''
        : said.kind === 'number'
          ? said.number.number
          : writeAddress(said);
  if (plain === '') return null;
  if (reached.kind === 'number' && isSameNumber(plain, reached.number)) return null;
  if (reached.kind === 'address' && plain.toLowerCase() === writeAddress(reached).toLowerCase()) return null;
  return formatNumber(plain);
}

function isNumber(name: string): boolean {
  return /^[+\d*#(][\d*#\s().-]*$/.test(name);
}

/** The first letters of the first and the last word that begin with a letter. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s,]+/).filter((word) => /^\p{L}/u.test(word) && !/\.$/.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return [...letters.join('').toUpperCase()].slice(0, 2).join('');
}
