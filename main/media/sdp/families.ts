import { isIPv6 } from 'node:net';
import type { OfferFailure, WayFailure } from './offer-failure.ts';

/** The families of IP addresses that somebody has. */
export interface Families {
  readonly ipv4: boolean;
  readonly ipv6: boolean;
}

/** Those of this computer, by how it reaches a far side. */
export interface OwnFamilies {
  /** Straight from an address of its own. */
  readonly straight: Families;
  /** By ICE, which also goes from a relay's. */
  readonly byIce: Families;
}

export function familiesOf(hosts: readonly string[]): Families {
  return { ipv4: hosts.some((host) => !isIPv6(host)), ipv6: hosts.some(isIPv6) };
}

/** Why nothing goes between a far side at these addresses and us; null where something may, or either has no address that is known yet. */
export function familyRefusal(theirs: Families, ours: Families): (OfferFailure & WayFailure) | null {
  if ((theirs.ipv4 && ours.ipv4) || (theirs.ipv6 && ours.ipv6)) return null;
  if ((!theirs.ipv4 && !theirs.ipv6) || (!ours.ipv4 && !ours.ipv6)) return null;
  return theirs.ipv6 ? noIpv6 : noIpv4;
}

const noIpv6 = {
  failure: 'no-ipv6',
  message: 'the far side is reached by IPv6 alone, and this computer has no address of it',
} as const;
const noIpv4 = {
  failure: 'no-path',
  message: 'the far side is reached by IPv4 alone, and this computer has no address of it',
} as const;
