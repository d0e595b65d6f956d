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

/** Below these anyone can have a host, so that vouching for one of them vouches for nobody. */
const sharedDomains: readonly string[] = [
  'amazonaws.com',
  'appspot.com',
  'azureedge.net',
  'azurefd.net',
  'azurewebsites.net',
  'cloudapp.azure.com',
  'cloudapp.net',
  'cloudfront.net',
  'core.windows.net',
  'duckdns.org',
  'firebaseapp.com',
  'github.io',
  'herokuapp.com',
  'netlify.app',
  'ngrok.io',
  'pages.dev',
  'trafficmanager.net',
  'vercel.app',
  'web.app',
  'workers.dev',
];

/** Whether a host is a domain itself or below it, told apart at label boundaries. A name without a dot stands for itself alone. */
export function isWithin(host: string, domain: string): boolean {
  if (domain === '') return false;
  return host === domain || (domain.includes('.') && host.endsWith(`.${domain}`));
}

/**
 * The domain to vouch for when a host is met: that around it, or the host alone where the domain around it may belong to many (`com`,
 * `co.uk`, the shared ones) or the host is an address.
 */
export function domainAround(host: string): string {
  const around = host.slice(host.indexOf('.') + 1);
  const shared = sharedDomains.some((domain) => isWithin(around, domain)) || /^[a-z]{1,3}\.[a-z]{2}$/.test(around);
  return isAddress(host) || shared || !around.includes('.') ? host : around;
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
