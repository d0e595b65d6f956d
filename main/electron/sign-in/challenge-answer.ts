import type { AuthInfo } from 'electron';
import type { TypedCredentials } from '../../core/ports.ts';

/** Answers what servers and proxies ask while one request is under way. */
export interface ChallengeAnswer {
  /** What to sign in with; null to leave it at the refusal. */
  to(challenge: AuthInfo): TypedCredentials | null;
  /** Says that, in the way of Electron's `login` events. */
  tell(challenge: AuthInfo, say: (userName?: string, password?: string) => void): void;
  /** Whether the server got what was typed. */
  given(): boolean;
}

/** What Windows accounts are asked for with. Basic and Digest are something else's. */
const windowsSchemes = ['negotiate', 'ntlm'];

/** What a proxy at that host and port is known to take. */
export type ProxyAccount = (host: string, port: number) => TypedCredentials | null;

/**
 * Gives what the user typed to the host and port of the request's URL, over https, in answer to Negotiate or NTLM, and once: who asks
 * again did not take it. A proxy never gets that: asking for Basic, it is told what it took from this app before, once too.
 */
export function answerChallenges(
  url: string,
  typed: TypedCredentials | null,
  proxyAccount: ProxyAccount,
): ChallengeAnswer {
  const { protocol, hostname, port } = new URL(url);
  let given = false;
  let proxyTold = false;

  function to(challenge: AuthInfo): TypedCredentials | null {
    const scheme = challenge.scheme.toLowerCase();
    const host = bracketless(challenge.host).toLowerCase();
    if (challenge.isProxy) {
      if (proxyTold || scheme !== 'basic') return null;
      proxyTold = true;
      return proxyAccount(host, challenge.port);
    }
    const isMeant =
      protocol === 'https:' &&
      windowsSchemes.includes(scheme) &&
      host === bracketless(hostname) &&
      challenge.port === Number(port === '' ? 443 : port);
    if (typed === null || given || !isMeant) return null;
    given = true;
    return typed;
  }

  return {
    to,
    tell(challenge, say) {
      const known = to(challenge);
      if (known === null) say();
      else say(known.userName, known.password);
    },
    given: () => given,
  };
}

/** An IPv6 address stands in brackets in a URL. */
function bracketless(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
