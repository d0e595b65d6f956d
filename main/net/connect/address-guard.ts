import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { embeddedIn } from './embedded-ipv4.ts';

/** Refused with this code, as the network stack names its own errors. */
export const notAdmitted = 'ERR_ADDRESS_NOT_ADMITTED';

/** Says to which addresses connections may go, at the moment they are made. */
export interface AddressGuard {
  /** What is left of a name's addresses, or of an address; rejects where nothing is. */
  resolve(host: string): Promise<readonly string[]>;
  /** The same for a proxy, which the system's settings name: wherever it is. */
  resolveProxy(host: string): Promise<readonly string[]>;
}

/** A name's addresses, in the order of the system's resolver. */
export type LookUp = (host: string) => Promise<readonly string[]>;

const lookUpAll: LookUp = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

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

/**
 * No server of an organization is at a link-local, multicast or unspecified address, but a cloud's metadata service may be.
 * Services on this computer are out of reach too, unless the first host of all was on it: then the user or the administrator
 * named it, as for a tunnel or a simulator. Private networks are admitted: on-premises servers live there, and the same name
 * may be public from outside. An IPv6 address is judged by the IPv4 addresses in it too.
 */
export function createAddressGuard(lookUp: LookUp = lookUpAll): AddressGuard {
  const local = new Set<string>();
  let wentOut = false;

  function isAdmitted(host: string, address: string): boolean {
    const bare = address.split('%', 1)[0] ?? '';
    if (isNever(bare)) return false;
    if (!contains(loopback, bare)) return true;
    return !wentOut || local.has(host);
  }

  function remember(host: string, addresses: readonly string[]): void {
    if (addresses.every((address) => contains(loopback, address))) local.add(host);
    else wentOut = true;
  }

  return {
    async resolve(host) {
      const found = isIP(host) === 0 ? await lookUp(host) : [host];
      const admitted = found.filter((address) => isAdmitted(host, address));
      if (admitted.length === 0) throw refused(host);
      remember(host, admitted);
      return admitted;
    },
    resolveProxy: async (host) => (isIP(host) === 0 ? lookUp(host) : [host]),
  };
}

function isNever(address: string): boolean {
  if (contains(never, address)) return true;
  if (isIP(address) !== 6 || contains(loopback, address)) return false;
  return embeddedIn(address).some(({ address: inside, exact }) =>
    exact ? contains(never, inside) || contains(loopback, inside) : contains(metadata, inside),
  );
}

function refused(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${host} has no address that may be used`), { code: notAdmitted });
}

/** An IPv4 address that is written as IPv6 is found by the IPv4 networks too. */
function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
