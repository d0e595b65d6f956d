import { type LookupAddress, lookup as lookUp } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Refused with this code, as the network stack names its own errors. */
export const notAdmitted = 'ERR_ADDRESS_NOT_ADMITTED';

/** Says to which addresses connections may go, at the moment they are made. */
export interface AddressGuard {
  /** For `net.connect`: resolves a name to what is left of its addresses. */
  readonly lookup: LookupFunction;
  /** For a host that is written as an address: null, or why not. */
  refusal(host: string): Error | null;
}

const never = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 3],
] as const) {
  never.addSubnet(network, bits, 'ipv4');
}
never.addAddress('::', 'ipv6');
never.addSubnet('fe80::', 10, 'ipv6');
never.addSubnet('ff00::', 8, 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * No server of an organization is at a link-local, multicast or unspecified address, but a cloud's metadata service may be.
 * Services on this computer are out of reach too, unless the first host of all was on it: then the user or the administrator
 * named it, as for a tunnel or a simulator. Private networks are admitted: on-premises servers live there, and the same name
 * may be public from outside.
 */
export function createAddressGuard(): AddressGuard {
  const local = new Set<string>();
  let wentOut = false;

  function isAdmitted(host: string, address: string): boolean {
    if (contains(never, address)) return false;
    if (!contains(loopback, address)) return true;
    return !wentOut || local.has(host);
  }

  function remember(host: string, addresses: readonly string[]): void {
    if (addresses.every((address) => contains(loopback, address))) local.add(host);
    else wentOut = true;
  }

  return {
    refusal(host) {
      if (isIP(host) === 0) return null;
      if (!isAdmitted(host, host)) return refused(host);
      remember(host, [host]);
      return null;
    },
    lookup(host, options, callback) {
      lookUp(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
        if (error !== null) return callback(error, []);
        const admitted = found.filter(({ address }) => isAdmitted(host, address));
        const [first] = admitted;
        if (first === undefined) return callback(refused(host), []);
        remember(
          host,
          admitted.map(({ address }) => address),
        );
        if (options.all) callback(null, admitted);
        else callback(null, first.address, first.family);
      });
    },
  };
}

function refused(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${host} has no address that may be used`), { code: notAdmitted });
}

/** An IPv4 address that is written as IPv6 is found by the IPv4 networks too. */
function contains(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}
