import type { ParsedUrl, Urls } from '../../ports.ts';
import type { UcwaFailure } from '../failure.ts';
import type { TrustQuestion } from '../state.ts';
import { isHostName } from './host-name.ts';
import { addressKind, domainAround, isWithin, wellKnownDomains } from './trusted-domains.ts';

/** Decides where a session may send a request; hrefs, redirects, token issuers and sign-in pages all pass it. */
export interface OriginPolicy {
  /** The href made absolute, or null where nothing may be sent to it. */
  admit(href: string, base?: string): ParsedUrl | null;
  /** Why it is not admitted, with what the user could be asked about it. */
  refusal(href: string, base?: string): UcwaFailure & { readonly kind: 'untrusted' };
  /** The user vouched for a domain. */
  trust(domain: string): void;
}

export interface TrustedHosts {
  /** Of the sign-in address. */
  readonly domain: string;
  /** Those that the administrator or, before, the user vouched for. */
  readonly domains: readonly string[];
  /** Address of the server that the user or the administrator named in place of discovery, who so vouches for its domain too. */
  readonly server: string | null;
}

/** A server's hrefs name a handful of hosts; more are judged each time. */
const mostJudged = 64;

/**
 * Only https, without user information, and only to the sign-in domain, to those that were vouched for, and to hosts below them. An
 * address in place of a name is admitted only where the named server is an address of the same kind, so that no href of a server makes
 * this computer ask its neighbours.
 */
export function createOriginPolicy(urls: Urls, { domain, domains, server }: TrustedHosts): OriginPolicy {
  const hostOf = (name: string): string => urls.parse(`https://${name}/`)?.host ?? '';
  const named = server === null ? '' : (urls.parse(server)?.host ?? '');
  const namedKind = addressKind(named);
  const trusted = new Set([...[domain, ...domains].map(hostOf), ...wellKnownDomains, domainAround(named)]);

  const judge = (host: string): boolean => {
    if (!isAddressOrName(host)) return false;
    const kind = addressKind(host);
    if (kind !== null) return host === named || (kind !== 'other' && kind === namedKind);
    return [...trusted].some((each) => isWithin(host, each));
  };
  /** The thousands of hrefs of a storm of events name the same few hosts, and the list of suffixes is slow to ask. */
  const judged = new Map<string, boolean>();
  const isTrusted = (host: string): boolean => {
    const before = judged.get(host);
    if (before !== undefined) return before;
    const verdict = judge(host);
    if (judged.size < mostJudged) judged.set(host, verdict);
    return verdict;
  };

  return {
    admit(href, base) {
      const url = urls.parse(href, base);
      if (url === null || url.protocol !== 'https:' || url.hasUserInfo) return null;
      return isTrusted(url.host) ? url : null;
    },
    refusal(href, base) {
      const url = urls.parse(href, base);
      const host = url?.host ?? '';
      if (url === null || url.hasUserInfo || url.protocol !== 'https:') {
        return { kind: 'untrusted', host, ...(url?.protocol === 'http:' ? { insecure: true } : {}) };
      }
      const question: TrustQuestion | null = isNameOfHost(host) ? { host, domain: domainAround(host) } : null;
      return { kind: 'untrusted', host, ...(question === null ? {} : { question }) };
    },
    trust(vouched) {
      trusted.add(hostOf(vouched));
      judged.clear();
    },
  };
}

/** A host that somebody can be asked about. */
function isNameOfHost(host: string): boolean {
  return addressKind(host) === null && isHostName(host);
}

function isAddressOrName(host: string): boolean {
  return addressKind(host) !== null || isHostName(host);
}
