import type { ParsedUrl, Urls } from '../ports.ts';

/** Decides where a session may send a request; hrefs, redirects and token issuers all pass it. */
export interface OriginPolicy {
  /** The href made absolute, or null where nothing may be sent to it. */
  admit(href: string, base?: string): ParsedUrl | null;
}

/**
 * Only https, without user information, and only to the sign-in domain and the hosts below it, told apart at label boundaries
 * (`evilcontoso.com` is not below `contoso.com`). `anywhere` lifts the domain rule: the user or the administrator named a server, and
 * so vouches for where it leads.
 */
export function createOriginPolicy(urls: Urls, domain: string, anywhere: boolean): OriginPolicy {
  const trusted = urls.parse(`https://${domain}/`)?.host ?? '';
  return {
    admit(href, base) {
      const url = urls.parse(href, base);
      if (url === null || url.protocol !== 'https:' || url.hasUserInfo) return null;
      const inDomain = trusted !== '' && (url.host === trusted || url.host.endsWith(`.${trusted}`));
      return anywhere || inDomain ? url : null;
    },
  };
}
