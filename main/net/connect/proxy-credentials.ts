import type { TypedCredentials } from '../../core/ports.ts';
import { nameOf, type ProxyServer } from './hop.ts';

/** Where credentials for a proxy may be known; null where they are not. Asked only once a proxy wants some. */
export type CredentialSource = (proxy: ProxyServer) => Promise<TypedCredentials | null>;

/** What a proxy may be told of who is there; each goes to that proxy only. */
export interface ProxyCredentials {
  offersFor(proxy: ProxyServer): Offers;
  /** What the proxy at that host and port took from this app; null where it took nothing. */
  takenAt(host: string, port: number): TypedCredentials | null;
}

/** Values of Proxy-Authorization for one try to connect. */
export interface Offers {
  /** What this proxy took before, so that it need not ask again. */
  remembered(): string | null;
  /** The next to try after `refused`; null when none is left. */
  next(refused: string | null): Promise<string | null>;
  worked(authorization: string | null): void;
}

/**
 * Basic credentials (RFC 7617) out of the sources, in their order. `onTaken` hears what a proxy took that it had not taken
 * before.
 */
export function createProxyCredentials(
  sources: readonly CredentialSource[],
  onTaken: (proxy: ProxyServer, authorization: string) => void = () => {},
): ProxyCredentials {
  const taken = new Map<string, string>();
  const accounts = new Map<string, TypedCredentials>();
  return {
    offersFor(proxy) {
      const name = nameOf(proxy);
      const tried = new Set<string>();
      return {
        remembered: () => taken.get(name) ?? null,
        async next(refused) {
          if (refused !== null) {
            tried.add(refused);
            if (taken.get(name) === refused) taken.delete(name);
          }
          for (const source of sources) {
            const found = await source(proxy);
            const offer = found === null ? null : basicAuthorization(found);
            if (offer !== null && !tried.has(offer)) return offer;
          }
          return null;
        },
        worked(authorization) {
          if (authorization === null || taken.get(name) === authorization) return;
          taken.set(name, authorization);
          accounts.set(`${proxy.host.toLowerCase()}:${proxy.port}`, accountIn(authorization));
          onTaken(proxy, authorization);
        },
      };
    },
    takenAt: (host, port) => accounts.get(`${host.toLowerCase()}:${port}`) ?? null,
  };
}

/** Whether Proxy-Authenticate has a scheme that can be answered here; Negotiate, NTLM and Digest cannot. */
export function offersBasic(challenges: string): boolean {
  return /(^|,)\s*basic(\s|,|$)/i.test(challenges);
}

/** Why a proxy lets nobody through, where nothing that is known satisfies it. */
export function authenticationFailure(challenges: string): 'proxy-auth' | 'proxy-scheme' {
  return offersBasic(challenges) ? 'proxy-auth' : 'proxy-scheme';
}

/** For a log: what a proxy asks for. */
export function authenticationNeeded(challenges: string): string {
  const schemes = challenges.match(/\b(basic|digest|negotiate|ntlm|kerberos|bearer)\b/gi) ?? [];
  return ['407', ...new Set(schemes)].join(' ');
}

/**
 * Credentials in an environment variable such as `https_proxy=http://user:password@proxy:3128`. Chromium, which says which proxy
 * to use, leaves them out.
 */
export function credentialsInEnvironment(env: Readonly<Record<string, string | undefined>>): CredentialSource {
  return async ({ host, port }) => {
    for (const name of ['https_proxy', 'http_proxy', 'all_proxy']) {
      const url = urlIn(env[name] ?? env[name.toUpperCase()]);
      if (url === null || url.username === '' || url.hostname !== host.toLowerCase()) continue;
      const written = url.port === '' ? defaultPorts[url.protocol] : Number(url.port);
      if (written !== undefined && written !== port) continue;
      return { userName: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
    }
    return null;
  };
}

const defaultPorts: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

function urlIn(text: string | undefined): URL | null {
  if (text === undefined || text === '') return null;
  try {
    return new URL(text.includes('://') ? text : `http://${text}`);
  } catch {
    return null;
  }
}

/** The value of Proxy-Authorization. */
export function basicAuthorization({ userName, password }: TypedCredentials): string {
  return `Basic ${Buffer.from(`${userName}:${password}`, 'utf8').toString('base64')}`;
}

function accountIn(authorization: string): TypedCredentials {
  const text = Buffer.from(authorization.slice('Basic '.length), 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return { userName: text.slice(0, colon), password: text.slice(colon + 1) };
}
