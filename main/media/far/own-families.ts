import { isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { MediaMeans } from '../../core/media-means.ts';
import { hostAddresses, type Interfaces, ownAddresses } from '../ice/sockets/host-addresses.ts';
import { familiesOf, type OwnFamilies } from '../sdp/families.ts';
import { isAdmitted, type Reach } from '../sdp/far-address.ts';
import type { WayFailure } from '../sdp/offer-failure.ts';
import { isInNetworks } from '../udp/networks.ts';

/** Whether voice may use an address of this computer. */
export function ownAdmission(reach: Reach, networks: MediaMeans['networks']): (host: string) => boolean {
  return (host) => isAdmitted(host, reach) && isInNetworks(host, networks);
}

/** Whether this computer has addresses, of which the networks of an administrator have none. */
export function isOutsideNetworks(
  reach: Reach,
  networks: MediaMeans['networks'],
  interfaces: Interfaces = networkInterfaces,
): boolean {
  const hosts = ownAddresses(interfaces, (host) => isAdmitted(host, reach));
  return hosts.length > 0 && ownAddresses(interfaces, ownAdmission(reach, networks)).length === 0;
}

/** Voice has no address then, to reach a relay from neither. */
export const noNetwork: WayFailure = {
  failure: 'no-network',
  message: 'no address of this computer is in the networks that voice may use',
};

/** The families of this computer's addresses now: of all that it has, and of those that ICE would name. What a relay has is known when it is asked, so that with one all may be. */
export function ownFamilies(
  reach: Reach,
  { relays, networks }: Pick<MediaMeans, 'relays' | 'networks'>,
  interfaces: Interfaces = networkInterfaces,
): OwnFamilies {
  const admits = ownAdmission(reach, networks);
  const straight = familiesOf(ownAddresses(interfaces, (host) => admits(host) || isTranslating(host)));
  const mayHaveAll = relays !== null && relays.servers.length > 0;
  const byIce = mayHaveAll ? { ipv4: true, ipv6: true } : familiesOf(hostAddresses(interfaces, admits));
  return { straight, byIce };
}

/** The address from which a network of IPv6 alone lets IPv4 begin (RFC 7335); nobody else is reached there. */
function isTranslating(host: string): boolean {
  return isIPv4(host) && host.startsWith('192.0.0.');
}
