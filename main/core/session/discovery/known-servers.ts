import type { Records } from '../../ports.ts';
import { isRecord } from '../../ucwa/resource.ts';
import type { Account } from '../state.ts';

/** What earlier sign-ins found out about servers; kept in records, because nothing of it is secret. */
export interface KnownServers {
  /** Domains that the user vouched for when they signed in with an address of this domain. */
  trusted(domain: string): readonly string[];
  trust(domain: string, vouched: string): void;
  /** Where discovery ended for this account: the URL of its `user` resource. */
  found(account: Account): string | null;
  remember(account: Account, url: string): void;
  forget(): void;
}

export function createKnownServers(records: Records): KnownServers {
  const trusted = (domain: string): readonly string[] => {
    const document = records.read('trusted-domains');
    const domains = isRecord(document) && Object.hasOwn(document, domain) ? document[domain] : [];
    return Array.isArray(domains) ? domains.filter((each) => typeof each === 'string') : [];
  };
  return {
    trusted,
    trust(domain, vouched) {
      const document = records.read('trusted-domains');
      const before = isRecord(document) ? document : {};
      records.write('trusted-domains', { ...before, [domain]: [...new Set([...trusted(domain), vouched])] });
    },
    found({ address, server }) {
      const document = records.read('found-server');
      if (!isRecord(document) || document.address !== address || document.server !== server) return null;
      return typeof document.url === 'string' ? document.url : null;
    },
    remember: ({ address, server }, url) => records.write('found-server', { address, server, url }),
    forget: () => records.write('found-server', null),
  };
}

/** The part of a sign-in address that discovery starts from, in lower case. */
export function signInDomain(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
