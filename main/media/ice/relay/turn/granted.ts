import { isIP } from 'node:net';
import { readMappedAddress } from '../../stun/mapped-address.ts';
import type { StunMessage } from '../../stun/message.ts';
import type { Admission, TransportAddress } from '../../transport-address.ts';
import { usualLifetimeS } from './refresh.ts';
import { lifetimeOf, turnAttributes, xorAddressesOf } from './turn-message.ts';

/** What a relay granted. */
export interface Granted {
  readonly relayed: TransportAddress;
  /** Another one, of the other family of IP addresses. */
  readonly beside: TransportAddress | null;
  /** Where it sees us. */
  readonly mapped: TransportAddress | null;
  readonly lifetimeS: number;
}

/** Reads the answer to an Allocate request; null where it names no address that a peer may be sent to. */
export function readGranted(message: StunMessage, admits: Admission): Granted | null {
  const named = xorAddressesOf(message, turnAttributes.xorRelayedAddress);
  const usable = named.flatMap((address) => admitted(address, admits) ?? []);
  // That of IPv4 first: it is what m= and c= name, and far sides may know nothing else.
  const [ipv4, ipv6] = [4, 6].map((family) => usable.find(({ host }) => isIP(host) === family) ?? null);
  const relayed = ipv4 ?? ipv6 ?? null;
  if (relayed === null) return null;
  const beside = relayed === ipv4 ? (ipv6 ?? null) : null;
  const mapped = admitted(readMappedAddress(message), admits);
  return { relayed, beside, mapped, lifetimeS: lifetimeOf(message) ?? usualLifetimeS };
}

function admitted(address: TransportAddress | null, admits: Admission): TransportAddress | null {
  return address === null ? null : admits(address.host, address.port);
}
