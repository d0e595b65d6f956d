import type { ProxyConfig, Session } from 'electron';
import { lazily } from '../../core/lazy.ts';
import type { Log } from '../../core/ports.ts';
import type { ResolveProxy } from '../../net/http/routes.ts';
import { goBy } from './decided.ts';

export interface ProxyResolverDeps {
  /** Made with the first question. */
  session(): Pick<Session, 'resolveProxy' | 'setProxy'>;
  /** What the administrator decided; null: the system's are asked for. */
  readonly decided: ProxyConfig | null;
  readonly log: Log;
}

/**
 * Which proxy there is for a URL, as Chromium finds out: from what the administrator decided, else settings of the desktop, environment
 * variables, or a script (PAC) that it fetches and runs in a process of its own. Rejects where it cannot say.
 */
export function createProxyResolver({ session, decided, log }: ProxyResolverDeps): ResolveProxy {
  const ready = lazily(async () => {
    const made = session();
    await goBy(decided, made);
    return made;
  });
  return async (url) => {
    try {
      const answer = await (await ready()).resolveProxy(url);
      log.debug('proxy', { url, answer });
      return answer;
    } catch (error) {
      log.warn('Chromium could not say which proxy to use', { error });
      throw error;
    }
  };
}
