import { registrableDomain } from './registrable-domain.ts';

/**
 * Domains of Microsoft's own sign-in and Skype for Business Online servers, where no tenant can put a server: a hybrid organization's
 * discovery leads there. (`outlook.com`, which desktop clients trust too, serves no UCWA.)
 */
export const wellKnownDomains: readonly string[] = [
  'lync.com',
  'lync.glbdns.microsoft.com',
  'microsoftonline.com',
  'login.windows.net',
];

/**
 * Whether a host is a domain itself or below it, told apart at label boundaries. A name without a dot stands for itself alone, and so does
 * one below which anybody can have a name.
 */
export function isWithin(host: string, domain: string): boolean {
  if (domain === '') return false;
  if (host === domain) return true;
  return domain.includes('.') && host.endsWith(`.${domain}`) && !registrableDomain(domain).isSuffix;
}

/** The domain to vouch for when a host is met: the one that somebody registered, or the host alone where there is none. */
export function domainAround(host: string): string {
  return isAddress(host) ? host : (registrableDomain(host).domain ?? host);
}

export type AddressKind = 'loopback' | 'private' | 'other';

/** What an address literal (or `localhost`) reaches, as the URL Standard writes it; null for the name of a host. */
export function addressKind(host: string): AddressKind | null {
  if (host === 'localhost' || host.endsWith('.localhost')) return 'loopback';
  if (!isAddress(host)) return null;
  if (host === '[::1]' || host.startsWith('127.')) return 'loopback';
  const isPrivate = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[f[cd])/.test(host);
  return isPrivate ? 'private' : 'other';
}

function isAddress(host: string): boolean {
  return host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host);
}
