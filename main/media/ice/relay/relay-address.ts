import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { MediaRelay } from '../../../core/media-means.ts';

/** The IP addresses of a host, in the order in which the system wants them used; none where its name is unknown. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** By the operating system. */
export const resolveHost: Resolve = async (host) => {
  const found = await lookup(host, { all: true }).catch(() => []);
  return found.map(({ address }) => address);
};

/** Where a relay is: by its name, or else by the addresses that it tells. Those that voice may not go to are none. */
export async function relayAddresses(
  { host, addresses }: MediaRelay,
  resolve: Resolve,
  admits: (host: string) => boolean,
): Promise<string[]> {
  const named = isIP(host) === 0 ? await resolve(host) : [host];
  const usable = (named.length > 0 ? named : addresses).filter(admits);
  return [...usable.filter((address) => isIP(address) === 4), ...usable.filter((address) => isIP(address) === 6)];
}
