import type { TypedCredentials } from '../../../core/ports.ts';
import { nameOf, type ProxyServer } from '../hop.ts';

/** Where credentials for a proxy may be known; null where they are not. Asked only once a proxy wants some. */
export type CredentialSource = (proxy: ProxyServer) => Promise<TypedCredentials | null>;

/** What a proxy may be told of who is there; each goes to that proxy only. */
export interface ProxyCredentials {
  offersFor(proxy: ProxyServer): Offers;
  /** What that very proxy took from this app, by the same scheme; null where it took nothing. */
  takenBy(proxy: ProxyServer): TypedCredentials | null;
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
  return {
    offersFor(proxy) {
      const name = keyOf(proxy);
      const tried = new Set<string>();
      return {
        remembered: () => taken.get(name) ?? null,
        async next(refused) {
          if (refused !== null) {
            tried.add(refused);
            if (taken.get(name) === refused) taken.delete(name);
          }
          for (const source of sources) {
            // A source that fails knows nothing: the proxy's refusal is what the user has to hear of.
            const found = await source(proxy).catch(() => null);
            const offer = found === null ? null : basicAuthorization(found);
            if (offer !== null && !tried.has(offer)) return offer;
          }
          return null;
        },
        worked(authorization) {
          if (authorization === null || taken.get(name) === authorization) return;
          taken.set(name, authorization);
          onTaken(proxy, authorization);
        },
      };
    },
    takenBy(proxy) {
      const authorization = taken.get(keyOf(proxy));
      return authorization === undefined ? null : accountIn(authorization);
    },
  };
}

/** With the scheme: what goes to a proxy within TLS must not go to the same port in the clear. */
export function keyOf(proxy: ProxyServer): string {
  return nameOf(proxy).toLowerCase();
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
 * to use, leaves them out. They are for the proxy of that scheme, host and port.
 */
export function credentialsInEnvironment(env: Readonly<Record<string, string | undefined>>): CredentialSource {
  const names = ['https_proxy', 'http_proxy', 'all_proxy'].flatMap((name) => [name, name.toUpperCase()]);
  return async (proxy) => {
    const isIt = (written: WrittenProxy | null): boolean =>
      written !== null &&
      written.scheme === proxy.scheme &&
      written.port === proxy.port &&
      canonicalHost(written.host) === canonicalHost(proxy.host);
    return names.map((name) => parseProxy(env[name] ?? '')).find(isIt)?.credentials ?? null;
  };
}

interface WrittenProxy {
  readonly scheme: string;
  readonly host: string;
  readonly port: number;
  readonly credentials: TypedCredentials | null;
}

const defaultPorts: Readonly<Record<string, number>> = { http: 80, https: 443 };

/**
 * Not by URL's parser: people write passwords as they are, with `#`, `/`, `@` and `%` in them. What stands before the last `@` is
 * user name and password; an empty user name with a password is one.
 */
function parseProxy(text: string): WrittenProxy | null {
  const form =
    /^(?:([a-z][a-z0-9+.-]*):\/\/)?(?:([^:]*)(?::(.*))?@)?(\[[^\]]*\]|[^:/?#@\s]+)(?::(\d{1,5}))?(?:[/?#][^@]*)?$/is;
  const [, kind = 'http', user, password, host, port] = form.exec(text.trim()) ?? [];
  if (host === undefined) return null;
  const scheme = kind.toLowerCase();
  const isGiven = user !== undefined && (user !== '' || (password ?? '') !== '');
  return {
    scheme,
    host,
    port: port === undefined ? (defaultPorts[scheme] ?? 0) : Number(port),
    credentials: isGiven ? { userName: decoded(user), password: decoded(password ?? '') } : null,
  };
}

/** What is no escape, or no UTF-8 behind it (RFC 3986, 2.1), stands for itself. */
function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

/** The same for each way to write an IPv6 address, and for any case. */
function canonicalHost(host: string): string {
  const bare = host.replace(/^\[|\]$/g, '');
  try {
    return new URL(`http://${bare.includes(':') ? `[${bare}]` : bare}/`).hostname;
  } catch {
    return bare.toLowerCase();
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
