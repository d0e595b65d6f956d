import type { Session } from 'electron';
import type { Log, SecretStore } from '../core/ports.ts';
import type { CredentialSource } from '../net/connect/proxy-credentials.ts';
import type { ResolveProxy } from '../net/routes.ts';

/**
 * Which proxy the system has for a URL, as Chromium finds out: settings of the desktop, environment variables, or a script (PAC)
 * that it fetches and runs in a process of its own. Direct where it cannot say.
 */
export function createProxyResolver(session: Pick<Session, 'resolveProxy'>, log: Log): ResolveProxy {
  return async (url) => {
    try {
      const answer = await session.resolveProxy(url);
      log.debug('proxy', { url, answer });
      return answer;
    } catch (error) {
      log.warn('The system could not say which proxy to use', { error });
      return 'DIRECT';
    }
  };
}

/**
 * Credentials that somebody put into the keychain for a proxy: the app's item with the account `proxy:HOST:PORT`, whose
 * secret is `user:password`.
 */
export function credentialsInKeychain(secrets: Pick<SecretStore, 'read'>): CredentialSource {
  return async ({ host, port }) => {
    const outcome = await secrets.read(`proxy:${host.toLowerCase()}:${port}`);
    if (outcome.kind !== 'found') return null;
    const colon = outcome.secret.indexOf(':');
    if (colon < 1) return null;
    return { userName: outcome.secret.slice(0, colon), password: outcome.secret.slice(colon + 1) };
  };
}
