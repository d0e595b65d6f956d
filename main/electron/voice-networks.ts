import type { VoiceNetworks } from '../core/health/state.ts';
import { isInNetworks } from '../media/udp/networks.ts';
import { lookAtNetwork, type NetworkState } from '../net/network-watch.ts';

/**
 * Whether this computer is where an administrator lets voice be.
 *
 * @param networks ranges (CIDR) of the policy; none: everywhere, and nothing is looked at
 * @param state what is known of this computer's network; without it the system is asked
 */
export function whereVoiceIs(networks: readonly string[], state?: Pick<NetworkState, 'addresses'>): VoiceNetworks {
  if (networks.length === 0) return 'everywhere';
  const { addresses } = state ?? lookAtNetwork();
  return [...addresses].some((address) => isInNetworks(address, networks)) ? 'inside' : 'outside';
}
