import type { AuthInfo } from 'electron';
import type { TypedCredentials } from '../../core/ports.ts';

/** Answers what servers and proxies ask while one request is under way. */
export interface ChallengeAnswer {
  /** What to sign in at a server with; null to leave it at the refusal. */
  to(challenge: AuthInfo): TypedCredentials | null;
  /** What to tell a proxy on the way to a URL. */
  toProxy(challenge: AuthInfo, url: string): Promise<TypedCredentials | null>;
  /** Says that, in the way of Electron's `login` events; `at`: the URL that is loaded, the request's unless told. */
  tell(challenge: AuthInfo, say: (userName?: string, password?: string) => void, at?: string): void;
  /** Whether the server got what was typed. */
  given(): boolean;
}

/** What Windows accounts are asked for with. Basic and Digest are something else's. */
const windowsSchemes = ['negotiate', 'ntlm'];

/** What the proxy at that host and port is known to take, on the way to a URL. */
export type ProxyAccount = (url: string, host: string, port: number) => Promise<TypedCredentials | null>;

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
    const isMeant =
      !challenge.isProxy &&
      protocol === 'https:' &&
      windowsSchemes.includes(scheme) &&
      host === bracketless(hostname) &&
      challenge.port === Number(port === '' ? 443 : port);
    if (typed === null || given || !isMeant) return null;
    given = true;
    return typed;
  }

  async function toProxy(challenge: AuthInfo, at: string): Promise<TypedCredentials | null> {
    if (!challenge.isProxy || proxyTold || challenge.scheme.toLowerCase() !== 'basic') return null;
    proxyTold = true;
    return proxyAccount(at, bracketless(challenge.host).toLowerCase(), challenge.port);
  }

  return {
    to,
    toProxy,
    tell(challenge, say, at = url) {
      const answer = (known: TypedCredentials | null): void => {
        if (known === null) say();
        else say(known.userName, known.password);
      };
      if (!challenge.isProxy) answer(to(challenge));
      else toProxy(challenge, at).then(answer, () => say());
    },
    given: () => given,
  };
}

/** An IPv6 address stands in brackets in a URL. */
function bracketless(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
