import { BlockList, isIP } from 'node:net';

/** Whether an address of this computer is in one of these ranges (CIDR, as `10.0.0.0/8`); everywhere where there are none. */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  return networks.length === 0 || networks.some((network) => isIn(address, network));
}

function isIn(address: string, network: string): boolean {
  const [host = '', bits] = network.split('/');
  // Else a range of IPv6 would have the addresses of IPv4 that can be written in it.
  if (isIP(host) !== isIP(address)) return false;
  const family = isIP(host) === 6 ? 'ipv6' : 'ipv4';
  const range = new BlockList();
  range.addSubnet(host, Number(bits), family);
  return range.check(address, family);
}
