import type { ProxyConfig, Session } from 'electron';
import type { Policy } from '../../core/policy/policy.ts';

/** The proxies of an administrator, as Chromium takes them; null: those of the system. */
export function decidedProxy({
  proxy,
  proxyScript,
  proxyExceptions,
}: Pick<Policy, 'proxy' | 'proxyScript' | 'proxyExceptions'>): ProxyConfig | null {
  if (proxyScript !== null) return { mode: 'pac_script', pacScript: proxyScript };
  switch (proxy) {
    case 'system':
      return null;
    case 'direct':
      return { mode: 'direct' };
    default:
      return { mode: 'fixed_servers', proxyRules: proxy, proxyBypassRules: proxyExceptions.join(',') };
  }
}

/** Has a session go by them. Nothing may be sent by it before that resolves. */
export async function goBy(proxy: ProxyConfig | null, session: Pick<Session, 'setProxy'>): Promise<void> {
  if (proxy !== null) await session.setProxy(proxy);
}
