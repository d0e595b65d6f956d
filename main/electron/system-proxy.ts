import type { Session } from 'electron';
import type { Log } from '../core/ports.ts';
import type { ResolveProxy } from '../net/http/routes.ts';

/**
 * Which proxy the system has for a URL, as Chromium finds out: settings of the desktop, environment variables, or a script (PAC)
 * that it fetches and runs in a process of its own. Direct where it cannot say.
 */
export function createProxyResolver(session: () => Pick<Session, 'resolveProxy'>, log: Log): ResolveProxy {
  return async (url) => {
    try {
      const answer = await session().resolveProxy(url);
      log.debug('proxy', { url, answer });
      return answer;
    } catch (error) {
      log.warn('The system could not say which proxy to use', { error });
      return 'DIRECT';
    }
  };
}
