import { isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** The network interfaces of this computer, as `os.networkInterfaces` gives them. */
export type Interfaces = () => Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** Every one costs a pair with every candidate of the peer (RFC 8445 section 5.1.1.1). */
const mostAddresses = 8;
/** Of one interface: one is stable, others come and go for privacy. */
const mostIpv6OfInterface = 2;

/** The addresses to be reached at: of all that there are so many, as ICE names them. */
export function hostAddresses(interfaces: Interfaces, admits: (host: string) => boolean): string[] {
  return ownAddresses(interfaces, admits).slice(0, mostAddresses);
}

/**
 * All addresses of this computer that voice may use, IPv4 first, in the system's order. `admits` says which addresses voice may come from and go
 * to; it leaves out the loopback ones where they are of no use, and link-local ones.
 */
export function ownAddresses(interfaces: Interfaces, admits: (host: string) => boolean): string[] {
  const lists = Object.values(interfaces()).map((list) => addressesOf(list ?? [], admits));
  const all = [...lists.flatMap(({ ipv4 }) => ipv4), ...lists.flatMap(({ ipv6 }) => ipv6)];
  return [...new Set(all)];
}

function addressesOf(list: readonly NetworkInterfaceInfo[], admits: (host: string) => boolean) {
  const usable = list.map(({ address }) => address).filter(admits);
  return {
    ipv4: usable.filter((address) => !isIPv6(address)),
    ipv6: usable.filter((address) => isIPv6(address)).slice(0, mostIpv6OfInterface),
  };
}
