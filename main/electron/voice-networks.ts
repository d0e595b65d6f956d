import type { VoiceNetworks } from '../core/health/state.ts';
import { isInNetworks } from '../media/udp/networks.ts';
import { lookAtNetwork, type NetworkState } from '../net/network-watch.ts';

/** Whether this computer is where an administrator lets voice be. @param networks ranges (CIDR) of the policy; none: everywhere */
export function whereVoiceIs(
  networks: readonly string[],
  { addresses }: Pick<NetworkState, 'addresses'> = lookAtNetwork(),
): VoiceNetworks {
  if (networks.length === 0) return 'everywhere';
  return [...addresses].some((address) => isInNetworks(address, networks)) ? 'inside' : 'outside';
}
