import { isIP, SocketAddress } from 'node:net';
import { addressKind } from '../../net/connect/address/address-kind.ts';

export interface Endpoint {
  /** An IP address, never a name. */
  readonly host: string;
  readonly port: number;
}

/** Both are in the form that {@link admittedEndpoint} gives. */
export function isSameEndpoint(one: Endpoint, other: Endpoint): boolean {
  return one.host === other.host && one.port === other.port;
}

/** Where voice may go. */
export interface Reach {
  /** To services on this computer too: only while nothing else was ever reached, as for connections. */
  readonly loopback: boolean;
}

/** Ports below are of services of other kinds; an offer that names one would have us write to them. */
export const leastPort = 1024;

/** An endpoint that packets may be sent to; null for a name, and for an address or a port that no far side is at. */
export function admittedEndpoint(host: string, port: unknown, reach: Reach): Endpoint | null {
  if (typeof port !== 'number' || !Number.isInteger(port) || port < leastPort || port > 65_535) return null;
  return isAdmitted(host, reach) ? { host: plainForm(host), port } : null;
}

export function isAdmitted(host: string, { loopback }: Reach): boolean {
  if (isIP(host) === 0 || host.includes('%')) return false;
  const kind = addressKind(host);
  return kind === 'usual' || (kind === 'loopback' && loopback);
}

/** `c=IN IP4 0.0.0.0`: nothing is to be sent for now (RFC 2543 appendix B.5, RFC 3264 section 8.4). */
export function isUnspecified(host: string): boolean {
  return host === '0.0.0.0' || (isIP(host) === 6 && plainForm(host) === '::');
}

/** Whether two texts are one address, however they are written. */
export function isSameAddress(one: string, other: string): boolean {
  return one === other || (isIP(one) !== 0 && isIP(other) === isIP(one) && plainForm(one) === plainForm(other));
}

function plainForm(address: string): string {
  return new SocketAddress({ address, family: isIP(address) === 6 ? 'ipv6' : 'ipv4' }).address;
}
