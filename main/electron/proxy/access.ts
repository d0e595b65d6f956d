import type { Log, ProxyAccess, SecretStore, TypedCredentials } from '../../core/ports.ts';
import { nameOf, type ProxyServer } from '../../net/connect/hop.ts';
import { basicAuthorization, type CredentialSource, keyOf } from '../../net/connect/proxy/proxy-credentials.ts';

/** {@link ProxyAccess} with its two sources: what the user typed, which goes first, and what is in the keychain. */
export interface KeptProxyAccess extends ProxyAccess {
  readonly typed: CredentialSource;
  readonly kept: CredentialSource;
  /** A proxy took that value of Proxy-Authorization, which it had not taken before. */
  taken(proxy: ProxyServer, authorization: string): void;
}

/**
 * The keychain's item for a proxy is the app's with the account `proxy:HOST:PORT`, or `proxy:https://HOST:PORT` for one that is reached
 * by TLS, and `user:password` as its secret: an administrator can put it there too. What the user typed is written once the proxy took it, so that a wrong one never
 * replaces what is there; without the user's word, or a keychain, it is good for as long as the app runs.
 */
export function createProxyAccess(secrets: Pick<SecretStore, 'read' | 'write'>, log: Log): KeptProxyAccess {
  const offered = new Map<string, { readonly credentials: TypedCredentials; keep: boolean }>();

  return {
    offer: (proxy, credentials, keep) => void offered.set(proxy, { credentials, keep }),
    typed: async (proxy) => offered.get(nameOf(proxy))?.credentials ?? null,
    async kept(proxy) {
      const outcome = await secrets.read(accountOf(proxy));
      if (outcome.kind !== 'found') return null;
      const colon = outcome.secret.indexOf(':');
      if (colon < 0) return null;
      return { userName: outcome.secret.slice(0, colon), password: outcome.secret.slice(colon + 1) };
    },
    taken(proxy, authorization) {
      const offer = offered.get(nameOf(proxy));
      if (offer === undefined || !offer.keep || basicAuthorization(offer.credentials) !== authorization) return;
      offer.keep = false;
      const { userName, password } = offer.credentials;
      void secrets.write(accountOf(proxy), `${userName}:${password}`).then(({ kind }) => {
        if (kind === 'done') log.info('the password of a proxy is in the keychain');
        else log.warn('the password of a proxy could not be kept', { outcome: kind });
      });
    },
  };
}

function accountOf(proxy: ProxyServer): string {
  return `proxy:${keyOf(proxy)}`;
}
