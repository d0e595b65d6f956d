import { type LookupAddress, lookup as lookUp } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { addressKind } from './address-kind.ts';

/** Refused with this code, as the network stack names its own errors. */
export const notAdmitted = 'ERR_ADDRESS_NOT_ADMITTED';

/** Says to which addresses connections may go, at the moment they are made. */
export interface AddressGuard {
  /** For `net.connect`: resolves a name to what is left of its addresses. */
  readonly lookup: LookupFunction;
  /** For a host that is written as an address: null, or why not. */
  refusal(host: string): Error | null;
  /** A proxy was reached there. */
  reachedProxy(address: string | undefined): void;
  /** Nothing but this computer was reached so far: the server is on it, or there was none yet. */
  staysHere(): boolean;
}

/**
 * No server of an organization is at a link-local, multicast or unspecified address, but a cloud's metadata service may be.
 * Services on this computer are out of reach too, unless the first host of all was on it: then the user or the administrator
 * named it, as for a tunnel or a simulator. Private networks are admitted: on-premises servers live there, and the same name
 * may be public from outside.
 */
export function createAddressGuard(): AddressGuard {
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
    refusal(host) {
      if (isIP(host) === 0) return null;
      if (!isAdmitted(host, host)) return refused(host);
      remember(host, [host]);
      return null;
    },
    reachedProxy(address) {
      if (address === undefined || !isLoopback(address)) proxyIsElsewhere = true;
    },
    staysHere: () => !wentOut && !proxyIsElsewhere,
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

function isLoopback(address: string): boolean {
  return addressKind(address) === 'loopback';
}
