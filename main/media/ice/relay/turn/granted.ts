import { readMappedAddress } from '../../stun/mapped-address.ts';
import type { StunMessage } from '../../stun/message.ts';
import type { Admission, TransportAddress } from '../../transport-address.ts';
import { usualLifetimeS } from './refresh.ts';
import { lifetimeOf, turnAttributes, xorAddressOf } from './turn-message.ts';

/** What a relay granted. */
export interface Granted {
  readonly relayed: TransportAddress;
  /** Where it sees us. */
  readonly mapped: TransportAddress | null;
  readonly lifetimeS: number;
}

/** Reads the answer to an Allocate request; null where it names no address that a peer may be sent to. */
export function readGranted(message: StunMessage, admits: Admission): Granted | null {
  const relayed = admitted(xorAddressOf(message, turnAttributes.xorRelayedAddress), admits);
  if (relayed === null) return null;
  const mapped = admitted(readMappedAddress(message), admits);
  return { relayed, mapped, lifetimeS: lifetimeOf(message) ?? usualLifetimeS };
}

function admitted(address: TransportAddress | null, admits: Admission): TransportAddress | null {
  return address === null ? null : admits(address.host, address.port);
}
