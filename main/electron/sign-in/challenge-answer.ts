import type { AuthInfo } from 'electron';
import type { TypedCredentials } from '../../core/ports.ts';

/** Answers what servers and proxies ask while one request is under way. */
export interface ChallengeAnswer {
  /** What to sign in with; null to leave it at the refusal. */
  to(challenge: AuthInfo): TypedCredentials | null;
  /** Whether anything was answered. */
  given(): boolean;
}

/** What Windows accounts are asked for with. Basic and Digest are something else's. */
const windowsSchemes = ['negotiate', 'ntlm'];

/**
 * Gives what the user typed to the host and port of the request's URL, over https, in answer to Negotiate or NTLM, and once: who asks
 * again did not take it. A proxy never gets it.
 */
export function answerTyped(url: string, typed: TypedCredentials | null): ChallengeAnswer {
  const { protocol, hostname, port } = new URL(url);
  let given = false;
  return {
    to(challenge) {
      const isMeant =
        protocol === 'https:' &&
        !challenge.isProxy &&
        windowsSchemes.includes(challenge.scheme.toLowerCase()) &&
        bracketless(challenge.host).toLowerCase() === bracketless(hostname) &&
        challenge.port === Number(port === '' ? 443 : port);
      if (typed === null || given || !isMeant) return null;
      given = true;
      return typed;
    },
    given: () => given,
  };
}

/** An IPv6 address stands in brackets in a URL. */
function bracketless(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}
