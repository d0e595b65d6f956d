import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';
import type { LocalNetwork } from '../core/ports.ts';
import { defaultRoutes4, textOf } from './network-watch.ts';

/** The network by which others are reached at this moment; null where this computer is in none, or only in one without IPv4. */
export function localNetwork(): LocalNetwork | null {
  return networkIn(networkInterfaces(), defaultRoutes4(textOf('/proc/net/route')));
}

/** `routes`: lines with the interface that leads everywhere; where the system tells of none, the first that has an address is taken. */
export function networkIn(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>,
  routes: readonly string[],
): LocalNetwork | null {
  const outward = routes.flatMap((route) => route.split(' ').slice(0, 1));
  const names = [...outward, ...(outward.length === 0 ? Object.keys(interfaces) : [])];
  const all = names.flatMap((name) => interfaces[name] ?? []);
  const found = all.find(({ family, internal, address }) => {
    return family === 'IPv4' && !internal && !address.startsWith('169.254.');
  });
  return found === undefined ? null : { ip: found.address, subnet: subnetOf(found) };
}

function subnetOf({ address, netmask }: NetworkInterfaceInfo): string | null {
  const [parts, mask] = [address, netmask].map((text) => text.split('.').map(Number));
  if (parts?.length !== 4 || mask?.length !== 4) return null;
  return parts.map((part, place) => part & (mask[place] ?? 0)).join('.');
}
