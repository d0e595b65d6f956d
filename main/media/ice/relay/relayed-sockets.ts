import { type Candidate, candidatePriority, localPreference } from '../candidates/candidate.ts';
import { isSameAddress, type TransportAddress } from '../transport-address.ts';
import type { Gathered } from './gather-relayed.ts';
import type { RelayAllocation, RelayBase, RelaySocket } from './relay.ts';

/** What an allocation of each component adds to the sockets of this computer. */
export interface RelayedSockets {
  readonly sockets: readonly RelaySocket[];
  /** Where the relay sees us; only told, as what goes there comes to the base. */
  readonly reflexive: readonly Candidate[];
}

/** Above those of the eight addresses that this computer is reached at. */
const reflexiveFoundation = 9;
const relayedFoundation = 10;

/** RFC 8839 section 5.1: an address that is not to be told. */
const untold: TransportAddress = { host: '0.0.0.0', port: 9 };

/** `hidden`: nobody is to learn where this computer is. */
export function relayedSockets(
  { way, allocations }: Extract<Gathered, { readonly allocations: unknown }>,
  hidden: boolean,
): RelayedSockets {
  const pairs = allocations.flatMap((allocation, index) => {
    const base = way.bases[index];
    return base === undefined ? [] : [{ allocation, base }];
  });
  return {
    sockets: pairs.flatMap(({ allocation, base }) => socketsOf(allocation, base, hidden)),
    reflexive: hidden ? [] : pairs.flatMap(({ allocation, base }) => reflexiveOf(allocation, base)),
  };
}

function socketsOf(allocation: RelayAllocation, { base }: RelayBase, hidden: boolean): RelaySocket[] {
  const { mapped, transports } = allocation;
  const from = mapped ?? { host: base.host, port: base.port };
  return addressesOf(allocation).flatMap((relayed, place) =>
    transports.map((transport, index) =>
      allocation.as({
        ...relayed,
        foundation: String(relayedFoundation + place * transports.length + index),
        component: base.component,
        transport,
        priority: candidatePriority('relay', localPreference(transport, place), base.component),
        type: 'relay',
        related: hidden ? untold : from,
      }),
    ),
  );
}

/** Where an allocation can be reached, the best place first. */
export function addressesOf({ relayed, beside }: RelayAllocation): TransportAddress[] {
  return beside === null ? [relayed] : [relayed, beside];
}

function reflexiveOf({ mapped }: RelayAllocation, { base }: RelayBase): Candidate[] {
  if (mapped === null || isSameAddress(mapped, base)) return [];
  const priority = candidatePriority('srflx', 65_535, base.component);
  const foundation = String(reflexiveFoundation);
  const related = { host: base.host, port: base.port };
  return [{ ...base, ...mapped, foundation, priority, type: 'srflx', related }];
}
