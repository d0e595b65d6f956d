import * as v from 'valibot';
import type { Records } from '../../ports.ts';
import { byName, fields } from '../../schema/fields.ts';
import { texts } from '../../schema/list.ts';
import { read } from '../../schema/schema.ts';
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

/** By the domain of an address: those that were vouched for. */
const trustedDomains = byName(texts);
const foundServer = fields({ address: v.string(), server: v.string(), url: v.string() });

export function createKnownServers(records: Records): KnownServers {
  const known = () => read(trustedDomains, records.read('trusted-domains')) ?? {};
  const trusted = (domain: string): readonly string[] => {
    const domains = known();
    return Object.hasOwn(domains, domain) ? (domains[domain] ?? []) : [];
  };
  return {
    trusted,
    trust(domain, vouched) {
      records.write('trusted-domains', { ...known(), [domain]: [...new Set([...trusted(domain), vouched])] });
    },
    found({ address, server }) {
      const found = read(foundServer, records.read('found-server'));
      return found?.address === address && found.server === server ? found.url : null;
    },
    remember: ({ address, server }, url) => records.write('found-server', { address, server, url }),
    forget: () => records.write('found-server', null),
  };
}

/** The part of a sign-in address that discovery starts from, in lower case. */
export function signInDomain(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
