import { BlockList, isIP } from 'node:net';
import { embeddedIn } from './embedded-ipv4.ts';

/**
 * What an address may be used for. `never`: unspecified, link-local, multicast, broadcast or reserved, or where a cloud tells a
 * machine its secrets; nobody that we talk to is there. `loopback`: this computer itself. `usual`: all else, private networks too.
 */
export type AddressKind = 'usual' | 'loopback' | 'never';

/** Where clouds tell a machine its secrets; some are outside of the link-local range. */
const metadata = new BlockList();
for (const address of ['169.254.169.254', '169.254.170.2', '100.100.100.200', '168.63.129.16', '192.0.0.192']) {
  metadata.addAddress(address, 'ipv4');
}

const never = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['224.0.0.0', 3],
] as const) {
  never.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['::', 128],
  ['100::', 64],
  // Amazon's, Oracle's and Google's metadata services.
  ['fd00:ec2::', 32],
  ['fd00:c1::', 32],
  ['fd20:ce::', 32],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  never.addSubnet(network, bits, 'ipv6');
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** The kind of an address as `isIP` knows it. An IPv6 address is judged by the IPv4 addresses in it too. */
export function addressKind(address: string): AddressKind {
  const bare = address.split('%', 1)[0] ?? '';
  if (isNever(bare)) return 'never';
  return contains(loopback, bare) ? 'loopback' : 'usual';
}

function isNever(address: string): boolean {
  if (contains(never, address)) return true;
  if (isIP(address) !== 6 || contains(loopback, address)) return false;
  return embeddedIn(address).some(({ address: inside, exact }) =>
    exact ? contains(never, inside) || contains(loopback, inside) : contains(metadata, inside),
  );
}

/** An IPv4 address that is written as IPv6 is found by the IPv4 networks too. */
function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
