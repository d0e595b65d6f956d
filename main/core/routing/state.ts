import type { CallForwarding } from '../ucwa/decode/call-forwarding.ts';
import type { Contact } from '../ucwa/decode/contact.ts';

/**
 * Call forwarding of the user. No event tells of it: it is read when the session has an application, after each change, when a window
 * shows it, and every few minutes.
 *
 *     none --link--> reading --200--> known <--change, read--+
 *       ^               |               |--------------------+
 *       +--403, no link-+-- no answer --> unreadable --read--> known
 *
 * `known` and `unreadable` go back to `none` where the server takes it away, and all of them when the user is gone.
 */
export interface RoutingModel {
  readonly state: 'none' | 'reading' | 'known' | 'unreadable';
  /** As it was read last; there in `known` and, where it was known before, in `unreadable`. */
  readonly forwarding: CallForwarding | null;
  /** What was asked for, and is not there yet; the newest. */
  readonly wanted: Wanted | null;
  /** Why the last change was not taken. */
  readonly problem: RoutingProblem | null;
  /** Where calls are to go while nobody is here, as the user chose; kept from run to run. */
  readonly away: ChosenAway | null;
  /** They were sent there, and it is not set back yet. */
  readonly isAway: boolean;
}

/** Where calls are to go. `uri`: `tel:` or `sip:`. */
export type Destination =
  | { readonly kind: 'voicemail' | 'delegates' | 'team' }
  | { readonly kind: 'contact'; readonly uri: string };

/** Where the calls of the user whose address this is go while nobody is here. */
export interface ChosenAway {
  readonly of: string;
  readonly to: Destination;
}

/** What is to be otherwise; the rest stays as it is. Delays are in seconds. */
export interface Wanted {
  readonly period?: CallForwarding['period'];
  readonly setting?: 'none' | 'immediate' | 'simultaneous';
  readonly immediate?: Destination;
  readonly simultaneous?: { readonly to: Destination; readonly ringDelay: number | null };
  readonly unanswered?: { readonly to: Destination | { readonly kind: 'usual' }; readonly ringDelay: number | null };
  readonly handlesUnanswered?: boolean;
  /** By the server's own operation for it, which resets what nobody answers too. */
  readonly turnOff?: true;
}

/** `changed-meanwhile`: somebody else changes it again and again. */
export type RoutingProblem =
  | 'no-delegates'
  | 'no-team'
  | 'number'
  | 'not-allowed'
  | 'unreachable'
  | 'changed-meanwhile'
  | 'not-taken'
  /** It was not forwarded on leaving, because it could not have been set back. */
  | 'away-not-kept';

export const noRouting: RoutingModel = {
  state: 'none',
  forwarding: null,
  wanted: null,
  problem: null,
  away: null,
  isAway: false,
};

/** Nothing rings for the user. */
export function isForwarded({ forwarding }: Pick<RoutingModel, 'forwarding'>): boolean {
  return forwarding?.setting === 'immediate' && forwarding.immediate.target !== 'none';
}

/** Where calls go at once, and when, as sentences tell it apart. */
export function forwardedIn({ forwarding }: Pick<RoutingModel, 'forwarding'>) {
  const target = forwarding?.immediate.target;
  const to = target === 'voicemail' || target === 'delegates' ? target : 'other';
  return { to, when: forwarding?.period === 'work-hours' ? 'hours' : 'other' } as const;
}

/** Whether that contact is who a URI names: the same address, or a number that ends alike, as servers write numbers in their own way. */
export function isReachedBy(contact: Contact | null, uri: string): boolean {
  if (contact === null) return false;
  const { workPhoneNumber, mobilePhoneNumber, homePhoneNumber, otherPhoneNumber } = contact;
  const ways = [contact.uri, workPhoneNumber, mobilePhoneNumber, homePhoneNumber, otherPhoneNumber];
  return ways.some((way) => way !== null && isSameUri(way, uri));
}

/** Without the area or country code a number has at least so many digits as its own. */
const ownDigits = 7;

function isSameUri(one: string, other: string): boolean {
  if (one.toLowerCase() === other.toLowerCase()) return true;
  const [mine, theirs] = [digitsOf(one), digitsOf(other)];
  if (mine === null || theirs === null) return false;
  const [short, long] = mine.length < theirs.length ? [mine, theirs] : [theirs, mine];
  const tail = short.replace(/^0+/, '');
  return mine === theirs || (tail.length >= ownDigits && long.endsWith(tail));
}

/** Of a telephone number; null of anything else. */
function digitsOf(uri: string): string | null {
  const [, written] = /^(?:tel:|sips?:(?=\+?[\d().-]+(?:@|;|$)))([^@;]*)/i.exec(uri) ?? [];
  const digits = written?.replace(/\D/g, '') ?? '';
  return digits === '' ? null : digits;
}
