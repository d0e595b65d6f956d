import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { addressKind } from './address-kind.ts';

/** Refused with this code, as the network stack names its own errors. */
export const notAdmitted = 'ERR_ADDRESS_NOT_ADMITTED';

/** Says to which addresses connections may go, at the moment they are made. */
export interface AddressGuard {
  /** What is left of a name's addresses, or of an address; rejects where nothing is. */
  resolve(host: string): Promise<readonly string[]>;
  /** The same for a proxy, which the system's settings name: wherever it is. */
  resolveProxy(host: string): Promise<readonly string[]>;
  /** A proxy was reached there. */
  reachedProxy(address: string | undefined): void;
  /** Nothing but this computer was reached so far: the server is on it, or there was none yet. */
  staysHere(): boolean;
}

/** A name's addresses, in the order of the system's resolver. */
export type LookUp = (host: string) => Promise<readonly string[]>;

const lookUpAll: LookUp = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/**
 * No server of an organization is at a link-local, multicast or unspecified address, but a cloud's metadata service may be.
 * Services on this computer are out of reach too, unless the first host of all was on it: then the user or the administrator
 * named it, as for a tunnel or a simulator. Private networks are admitted: on-premises servers live there, and the same name
 * may be public from outside. An IPv6 address is judged by the IPv4 addresses in it too.
 */
export function createAddressGuard(lookUp: LookUp = lookUpAll): AddressGuard {
  const local = new Set<string>();
  let wentOut = false;
  let proxyIsElsewhere = false;

  function isAdmitted(host: string, address: string): boolean {
    const kind = addressKind(address);
    if (kind === 'loopback') return !wentOut || local.has(host);
    return kind === 'usual';
  }

  function remember(host: string, addresses: readonly string[]): void {
    if (addresses.every(isLoopback)) local.add(host);
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
    reachedProxy(address) {
      if (address === undefined || !isLoopback(address)) proxyIsElsewhere = true;
    },
    staysHere: () => !wentOut && !proxyIsElsewhere,
  };
}

function refused(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${host} has no address that may be used`), { code: notAdmitted });
}

function isLoopback(address: string): boolean {
  return addressKind(address) === 'loopback';
}
