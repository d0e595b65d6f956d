import { routedAddress } from './socket.ts';

/** Addresses that nobody has (RFC 5737, RFC 3849). Nothing is sent there; the route says which way most of the network is. */
export const anywhere = { host: '192.0.2.1', port: 9 };
const anywhereByIpv6 = { host: '2001:db8::1', port: 9 };

/** Whether packets to another network have a way to leave this computer by. */
export async function hasRoute(): Promise<boolean> {
  const routes = await Promise.all([anywhere, anywhereByIpv6].map(routedAddress));
  return routes.some(({ ok }) => ok);
}
