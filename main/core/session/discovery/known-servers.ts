import * as v from 'valibot';
import type { Records } from '../../ports.ts';
import { byName, fields, ifFits } from '../../schema/fields.ts';
import { texts } from '../../schema/list.ts';
import { read } from '../../schema/schema.ts';
import type { Account } from '../state.ts';

/** A server that discovery ended at. */
export interface KnownServer {
  /** Of its `user` resource. */
  readonly url: string;
  /** It was found by a name that is known only inside the organization. */
  readonly internal: boolean;
}

/** What earlier sign-ins found out about servers; kept in records, because nothing of it is secret. */
export interface KnownServers {
  /** Domains that the user vouched for when they signed in with an address of this domain. */
  trusted(domain: string): readonly string[];
  trust(domain: string, vouched: string): void;
  /** Where discovery ended for this account. */
  found(account: Account): KnownServer | null;
  remember(account: Account, found: KnownServer): void;
  forget(): void;
}

/** By the domain of an address: those that were vouched for. */
const trustedDomains = byName(texts);
const foundServer = fields({
  ...{ address: v.string(), server: v.string(), url: v.string() },
  internal: ifFits(v.boolean()),
});

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
      if (found?.address !== address || found.server !== server) return null;
      return { url: found.url, internal: found.internal ?? false };
    },
    remember: ({ address, server }, found) => records.write('found-server', { address, server, ...found }),
    forget: () => records.write('found-server', null),
  };
}

/** The part of a sign-in address that discovery starts from, in lower case. */
export function signInDomain(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
